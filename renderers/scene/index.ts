// The scene: the retained tree that terminal and canvas share. See README.md.

export { AutoScroll } from "./auto-scroll.ts"
export { parseColor, resolveColor } from "./color.ts"
export { cleanInput, WORD_PART } from "./edit.ts"
export { listensAbove } from "./events.ts"
export { truncateLine } from "./fit.ts"
export { lineOf, mixStops, placedStops, radii, type Stop } from "./gradient-at.ts"
export { graphemes, isAscii } from "./graphemes.ts"
export type { KeyInput } from "./keyboard.ts"
export { late } from "./late.ts"
export {
  BOX,
  contains,
  DRAW,
  IMAGE,
  INPUT,
  KIND_NAMES,
  RAW,
  SceneNode,
  SPAN,
  TEXT,
  TEXTAREA,
} from "./node.ts"
export type { PointerInput, WheelInput } from "./pointer.ts"
export { along } from "./position.ts"
export { createScene, type Scene, type SceneOptions } from "./scene.ts"
export type { ImageLoader } from "./state.ts"
export { defaultFont, internFont, internStyle, safeHref } from "./style.ts"
export * from "./surface.ts"
export { isSelectable } from "./text-selection.ts"
export { pixelTheme, terminalTheme } from "./theme.ts"
export { type TreeNode, treeOf } from "./tree.ts"
