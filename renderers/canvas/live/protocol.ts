// What goes over the wire between a live canvas and those who look at it.
//
//     to the page     [1, 0, count, sequence, width, height, ratio] [x y w h] × count [deflated RGBA]
//                     [2] JSON: {"title"} {"cursor"} {"caret"} {"copy"} {"viewer"}
//                     [3, 0, 0, 0, sequence] [deflated JSON: what is other in the tree for screen readers]
//     from the page   a JSON array of {"type": "pointer" | "wheel" | "key" | "paste" | "size" | "shown" |
//                     "press" | "focus", …}
//
// A frame's rectangles are packed as one stream and drawn as one, so that no page shows half a frame.
// Numbers are little-endian. What comes from a page is data of a stranger: `readInputs` takes apart only
// what has the right shape and size.

import type { Rect } from "../../../core/view/renderer.ts"
import type { KeyInput, PointerInput, WheelInput } from "../../scene/index.ts"

export const FRAME = 1
export const NEWS = 2
export const TREE = 3
const HEAD = 20 // bytes before the rectangles
const RECT = 8
const TREE_HEAD = 8

/** A frame without its pixels. In device pixels; `ratio` of them are one CSS pixel. */
export interface FrameHead {
  readonly sequence: number
  readonly width: number
  readonly height: number
  readonly ratio: number
  readonly rects: readonly Rect[]
}

/** The message of a frame; `packed` is the raw deflate of the rectangles' RGBA, one after the other. */
export function writeFrame(head: FrameHead, packed: Uint8Array): Uint8Array {
  const { rects } = head
  const out = new Uint8Array(HEAD + rects.length * RECT + packed.length)
  const view = new DataView(out.buffer)
  view.setUint8(0, FRAME)
  view.setUint16(2, rects.length, true)
  view.setUint32(4, head.sequence, true)
  view.setUint16(8, head.width, true)
  view.setUint16(10, head.height, true)
  view.setFloat64(12, head.ratio, true)
  let at = HEAD
  for (const { x, y, width, height } of rects) {
    view.setUint16(at, x, true)
    view.setUint16(at + 2, y, true)
    view.setUint16(at + 4, width, true)
    view.setUint16(at + 6, height, true)
    at += RECT
  }
  out.set(packed, at)
  return out
}

export function readFrame(message: Uint8Array): { head: FrameHead; packed: Uint8Array } {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const count = view.getUint16(2, true)
  const rects: Rect[] = []
  for (let i = 0, at = HEAD; i < count; i++, at += RECT)
    rects.push({
      x: view.getUint16(at, true),
      y: view.getUint16(at + 2, true),
      width: view.getUint16(at + 4, true),
      height: view.getUint16(at + 6, true),
    })
  const head = {
    sequence: view.getUint32(4, true),
    width: view.getUint16(8, true),
    height: view.getUint16(10, true),
    ratio: view.getFloat64(12, true),
    rects,
  }
  return { head, packed: message.subarray(HEAD + count * RECT) }
}

/** The message of a tree's changes; `packed` is the raw deflate of their JSON. */
export function writeTree(sequence: number, packed: Uint8Array): Uint8Array {
  const out = new Uint8Array(TREE_HEAD + packed.length)
  out[0] = TREE
  new DataView(out.buffer).setUint32(4, sequence, true)
  out.set(packed, TREE_HEAD)
  return out
}

export function readTree(message: Uint8Array): { sequence: number; packed: Uint8Array } {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  return { sequence: view.getUint32(4, true), packed: message.subarray(TREE_HEAD) }
}

/** What a page is told beside frames. */
export interface News {
  readonly title?: string
  readonly cursor?: string
  readonly caret?: { readonly x: number; readonly y: number; readonly height: number } | null
  /** For the clipboard of who copied it. */
  readonly copy?: string
  /** The name by which the page posts its input, where it has no socket. */
  readonly viewer?: string
}

export function writeNews(news: News): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(news))
  const out = new Uint8Array(text.length + 1)
  out[0] = NEWS
  out.set(text, 1)
  return out
}

export type LiveInput =
  | ({ readonly type: "pointer"; readonly kind: PointerInput["type"] } & Omit<PointerInput, "type">)
  | ({ readonly type: "wheel" } & WheelInput)
  | ({ readonly type: "key" } & KeyInput)
  | { readonly type: "paste"; readonly text: string }
  /** The page's room, in CSS pixels. */
  | { readonly type: "size"; readonly width: number; readonly height: number }
  /** What has this number has been drawn, or built. */
  | { readonly type: "shown"; readonly sequence: number }
  /** What a screen reader did to an element of the tree. */
  | { readonly type: "press" | "focus"; readonly id: number }

const MOST_TEXT = 100_000 // UTF-16 units of one paste
const MOST_INPUTS = 256 // in one message
const FAR = 1e7 // CSS pixels

/** Bytes of one message of a page. */
export const LARGEST_MESSAGE = 256 * 1024

/** What a page sent, or why it is refused. */
export function readInputs(text: string): readonly LiveInput[] | { readonly refused: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { refused: "it is no JSON" }
  }
  if (!Array.isArray(data)) return { refused: "it is no list" }
  if (data.length > MOST_INPUTS) return { refused: `more than ${MOST_INPUTS} at once` }
  const inputs: LiveInput[] = []
  for (const one of data) {
    const input = readInput(one)
    if (typeof input === "string") return { refused: input }
    inputs.push(input)
  }
  return inputs
}

const KINDS = new Set(["down", "move", "up", "leave"])

function readInput(data: unknown): LiveInput | string {
  if (typeof data !== "object" || data === null) return "an input is no object"
  const it = data as Readonly<Record<string, unknown>>
  const mods = {
    ctrl: it["ctrl"] === true,
    alt: it["alt"] === true,
    shift: it["shift"] === true,
    meta: it["meta"] === true,
  }
  switch (it["type"]) {
    case "pointer": {
      const { kind, x, y, button, buttons } = it
      if (typeof kind !== "string" || !KINDS.has(kind)) return "`kind` is none of a pointer's"
      if (!isPlace(x) || !isPlace(y)) return "a place is no number"
      if (!isSmall(button, -1) || !isSmall(buttons, 0)) return "`buttons` is no number"
      return { type: "pointer", kind: kind as PointerInput["type"], x, y, button, buttons, ...mods }
    }
    case "wheel": {
      const { x, y, deltaX, deltaY } = it
      if (!isPlace(x) || !isPlace(y) || !isPlace(deltaX) || !isPlace(deltaY))
        return "a place is no number"
      return { type: "wheel", x, y, deltaX, deltaY, ...mods }
    }
    case "key": {
      const { key, text } = it
      if (!isText(key, 32) || key === "") return "`key` is no name"
      if (!isText(text, 32)) return "`text` is too long, or none"
      return { type: "key", key, text, repeat: it["repeat"] === true, ...mods }
    }
    case "paste":
      if (!isText(it["text"], MOST_TEXT)) return "`text` is too long, or none"
      return { type: "paste", text: it["text"] }
    case "size": {
      const { width, height } = it
      if (!isPlace(width) || !isPlace(height) || width < 0 || height < 0)
        return "a side is no length"
      return { type: "size", width, height }
    }
    case "shown": {
      const { sequence } = it
      if (!isCount(sequence)) return "`sequence` is no number"
      return { type: "shown", sequence }
    }
    case "press":
    case "focus": {
      const { id } = it
      if (!isCount(id)) return "`id` is no number"
      return { type: it["type"], id }
    }
  }
  return "`type` is none that is known"
}

function isPlace(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= FAR
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isSmall(value: unknown, least: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) < 256
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest
}
