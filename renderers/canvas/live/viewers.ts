// Who looks at a live canvas, and what each is still to be sent.
//
//     frame ─ damage ─▶ each viewer's list ─┬─▶ read, deflate ─▶ send          two frames on the way
//                                           └─▶ waits, adds up                  at the most
//                                                   ▲                                │
//                                                   └────────── "shown" ◀────────────┘
//
// A slow viewer gets fewer frames, never older ones: pixels are read when it can take them. What waits
// for it is a list of at most 32 rectangles. Viewers that wait for the same are sent the same bytes.

import { promisify } from "node:util"
import { deflateRaw as deflateCallback } from "node:zlib"
import type { Rect } from "../../../core/view/renderer.ts"
import type { CanvasApp } from "../app.ts"
import type { Frame } from "../frame.ts"
import { type LiveInput, type News, readInputs, writeFrame, writeNews } from "./protocol.ts"

const deflate = promisify(deflateCallback) as (
  data: Uint8Array,
  options: { level: number },
) => Promise<Uint8Array>

const ON_THE_WAY = 2 // frames that may be sent before the page says that it has drawn one
const MOST_RECTS = 32
const LARGE = 2 << 20 // bytes of pixels from which packing them fast matters more than packing them small
const PATIENCE = 30_000 // ms that a page may take to draw a frame
const MOST_MESSAGES = 1000 // of one viewer in a second

/** The way to one page: a WebSocket, a stream of HTTP, anything that keeps messages whole and in order. */
export interface LiveConnection {
  send(message: Uint8Array): void
  /** Ends it; `code` as of a WebSocket. */
  close(code: number, reason: string): void
}

/** What a connection's owner calls. */
export interface Viewer {
  /** A message came. What is wrong with it ends the connection (code 1008). */
  receive(text: string): void
  /** The connection is gone. */
  gone(): void
}

export interface ViewersOptions {
  /** The app takes the size of the viewer who came last, or last used it. */
  readonly follow: boolean
  /** CSS pixels on each side, at the most, when it follows. */
  readonly most: number
}

class Looking implements Viewer {
  readonly connection: LiveConnection
  readonly controls: boolean
  private readonly all: Viewers
  /** What it has not been sent; empty: nothing. */
  waits: Rect[] = []
  /** Sent, and not drawn yet. */
  unseen: number[] = []
  isSending = false
  size: { width: number; height: number } | undefined
  private patience: ReturnType<typeof setTimeout> | undefined
  private second = 0
  private messages = 0

  constructor(all: Viewers, connection: LiveConnection, controls: boolean) {
    this.all = all
    this.connection = connection
    this.controls = controls
  }

  get isReady(): boolean {
    return this.waits.length > 0 && !this.isSending && this.unseen.length < ON_THE_WAY
  }

  tell(news: News): void {
    this.connection.send(writeNews(news))
  }

  sent(sequence: number): void {
    this.unseen.push(sequence)
    this.patience ??= setTimeout(() => this.end(1013, "nothing was drawn for too long"), PATIENCE)
  }

  shown(sequence: number): void {
    clearTimeout(this.patience)
    this.patience = undefined
    this.unseen = this.unseen.filter((one) => one > sequence)
    const last = this.unseen.pop()
    if (last !== undefined) this.sent(last)
  }

  receive(text: string): void {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) this.messages = 0
    this.second = second
    const inputs =
      ++this.messages > MOST_MESSAGES ? { refused: "too many messages" } : readInputs(text)
    if ("refused" in inputs) this.end(1008, inputs.refused)
    else for (const input of inputs) this.all.take(this, input)
  }

  end(code: number, reason: string): void {
    this.gone()
    this.connection.close(code, reason)
  }

  gone(): void {
    clearTimeout(this.patience)
    this.all.delete(this)
  }
}

/** All who look at one app. */
export class Viewers {
  private readonly viewers = new Set<Looking>()
  private readonly options: ViewersOptions
  private app: CanvasApp | undefined
  private frame: Frame | undefined
  private sequence = 0
  private title: string | undefined
  private cursor = "default"
  private caret: News["caret"] = null
  /** Who did what is being done. */
  private actor: Looking | undefined
  /** Bytes of frames that were sent, to all together. */
  bytes = 0
  frames = 0

  constructor(options: ViewersOptions) {
    this.options = options
  }

  get size(): number {
    return this.viewers.size
  }

  open(app: CanvasApp): void {
    this.app = app
    this.frame = app.frame
  }

  /** Somebody came: they get the whole frame. */
  add(connection: LiveConnection, controls: boolean): Viewer {
    const viewer = new Looking(this, connection, controls)
    this.viewers.add(viewer)
    viewer.tell({
      ...(this.title !== undefined && { title: this.title }),
      cursor: this.cursor,
      caret: this.caret ?? null,
    })
    if (this.frame) viewer.waits = [whole(this.frame)]
    void this.pump()
    return viewer
  }

  delete(viewer: Looking): void {
    if (!this.viewers.delete(viewer)) return
    if (this.actor === viewer) this.actor = undefined
  }

