// The same trees as Yoga's nodes: for the bench, and for the test that compares layouts.

import {
  Align,
  Edge,
  FlexDirection,
  Gutter,
  Justify,
  type Node,
  PositionType,
} from "yoga-layout/load"
import type { Attrs, Tree } from "./trees.ts"

/** A node of Yoga's and those of its kids. */
export interface YogaTree {
  readonly node: Node
  readonly kids: YogaTree[]
}

const DIRECTION = { row: FlexDirection.Row, column: FlexDirection.Column }
const ALIGN = {
  start: Align.FlexStart,
  center: Align.Center,
  end: Align.FlexEnd,
  stretch: Align.Stretch,
}
const JUSTIFY = {
  start: Justify.FlexStart,
  center: Justify.Center,
  end: Justify.FlexEnd,
  between: Justify.SpaceBetween,
  around: Justify.SpaceAround,
  evenly: Justify.SpaceEvenly,
}

const SET: { readonly [name in keyof Attrs]-?: (node: Node, value: never) => void } = {
  width: (node, value: number) => node.setWidth(value),
  height: (node, value: number) => node.setHeight(value),
  minWidth: (node, value: number) => node.setMinWidth(value),
  maxHeight: (node, value: number) => node.setMaxHeight(value),
  flexDirection: (node, value: keyof typeof DIRECTION) => node.setFlexDirection(DIRECTION[value]),
  alignItems: (node, value: keyof typeof ALIGN) => node.setAlignItems(ALIGN[value]),
  alignSelf: (node, value: keyof typeof ALIGN) => node.setAlignSelf(ALIGN[value]),
  justifyContent: (node, value: keyof typeof JUSTIFY) => node.setJustifyContent(JUSTIFY[value]),
  padding: (node, value: number) => node.setPadding(Edge.All, value),
  margin: (node, value: number) => node.setMargin(Edge.All, value),
  gap: (node, value: number) => node.setGap(Gutter.All, value),
  border: (node, value: boolean) => node.setBorder(Edge.All, value ? 1 : 0),
  flex(node, value: number) {
    node.setFlexGrow(value)
    node.setFlexBasis(0)
  },
  flexGrow: (node, value: number) => node.setFlexGrow(value),
  flexShrink: (node, value: number) => node.setFlexShrink(value),
  position: (node) => node.setPositionType(PositionType.Absolute),
  left: (node, value: number) => node.setPosition(Edge.Left, value),
  top: (node, value: number) => node.setPosition(Edge.Top, value),
  right: (node, value: number) => node.setPosition(Edge.Right, value),
  bottom: (node, value: number) => node.setPosition(Edge.Bottom, value),
}

/** Makes the nodes of a tree, and adds them to `all` in document order. */
export function yogaTree(create: () => Node, { attrs, kids }: Tree, all: YogaTree[]): YogaTree {
  const tree: YogaTree = { node: create(), kids: [] }
  all.push(tree)
  for (const name in attrs) {
    const key = name as keyof Attrs
    SET[key](tree.node, attrs[key] as never)
  }
  for (const kid of kids) appendYoga(tree, yogaTree(create, kid, all))
  return tree
}

export function appendYoga(tree: YogaTree, kid: YogaTree): void {
  tree.node.insertChild(kid.node, tree.kids.length)
  tree.kids.push(kid)
}

/** Walks what came out new, as whoever paints it does. Returns how much that was. */
export function readYoga({ node, kids }: YogaTree): number {
  if (!node.hasNewLayout()) return 0
  node.markLayoutSeen()
  let found = node.getComputedLeft() + node.getComputedTop()
  found += node.getComputedWidth() + node.getComputedHeight()
  for (const kid of kids) found += readYoga(kid)
  return found
}
