// `image`: loading through the host's loader, fit, and the words where there is no picture.

import { truncateLine } from "./fit.ts"
import { damageArea } from "./geometry.ts"
import { markLayout } from "./marks.ts"
import { extra, GONE, IMAGE, type Picture, PLACED, type SceneNode } from "./node.ts"
import type { SceneState } from "./state.ts"
import { colorAt, internStyle, styleOf } from "./style.ts"
import { NONE } from "./surface.ts"
import { isTight } from "./tight.ts"

/** `src` changed: ends what is under way and loads the new one. */
export function loadPicture(state: SceneState, node: SceneNode): void {
  if (node.kind !== IMAGE) return
  const ext = extra(node)
  ext.picture?.cancel?.()
  const { src } = node.attrs
  if (src === undefined) {
    refresh(state, node)
    return
  }
  const picture: Picture = {
    src,
    image: ext.picture?.image ?? undefined, // the old one stays until this one is there
    cancel: undefined,
  }
  ext.picture = picture
  if (!state.images) {
    picture.image = null
    refresh(state, node)
    return
  }
  const current = () => ext.picture === picture && !(node.flags & GONE)
  const tell = (event: string, value: unknown) => {
    const listeners = ext.listeners?.get(event)
    if (listeners) for (const listener of listeners.slice()) listener(value)
  }
  const failed = (error: unknown) => {
    if (!current()) return
    picture.image = null
    refresh(state, node)
    tell("error", error)
  }
  try {
    picture.cancel = state.images(
      src,
      (image) => {
        if (!current()) return
        picture.image = image
        refresh(state, node)
        tell("load", undefined)
      },
      failed,
    )
  } catch (error) {
    failed(error)
  }
}

function refresh(state: SceneState, node: SceneNode): void {
  if (!(node.flags & PLACED)) return
  damageArea(state, node, 0, 0, node.width, node.height)
  state.need()
  if (node.yoga && !isTight(node)) node.yoga.markDirty() // its own size may be another now
  markLayout(state, node)
}

export function paintPicture(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { width, height, attrs } = node
  if (width <= 0 || height <= 0) return
  const { surface } = state
  const image = node.extra?.picture?.image
  const style = styleOf(state, node)
  const alt = attrs.alt ?? ""
  if (!image || image.width === 0 || image.height === 0) {
    if (alt === "") return
    const quiet = colorAt(state, node, "muted")
    const words = internStyle(quiet || style.color, NONE, 4, "", style.font)
    const lh = state.metrics(style.font).lineHeight
    const text = truncateLine(state.engine, alt, width, style.font)
    surface.pushClip(x, y, width, height, 0)
    surface.text(x, y, lh, text, words)
    surface.popClip()
    return
  }
  // In a terminal a cell is taken for 8 × 16 pixels.
  const ratio = state.cells ? image.width / 8 / (image.height / 16) : image.width / image.height
  const fit = attrs.fit ?? "contain"
  let w = width
  let h = height
  if (fit === "none") {
    w = state.cells ? image.width / 8 : image.width
    h = state.cells ? image.height / 16 : image.height
  } else if (fit !== "fill") {
    const wide = width / height > ratio
    if ((fit === "contain") === wide) w = height * ratio
    else h = width / ratio
  }
  if (state.cells) {
    w = Math.max(1, Math.round(w))
    h = Math.max(1, Math.round(h))
  }
  const dx = (width - w) / 2
  const dy = (height - h) / 2
  const radius = (attrs.borderRadius as number | undefined) ?? 0
  const clip = w > width || h > height || radius > 0
  if (clip) surface.pushClip(x, y, width, height, radius)
  const left = x + (state.cells ? Math.floor(dx) : dx)
  const top = y + (state.cells ? Math.floor(dy) : dy)
  surface.image(left, top, w, h, image, alt, style)
  if (clip) surface.popClip()
}