  present(damage: readonly Rect[]): void | Promise<void> {
    if (this.viewers.size === 0) return
    for (const viewer of this.viewers) addRects(viewer.waits, damage)
    return this.pump()
  }

  /** Sends what waits to all that can take it. Settles when it is sent. */
  private async pump(): Promise<void> {
    const { frame } = this
    if (!frame) return
    const groups = new Map<string, Looking[]>()
    for (const viewer of this.viewers) {
      if (!viewer.isReady) continue
      const key = viewer.waits.map((r) => `${r.x},${r.y},${r.width},${r.height}`).join()
      const group = groups.get(key)
      if (group) group.push(viewer)
      else groups.set(key, [viewer])
    }
    if (groups.size > 0) await Promise.all([...groups.values()].map((group) => this.send(group)))
  }

  private async send(group: readonly Looking[]): Promise<void> {
    const frame = this.frame!
    const { width, height, pixelRatio: ratio } = frame
    // The size may be another than when the damage was noted.
    const rects = group[0]!.waits.flatMap((rect) => inside(rect, width, height))
    const sequence = ++this.sequence
    for (const viewer of group) {
      viewer.waits = []
      viewer.isSending = true
    }
    const parts = rects.map((rect) => bytes(frame.read(rect)))
    const pixels = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    const packed = await deflate(pixels, { level: pixels.length > LARGE ? 1 : 6 })
    const message = writeFrame({ sequence, width, height, ratio, rects }, packed)
    for (const viewer of group) {
      viewer.isSending = false
      if (!this.viewers.has(viewer)) continue
      this.bytes += message.length
      this.frames++
      viewer.sent(sequence)
      viewer.connection.send(message)
    }
    await this.pump()
  }

  resized(): void {
    if (!this.frame) return
    for (const viewer of this.viewers) viewer.waits = [whole(this.frame)]
  }

  tell(news: News): void {
    if (news.title !== undefined) this.title = news.title
    if (news.cursor !== undefined) this.cursor = news.cursor
    if (news.caret !== undefined) this.caret = news.caret
    for (const viewer of this.viewers) viewer.tell(news)
  }

  /** To the clipboard of who copied it. */
  copy(text: string): boolean {
    if (!this.actor) return false
    this.actor.tell({ copy: text })
    return true
  }

  take(viewer: Looking, input: LiveInput): void {
    if (input.type === "shown") {
      viewer.shown(input.sequence)
      void this.pump()
      return
    }
    const { app } = this
    if (!app || !viewer.controls) return
    const isSize = input.type === "size"
    if (isSize) viewer.size = { width: input.width, height: input.height }
    const acts = isSize || (input.type === "pointer" ? input.kind === "down" : input.type === "key")
    if (acts && this.actor !== viewer) this.actor = viewer
    if (this.options.follow && acts && this.actor === viewer) this.follow(app, viewer)
    switch (input.type) {
      case "pointer":
        app.pointer({ ...input, type: input.kind })
        return
      case "wheel":
        app.wheel(input)
        return
      case "key":
        app.key(input)
        return
      case "paste":
        app.paste(input.text)
    }
  }

  private follow(app: CanvasApp, { size }: Looking): void {
    if (!size) return
    const side = (n: number) => Math.min(this.options.most, Math.max(1, Math.round(n)))
    const width = side(size.width)
    const height = side(size.height)
    const now = app.size()
    if (now.width !== width || now.height !== height) app.resize(width, height)
  }

  end(code: number, reason: string): void {
    for (const viewer of [...this.viewers]) viewer.end(code, reason)
  }
}

function bytes(pixels: Uint8ClampedArray): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
}

function whole(frame: Frame): Rect {
  return { x: 0, y: 0, width: frame.width, height: frame.height }
}

/** The part of a rectangle that is on a surface, in whole pixels. */
function inside(rect: Rect, width: number, height: number): Rect[] {
  const x = Math.max(0, Math.floor(rect.x))
  const y = Math.max(0, Math.floor(rect.y))
  const right = Math.min(width, Math.ceil(rect.x + rect.width))
  const bottom = Math.min(height, Math.ceil(rect.y + rect.height))
  return right > x && bottom > y ? [{ x, y, width: right - x, height: bottom - y }] : []
}

/** Adds rectangles to a list: those that lie in others go, and too many become one. */
export function addRects(list: Rect[], rects: readonly Rect[]): void {
  for (const rect of rects) {
    if (list.some((one) => holds(one, rect))) continue
    for (let i = list.length - 1; i >= 0; i--) if (holds(rect, list[i]!)) list.splice(i, 1)
    list.push(rect)
  }
  if (list.length <= MOST_RECTS) return
  const x = Math.min(...list.map((rect) => rect.x))
  const y = Math.min(...list.map((rect) => rect.y))
  const right = Math.max(...list.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...list.map((rect) => rect.y + rect.height))
  list.splice(0, list.length, { x, y, width: right - x, height: bottom - y })
}

function holds(a: Rect, b: Rect): boolean {
  return (
    a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height
  )
}
