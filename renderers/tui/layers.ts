// What is painted with less than full opacity: lifted off its ground, painted alone, blended back.
//
//     pushLayer   what was there is kept aside, its place is blank
//       …         paints as ever
//     popLayer    each cell that was painted is mixed with what was there

import { NONE } from "../scene/index.ts"
import { Cells, IMAGE } from "./cells.ts"
import { mix, rgbOf } from "./color.ts"
import { SPACE } from "./glyphs.ts"
import { alphaOf, type Clip, eachSpan, type Ground, OPAQUE } from "./ground.ts"

/** What was under a layer, and how it will be blended. */
export interface Layer {
  readonly clip: Clip
  readonly opacity: number
  readonly under: Cells
}

/** Takes what is there aside, and leaves the clip in force blank. */
export function liftLayer(on: Ground, opacity: number): Layer {
  const { x0, y0, x1, y1 } = on.clip
  const clip = { x0, y0, x1: Math.max(x0, x1), y1: Math.max(y0, y1) }
  const under = new Cells(clip.x1 - x0, clip.y1 - y0)
  const { back } = on
  eachSpan(on, clip, (y, from, to) => {
    const at = (y - y0) * under.width + from - y * on.width - x0
    under.glyph.set(back.glyph.subarray(from, to), at)
    under.fg.set(back.fg.subarray(from, to), at)
    under.bg.set(back.bg.subarray(from, to), at)
    under.attr.set(back.attr.subarray(from, to), at)
    back.glyph.fill(SPACE, from, to)
    back.bg.fill(NONE, from, to)
    back.attr.fill(0, from, to)
  })
  return { clip, opacity, under }
}

/** Blends what was painted since over what was there. */
export function putLayer(on: Ground, layer: Layer): void {
  const { clip, opacity, under } = layer
  eachSpan(on, clip, (y, from, to) => {
    const row = y * on.width
    let at = (y - clip.y0) * under.width + from - row - clip.x0
    for (let i = from; i < to; i++, at++) blendCell(on, i, under, at, opacity)
    for (let i = from; i <= to; i++) on.back.mend(i - row, y)
  })
}

/** Cell `i` of the layer over cell `at` of what was there. */
function blendCell(on: Ground, i: number, under: Cells, at: number, opacity: number): void {
  const { back, base } = on
  const hasBackground = back.bg[i] !== NONE
  const hasGlyph = back.glyph[i] !== SPACE || back.attr[i] !== 0
  const underBg = under.bg[at]!
  if (back.attr[i]! & IMAGE) {
    back.bg[i] = underBg // its colour is an id: a picture does not fade
    return
  }
  if (!hasBackground && !hasGlyph) {
    back.glyph[i] = under.glyph[at]!
    back.fg[i] = under.fg[at]!
    back.bg[i] = underBg
    back.attr[i] = under.attr[at]!
    return
  }
  const ground = rgbOf(underBg, base.background)
  if (hasGlyph) {
    const ink = rgbOf(back.fg[i]!, base.foreground)
    back.fg[i] = OPAQUE | mix(ground, ink, opacity * alphaOf(back.fg[i]!))
  } else {
    // A see-through background: what was written there stays legible, and fades.
    back.glyph[i] = under.glyph[at]!
    back.attr[i] = under.attr[at]!
    const ink = rgbOf(under.fg[at]!, base.foreground)
    if (under.attr[at]! & IMAGE) back.fg[i] = under.fg[at]!
    else back.fg[i] = OPAQUE | mix(ink, rgbOf(back.bg[i]!, base.background), opacity)
  }
  if (!hasBackground) back.bg[i] = underBg
  else {
    const paint = rgbOf(back.bg[i]!, base.background)
    back.bg[i] = OPAQUE | mix(ground, paint, opacity * alphaOf(back.bg[i]!))
  }
}
