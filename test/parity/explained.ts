// Where the surfaces are known to differ, and why. A tree that has one of these is counted by itself, so that a
// difference without a reason is seen at once; the share of all boxes counts them like the rest.

import type { Tree } from "./corpus.ts"

const is = (tree: Tree, name: string, value: unknown) => tree.attrs[name] === value
const has = (tree: Tree, ...names: string[]) => names.some((name) => tree.attrs[name] !== undefined)
const isRow = (tree: Tree) => String(tree.attrs["flexDirection"]).startsWith("row")
const isShare = (value: unknown) => typeof value === "string" && value.endsWith("%")

/** Says whether `node`, a kid of `parent`, is laid out in this way. */
type Match = (node: Tree, parent: Tree) => boolean

export const EXPLAINED: Readonly<Record<string, { readonly why: string; readonly match: Match }>> =
  {
    "columns that wrap": {
      why: "a browser lays such a column out to know its width, with whatever height it has by then",
      match: (_, parent) =>
        !is(parent, "display", "grid") && has(parent, "flexWrap") && !isRow(parent),
    },
    "shapes by content": {
      why: "the width that a shape gets from its height is found in a second layout there, in the same one here",
      match: (node) =>
        has(node, "aspectRatio") ||
        (node.kind === "image" && !(has(node, "width") && has(node, "height"))),
    },
    "shares of content": {
      why: "heights that are shares of a grid whose height follows from them are found in several layouts there",
      match: (node, parent) =>
        is(parent, "display", "grid") &&
        (isShare(node.attrs["height"]) ||
          isShare(node.attrs["minHeight"]) ||
          isShare(node.attrs["maxHeight"]) ||
          String(parent.attrs["gridTemplateRows"]).includes("%")),
    },
  }

/** The first reason for which the boxes of the tree may differ by its attributes. */
export function reasonFor(tree: Tree): string | undefined {
  for (const name in EXPLAINED) if (some(tree, EXPLAINED[name]!.match)) return name
  return undefined
}

function some(parent: Tree, match: Match): boolean {
  return parent.kids.some((kid) => match(kid, parent) || some(kid, match))
}

/** A reason that only the boxes show. */
export const BROKEN_WORDS = {
  name: "broken words",
  why: "a text narrower than its longest word breaks it at a hundredth of a pixel, which two shapers count differently",
} as const

/** Is some text of the tree narrower than its longest word? `boxes` are those of the page. */
export function breaksWords(tree: Tree, boxes: readonly (readonly number[])[]): boolean {
  return tree.kids.some((kid) =>
    kid.kind === "text" ? boxes[kid.id]![2]! < longest(kid) : breaksWords(kid, boxes),
  )
}

/** About how wide the longest word is. */
function longest(text: Tree): number {
  const words = JSON.stringify(text.words).match(/[^\s"]+/g) ?? []
  return Math.max(...words.map((word) => Math.min(24, word.length))) * 7
}
