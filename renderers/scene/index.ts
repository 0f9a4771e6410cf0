// The scene: the retained tree that terminal and canvas share. See README.md.

export { AutoScroll } from "./input/auto-scroll.ts"
export { cleanInput, WORD_PART } from "./input/edit.ts"
export { listensAbove } from "./input/events.ts"
export type { KeyInput } from "./input/keyboard.ts"
export type { PointerInput, WheelInput } from "./input/pointer.ts"
export { isSelectable } from "./input/text-selection.ts"
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
export { lineOf, mixStops, placedStops, radii, type Stop } from "./paint/gradient-at.ts"
export { createScene, type Scene, type SceneOptions } from "./scene.ts"
export type { ImageLoader } from "./state.ts"
export { parseColor, resolveColor } from "./style/color.ts"
export { along } from "./style/position.ts"
export { defaultFont, internFont, internStyle, safeHref } from "./style/style.ts"
export { pixelTheme, terminalTheme } from "./style/theme.ts"
export * from "./surface.ts"
export { truncateLine } from "./text/fit.ts"
export { graphemes, isAscii } from "./text/graphemes.ts"
export { late } from "./text/late.ts"
export { type TreeNode, treeOf } from "./tree.ts"
