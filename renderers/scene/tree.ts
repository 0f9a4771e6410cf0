// The scene as tests look at it: elements with their attributes, words and boxes, in document order.
//
// What an attribute says is what the program set; a field's value is what it holds now.

import type { Rect } from "../../core/view/renderer.ts"
import { isEditable } from "./input/input.ts"
import { isInline, KIND_NAMES, RAW, type SceneNode } from "./node.ts"
import type { Scene } from "./scene.ts"

/** An element or a text, with the words that test surfaces share (`TestNode` of filigree/testing). */
export interface TreeNode {
  /** Element name, or null for text. */
  readonly type: string | null
  /** Of a text. */
  readonly text: string
  /** Attributes that are set; of a field also `value`. */
  readonly attrs: Readonly<Record<string, unknown>>
  readonly children: readonly TreeNode[]
  /** Border box in the surface's unit, from its top left corner. Runs of text have none of their own. */
  readonly bounds?: Rect
  readonly isFocused: boolean
  /** The scene's own node. */
  readonly host: object
}

/** The tree below the root, as it is now. */
export function treeOf(scene: Scene): TreeNode {
  return asTree(scene.root, scene.focused)
}

function asTree(node: SceneNode, focused: SceneNode | null): TreeNode {
  const children: TreeNode[] = []
  for (let child = node.first; child; child = child.next) children.push(asTree(child, focused))
  const value = isEditable(node) ? { value: node.extra?.edit?.value ?? "" } : undefined
  return {
    type: node.kind === RAW ? null : (KIND_NAMES[node.kind] ?? null),
    text: node.text,
    attrs: { ...node.attrs, ...value },
    children,
    ...(!isInline(node) && { bounds: node.bounds() }),
    isFocused: node === focused,
    host: node,
  }
}
