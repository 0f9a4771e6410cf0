// The parts of a box that nobody wrote: title bars and scroll bars.
//
//     terminal            ┌ Total ─── 12 ┐        pixels   ╭──────────────────╮
//                         │              │                 │ Total         12 │  title bar
//                         └──────────────┘                 ├──────────────────┤  hairline
//                                                          │                  │

import { borderInsets, TITLE_PADDING } from "../layout/lengths.ts"
import type { SceneNode } from "../node.ts"
import { maxScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import { colorAt, internFont, internStyle, styleOf } from "../style/style.ts"
import { type BorderSpec, NONE, type RunStyle } from "../surface.ts"
import { truncateLine } from "../text/fit.ts"

/** The title and its note. */
export function paintTitle(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  border: BorderSpec | null,
): void {
  const style = styleOf(state, node)
  const background = border?.background ?? NONE
  const color = colorAt(state, node, node.attrs.titleColor ?? "text")
  const quiet = colorAt(state, node, "muted")
  if (state.cells) {
    const title = internStyle(color || style.color, background, 1, "", style.font)
    const note = internStyle(quiet || style.color, background, 0, "", style.font)
    paintOnLine(state, node, x, y, title, note)
    return
  }
  const { font } = style
  const small = internFont(
    font.size,
    font.family,
    600,
    false,
    font.lineHeight,
    font.letterSpacing,
    font.wordSpacing,
  )
  const title = internStyle(color || style.color, NONE, 0, "", small)
  const note = internStyle(quiet || style.color, NONE, 0, "", font)
  paintInBar(state, node, x, y, title, note, border)
}

function paintOnLine(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  titleStyle: RunStyle,
  noteStyle: RunStyle,
): void {
  const { attrs, width } = node
  const { surface, engine } = state
  const room = width - 4 // the corners, and a piece of line beside each
  if (room < 1) return
  const words = attrs.title ? ` ${oneLine(attrs.title)} ` : ""
  const title = truncateLine(engine, words, room, titleStyle.font)
  const used = engine.width(title, titleStyle.font)
  const align = attrs.titleAlign ?? "left"
  const at =
    align === "left" ? 1 : align === "right" ? width - 1 - used : Math.floor((width - used) / 2)
  if (title !== "") surface.text(x + at, y, 1, title, titleStyle)
  if (!attrs.titleNote) return
  const left = align === "left" ? room - used : room - used - (align === "center" ? used : 0)
  const note = truncateLine(engine, ` ${oneLine(attrs.titleNote)} `, left, noteStyle.font)
  if (note.trim() === "") return
  const end = engine.width(note, noteStyle.font)
  surface.text(x + (align === "right" ? 1 : width - 1 - end), y, 1, note, noteStyle)
}

function paintInBar(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  titleStyle: RunStyle,
  noteStyle: RunStyle,
  border: BorderSpec | null,
): void {
  const { attrs, width } = node
  const { surface, engine } = state
  const inset = borderInsets(state, node)
  const metrics = state.metrics(titleStyle.font)
  const pad = Math.round(metrics.ch * 1.25)
  const left = x + inset.left + pad
  const room = width - inset.left - inset.right - 2 * pad
  const bottom = y + inset.top
  if (room <= 0 || inset.top > node.height) return
  const top = bottom - 1 - TITLE_PADDING - Math.round(metrics.lineHeight)
  const title = truncateLine(engine, oneLine(attrs.title ?? ""), room, titleStyle.font)
  const used = engine.width(title, titleStyle.font)
  const align = attrs.titleAlign ?? "left"
  const shift = align === "left" ? 0 : align === "right" ? room - used : (room - used) / 2
  if (title !== "") surface.text(left + shift, top, metrics.lineHeight, title, titleStyle)
  if (attrs.titleNote) {
    const free = room - used - pad - (align === "center" ? used : 0)
    const note = truncateLine(engine, oneLine(attrs.titleNote), free, noteStyle.font)
    const wide = engine.width(note, noteStyle.font)
    const noteAt = align === "right" ? left : left + room - wide
    if (note !== "") surface.text(noteAt, top, metrics.lineHeight, note, noteStyle)
  }
  const line = border?.color ?? colorAt(state, node, "border")
  surface.fill(x + inset.left, bottom - 1, width - inset.left - inset.right, 1, line, 0)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/** Width of a bar on pixel surfaces, and its distance from the edge, in CSS pixels. */
const BAR = 5
const BAR_GAP = 1
/** A thumb is never shorter, in the surface's unit. */
const LEAST_THUMB = 18

export interface Thumb {
  /** Track and thumb along the bar, from the node's border box. */
  readonly track: number
  readonly length: number
  readonly at: number
  readonly size: number
  /** Where the bar stands across. */
  readonly cross: number
  readonly thick: number
}

/** Geometry of the vertical (horizontal) bar, or null when there is none. */
export function thumbOf(state: SceneState, node: SceneNode, vertical: boolean): Thumb | null {
  const scroll = node.extra?.scroll
  const shown = node.attrs.scrollbar ?? "auto"
  if (!scroll || shown === "none") return null
  const most = maxScroll(scroll)
  const range = vertical ? most.top : most.left
  if (range <= 0 && !(vertical && shown === "always")) return null
  const inset = borderInsets(state, node)
  const view = vertical ? scroll.viewHeight : scroll.viewWidth
  const content = Math.max(view, vertical ? scroll.contentHeight : scroll.contentWidth)
  if (view <= 0) return null
  const least = state.cells ? 1 : Math.min(LEAST_THUMB, view)
  let size = Math.max(least, (view * view) / content)
  let at = range <= 0 ? 0 : ((view - size) * (vertical ? scroll.top : scroll.left)) / range
  if (state.cells) {
    size = Math.min(view, Math.max(1, Math.round(size)))
    at =
      range <= 0 ? 0 : Math.round(((view - size) * (vertical ? scroll.top : scroll.left)) / range)
  }
  const track = vertical ? inset.top : inset.left
  const lined = vertical ? inset.right > 0 : inset.bottom > 0
  // A row is much to give for a bar below: in a terminal it is given only where asked for.
  if (state.cells && !vertical && !lined && shown !== "always") return null
  const edge = vertical ? node.width : node.height
  const border = vertical ? inset.right : inset.bottom
  // In a terminal the thumb stands on the border line, if there is one.
  const cross = state.cells
    ? edge - (lined ? border : 0) - (lined ? 0 : 1)
    : edge - border - BAR - BAR_GAP
  if (cross < 0) return null // too narrow for one
  return { track, length: view, at, size, cross, thick: state.cells ? 1 : BAR }
}

export function paintBars(state: SceneState, node: SceneNode, x: number, y: number): void {
  const down = thumbOf(state, node, true)
  if (down) paintThumb(state, node, x, y, down, true)
  const across = thumbOf(state, node, false)
  if (across) paintThumb(state, node, x, y, across, false)
}

function paintThumb(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  thumb: Thumb,
  vertical: boolean,
): void {
  const { surface } = state
  const color = colorAt(state, node, "muted")
  if (!state.cells) {
    const along = thumb.track + thumb.at
    if (vertical) surface.fill(x + thumb.cross, y + along, thumb.thick, thumb.size, color, BAR / 2)
    else surface.fill(x + along, y + thumb.cross, thumb.size, thumb.thick, color, BAR / 2)
    return
  }
  const style = styleOf(state, node)
  const bar = internStyle(color || style.color, NONE, 0, "", style.font)
  const from = thumb.track + thumb.at
  if (!vertical) {
    const line = internStyle(colorAt(state, node, "border") || style.color, NONE, 0, "", style.font)
    if (borderInsets(state, node).bottom === 0)
      // or the words under it would read on
      surface.text(x + thumb.track, y + thumb.cross, 1, "─".repeat(thumb.length), line)
    surface.text(x + from, y + thumb.cross, 1, "━".repeat(thumb.size), bar)
    return
  }
  for (let i = 0; i < thumb.size; i++) surface.text(x + thumb.cross, y + from + i, 1, "┃", bar)
}
