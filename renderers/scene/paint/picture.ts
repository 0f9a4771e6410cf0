// `image` and `backgroundImage`: loading through the host's loader, fit, and the words where there is no
// picture.

import type { LivePicture } from "../../../core/view/vocabulary.ts"
import { damageArea } from "../geometry.ts"
import { markLayout } from "../marks.ts"
import { extra, GONE, IMAGE, type Picture, PLACED, type SceneNode } from "../node.ts"
import type { SceneState } from "../state.ts"
import { along, parsePosition } from "../style/position.ts"
import { colorAt, internStyle, radiusOf, styleOf } from "../style/style.ts"
import { type ImageSource, NONE, type Radius } from "../surface.ts"
import { truncateLine } from "../text/fit.ts"
import { isLive, Moment } from "./live-picture.ts"

/** `src` changed: ends what is under way and loads the new one. */
export function loadPicture(state: SceneState, node: SceneNode): void {
  if (node.kind === IMAGE) load(state, node, "picture", node.attrs.src)
}

/** `backgroundImage` changed. A terminal has cells behind its text, and no picture. */
export function loadGround(state: SceneState, node: SceneNode): void {
  if (!state.cells) load(state, node, "ground", node.attrs.backgroundImage)
}

function load(
  state: SceneState,
  node: SceneNode,
  place: "picture" | "ground",
  src: string | Uint8Array | LivePicture | undefined,
): void {
  const ext = extra(node)
  ext[place]?.cancel?.()
  if (src === undefined) {
    ext[place] = null
    refresh(state, node, place)
    return
  }
  const picture: Picture = {
    src,
    image: ext[place]?.image ?? undefined, // the old one stays until this one is there
    cancel: undefined,
  }
  ext[place] = picture
  if (isLive(src)) {
    watch(state, node, place, picture, src)
    return
  }
  if (!state.images) {
    picture.image = null
    refresh(state, node, place)
    return
  }
  const current = () => ext[place] === picture && !(node.flags & GONE)
  const tell = (event: string, value: unknown) => {
    const listeners = ext.listeners?.get(event)
    if (listeners) for (const listener of listeners.slice()) listener(value)
  }
  const failed = (error: unknown) => {
    if (!current()) return
    picture.image = null
    refresh(state, node, place)
    tell("error", error)
  }
  try {
    picture.cancel = state.images(
      src,
      (image) => {
        if (!current()) return
        picture.image = image
        refresh(state, node, place)
        tell("load", undefined)
      },
      failed,
    )
  } catch (error) {
    failed(error)
  }
}

/** Shows each moment of a picture that changes; pixels are read when they are painted. */
function watch(
  state: SceneState,
  node: SceneNode,
  place: "picture" | "ground",
  picture: Picture,
  live: LivePicture,
): void {
  const look = () => {
    const { width, height } = live
    const before = picture.image
    const isSame = before?.of === live && before.width === width && before.height === height
    picture.image = new Moment(live, width, height)
    if (!isSame) refresh(state, node, place)
    else if (node.flags & PLACED) {
      damageArea(state, node, 0, 0, node.width, node.height)
      state.need()
    }
  }
  picture.cancel = live.watch(look)
  look()
}

function refresh(state: SceneState, node: SceneNode, place: "picture" | "ground"): void {
  if (!(node.flags & PLACED)) return
  damageArea(state, node, 0, 0, node.width, node.height)
  state.need()
  if (place === "ground") return
  markLayout(state, node) // its own size may be another now
}

type Fit = "contain" | "cover" | "fill" | "none"

/** How large a picture of this size is in a box, by `fit`. In a terminal a cell is taken for 8 × 16 pixels. */
function fitted(
  state: SceneState,
  image: ImageSource,
  width: number,
  height: number,
  fit: Fit,
): [width: number, height: number] {
  const w = state.cells ? image.width / 8 : image.width
  const h = state.cells ? image.height / 16 : image.height
  if (fit === "none") return [w, h]
  if (fit === "fill") return [width, height]
  const scale = (fit === "contain" ? Math.min : Math.max)(width / w, height / h)
  return [w * scale, h * scale]
}

/** The picture behind a box, under its border. */
export function paintGround(
  state: SceneState,
  node: SceneNode,
  x: number,
  y: number,
  radius: Radius,
): void {
  const { width, height, attrs } = node
  const { surface } = state
  const image = node.extra?.ground?.image
  if (state.cells || !image || image.width === 0 || image.height === 0) return
  const [w, h] = fitted(state, image, width, height, attrs.backgroundFit ?? "cover")
  const [px, py] = parsePosition(attrs.backgroundPosition ?? "center") ?? ["50%", "50%"]
  const left = x + along(px, width - w)
  const top = y + along(py, height - h)
  const repeat = attrs.backgroundRepeat ?? "no-repeat"
  surface.pushClip(x, y, width, height, radius)
  if (repeat === "no-repeat" || !surface.pattern)
    surface.image(left, top, w, h, image, "", styleOf(state, node))
  else {
    const across = repeat !== "repeat-y"
    const down = repeat !== "repeat-x"
    const area = {
      x: across ? x : left,
      y: down ? y : top,
      width: across ? width : w,
      height: down ? height : h,
    }
    surface.pattern(area, left, top, w, h, image)
  }
  surface.popClip()
}

/** Stands for one that failed: the surface draws a frame with its words. */
const NO_PICTURE: ImageSource = { width: 0, height: 0 }

export function paintPicture(state: SceneState, node: SceneNode, x: number, y: number): void {
  const { width, height, attrs } = node
  if (width <= 0 || height <= 0) return
  const { surface } = state
  const image = node.extra?.picture?.image
  const style = styleOf(state, node)
  const alt = attrs.alt ?? ""
  if (!image || image.width === 0 || image.height === 0) {
    if (image === null && !state.cells && attrs.alt !== "") {
      surface.image(x, y, width, height, NO_PICTURE, alt, style)
      return
    }
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
  let [w, h] = fitted(state, image, width, height, attrs.fit ?? "contain")
  if (state.cells) {
    w = Math.max(1, Math.round(w))
    h = Math.max(1, Math.round(h))
  }
  const [px, py] = parsePosition(attrs.fitPosition ?? "center") ?? ["50%", "50%"]
  const dx = along(px, width - w)
  const dy = along(py, height - h)
  const radius = state.cells ? 0 : radiusOf(attrs)
  const clip = w > width || h > height || radius !== 0
  if (clip) surface.pushClip(x, y, width, height, radius)
  const left = x + (state.cells ? Math.floor(dx) : dx)
  const top = y + (state.cells ? Math.floor(dy) : dy)
  surface.image(left, top, w, h, image, alt, style)
  if (clip) surface.popClip()
}
