// What a frame has to tell before it paints: boxes of another size, and boxes that were scrolled.

import { SceneEvent, tell } from "./input/events.ts"
import { extra, GONE } from "./node.ts"
import type { SceneState } from "./state.ts"

/** Tells new sizes; true when somebody was told. */
export function tellSizes(state: SceneState): boolean {
  const { resized } = state
  if (resized.length === 0) return false
  for (const node of resized.splice(0)) {
    if (node.flags & GONE) continue
    const ext = extra(node)
    if (ext.toldWidth === node.width && ext.toldHeight === node.height) continue
    ext.toldWidth = node.width
    ext.toldHeight = node.height
    const event = new SceneEvent("resize", node)
    event.width = node.width
    event.height = node.height
    tell(state, node, event)
  }
  return true
}

/** Tells where boxes are scrolled to; true when somebody was told. */
export function tellScrolls(state: SceneState): boolean {
  const { scrolled } = state
  if (scrolled.length === 0) return false
  for (const node of scrolled.splice(0)) {
    const scroll = node.extra?.scroll
    if (!scroll || node.flags & GONE) continue
    scroll.toldTop = scroll.top
    scroll.toldLeft = scroll.left
    scroll.toldEnd = scroll.atEnd
    const event = new SceneEvent("scroll", node)
    event.top = scroll.top
    event.left = scroll.left
    event.atEnd = scroll.atEnd
    tell(state, node, event)
  }
  return true
}
