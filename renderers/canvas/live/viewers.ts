// Who looks at a live canvas, and what each is still to be sent.
//
//     frame ─ damage ─▶ each viewer's list ─┬─▶ read, deflate ─▶ send          two frames on the way
//                                           └─▶ waits, adds up                  at the most
//                                                   ▲                                │
//                                                   └────────── "shown" ◀────────────┘
//
// A slow viewer gets fewer frames, never older ones: pixels are read when it can take them. What waits
// for it is a list of at most 32 rectangles. Viewers that wait for the same are sent the same bytes.
//
// The tree for screen readers goes the same way, a moment after a frame: each viewer is sent how the one
// it knows became the one of now, as one of the two that may be on the way.

import { promisify } from "node:util"
import { deflateRaw as deflateCallback } from "node:zlib"
import type { Rect } from "../../../core/view/renderer.ts"
import { type AccessibleNodes, accessibleChanges } from "../accessible.ts"
import type { CanvasApp } from "../app.ts"
import type { Frame } from "../frame.ts"
import {
  type LiveInput,
  type News,
  readInputs,
  writeFrame,
  writeNews,
  writeTree,
} from "./protocol.ts"

const deflate = promisify(deflateCallback) as (
  data: Uint8Array,
  options: { level: number },
) => Promise<Uint8Array>

const ON_THE_WAY = 2 // frames that may be sent before the page says that it has drawn one
const MOST_RECTS = 32
const LARGE = 2 << 20 // bytes of pixels from which packing them fast matters more than packing them small
const PATIENCE = 30_000 // ms that a page may take to draw a frame
const MOST_MESSAGES = 1000 // of one viewer in a second
const LATER = 120 // ms after a frame, for the tree
const NO_NODES: AccessibleNodes = new Map()

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
  /** Pages get the tree for screen readers. */
  readonly accessible: boolean
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
  hasFrame = false
  /** The tree that its page has, or will when what was sent has come. */
  nodes: AccessibleNodes = NO_NODES
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
    return !this.isSending && this.unseen.length < ON_THE_WAY
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
  /** For screen readers, as of the last time that it was looked at. */
  private nodes: AccessibleNodes = NO_NODES
  private later: ReturnType<typeof setTimeout> | undefined
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
    this.lookLater()
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
    this.lookLater()
    return this.pump()
  }

  /** The tree may be another than it was. */
  private lookLater(): void {
    if (!this.options.accessible) return
    this.later ??= setTimeout(() => {
      this.later = undefined
      if (this.viewers.size === 0 || !this.app) return
      this.nodes = this.app.accessible.read()
      void this.pump()
    }, LATER).unref()
  }

  /** Sends what waits to all that can take it. Settles when it is sent. */
  private async pump(): Promise<void> {
    const { frame } = this
    if (!frame) return
    const frames = new Map<string, Looking[]>()
    const trees = new Map<AccessibleNodes, Looking[]>()
    for (const viewer of this.viewers) {
      if (!viewer.isReady) continue
      // It changes seldom, and would wait for ever where something moves; but a page shows something first.
      if (viewer.nodes !== this.nodes && viewer.hasFrame) joinGroup(trees, viewer.nodes, viewer)
      else if (viewer.waits.length > 0)
        joinGroup(
          frames,
          viewer.waits.map((r) => `${r.x},${r.y},${r.width},${r.height}`).join(),
          viewer,
        )
    }
    await Promise.all([
      ...[...frames.values()].map((group) => this.sendFrame(group)),
      ...[...trees].map(([known, group]) => this.sendTree(known, group)),
    ])
  }

  private async sendTree(known: AccessibleNodes, group: readonly Looking[]): Promise<void> {
    const changes = accessibleChanges(known, this.nodes)
    for (const viewer of group) viewer.nodes = this.nodes
    if (changes) {
      const text = Buffer.from(JSON.stringify(changes))
      await this.hand(group, async (sequence) =>
        writeTree(sequence, await deflate(text, { level: 6 })),
      )
    }
    await this.pump()
  }

  private async sendFrame(group: readonly Looking[]): Promise<void> {
    const frame = this.frame!
    const { width, height, pixelRatio: ratio } = frame
    // The size may be another than when the damage was noted.
    const rects = group[0]!.waits.flatMap((rect) => inside(rect, width, height))
    for (const viewer of group) {
      viewer.waits = []
      viewer.hasFrame = true
    }
    const parts = rects.map((rect) => bytes(frame.read(rect)))
    const pixels = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    await this.hand(
      group,
      async (sequence) => {
        const packed = await deflate(pixels, { level: pixels.length > LARGE ? 1 : 6 })
        return writeFrame({ sequence, width, height, ratio, rects }, packed)
      },
      (message) => {
        this.bytes += message.length
        this.frames++
      },
    )
    await this.pump()
  }

  /** Sends what `make` gives to those of the group who are still there. */
  private async hand(
    group: readonly Looking[],
    make: (sequence: number) => Promise<Uint8Array>,
    sent?: (message: Uint8Array) => void,
  ): Promise<void> {
    const sequence = ++this.sequence
    for (const viewer of group) viewer.isSending = true
    const message = await make(sequence)
    for (const viewer of group) {
      viewer.isSending = false
      if (!this.viewers.has(viewer)) continue
      sent?.(message)
      viewer.sent(sequence)
      viewer.connection.send(message)
    }
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
    const acts = input.type === "pointer" ? input.kind === "down" : ACTS.has(input.type)
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
        return
      case "press":
      case "focus":
        app.accessible[input.type](input.id)
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
    clearTimeout(this.later)
    for (const viewer of [...this.viewers]) viewer.end(code, reason)
  }
}

/** What makes who does it the one whose app it is: its clipboard, and the size with `follow`. */
const ACTS: ReadonlySet<LiveInput["type"]> = new Set(["size", "key", "press"])

function joinGroup<K>(groups: Map<K, Looking[]>, key: K, viewer: Looking): void {
  const group = groups.get(key)
  if (group) group.push(viewer)
  else groups.set(key, [viewer])
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
