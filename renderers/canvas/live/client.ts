// The page's side of a live canvas: draws the rectangles that come, and sends back what the user does.
// Bundled into client-text.ts by `npm run live-client`; nothing else imports it.

import type { AccessibleChanges } from "../accessible.ts"
import { type AccessibleDom, accessibleDom } from "../accessible-dom.ts"
import { type InputTarget, listenTo } from "../browser-input.ts"
import { FRAME, type LiveInput, type News, readFrame, readTree, TREE } from "./protocol.ts"

const LAST_WAIT = 5000 // ms between two tries, at the most
const MOST_MOVES = 200 // inputs that wait to be sent

const canvas = document.querySelector("canvas")!
const status = document.querySelector("p")!
const context = canvas.getContext("2d")!
const { dataset } = document.body
const follows = dataset["follow"] !== undefined
/** Sends a text, when there is a connection. */
let post: ((text: string) => void) | undefined
let waiting: LiveInput[] = []
let ratio = 1
let shown = 1 // CSS pixels of the surface in one of the page
/** Messages are taken one after the other: unpacking is not at once. */
let turn: Promise<unknown> = Promise.resolve()

function send(input: LiveInput): void {
  const last = waiting.at(-1)
  // Of moves that were not sent yet only the newest matters.
  const isMove = input.type === "pointer" && input.kind === "move"
  if (isMove && last?.type === "pointer" && last.kind === "move") waiting.pop()
  if (waiting.length === 0) queueMicrotask(sendAll)
  if (waiting.length < MOST_MOVES) waiting.push(input)
}

function sendAll(): void {
  if (!post || waiting.length === 0) return
  const text = JSON.stringify(waiting)
  waiting = []
  post(text)
}

const target: InputTarget = {
  key(input) {
    send({ type: "key", ...input, text: input.text ?? "" })
    // The browser keeps what is its own: reload, tabs, zoom, full screen.
    const own = (input.ctrl || input.meta) && /^([rtwnlq0-9+=-]|f\d+)$/i.test(input.key)
    return !own && !/^f(5|11|12)$/.test(input.key)
  },
  pointer({ type, ...input }) {
    send({ type: "pointer", kind: type, button: 0, buttons: 0, ...input })
    return false
  },
  wheel(input) {
    send({ type: "wheel", deltaX: 0, deltaY: 0, ...input })
    return true
  },
  paste(text) {
    send({ type: "paste", text })
    return true
  },
}
const input = listenTo(canvas, target, () => shown)

function take(message: Uint8Array): void {
  turn = turn
    .then(() => {
      if (message[0] === FRAME) return drawFrame(message)
      return message[0] === TREE ? buildTree(message) : takeNews(message.subarray(1))
    })
    .catch((error) => console.error(error))
}

async function drawFrame(message: Uint8Array): Promise<void> {
  const { head, packed } = readFrame(message)
  const pixels = new Uint8ClampedArray(await inflate(packed))
  const wanted = head.rects.reduce((sum, { width, height }) => sum + width * height * 4, 0)
  if (pixels.length !== wanted) throw new Error(`${pixels.length} bytes where ${wanted} should be`)
  if (canvas.width !== head.width || canvas.height !== head.height || ratio !== head.ratio) {
    ratio = head.ratio
    canvas.width = head.width
    canvas.height = head.height
    scaleToFit()
  }
  let at = 0
  for (const { x, y, width, height } of head.rects) {
    const length = width * height * 4
    context.putImageData(new ImageData(pixels.subarray(at, at + length), width, height), x, y)
    at += length
  }
  send({ type: "shown", sequence: head.sequence })
}

/** The tree for screen readers: made by its first message, and anew by a new connection's. */
let tree: AccessibleDom | undefined

async function buildTree(message: Uint8Array): Promise<void> {
  const { sequence, packed } = readTree(message)
  const text = new TextDecoder().decode(await inflate(packed))
  tree ??= accessibleDom(canvas, input.field, {
    press: (id) => send({ type: "press", id }),
    focus: (id) => send({ type: "focus", id }),
  })
  tree.apply(JSON.parse(text) as AccessibleChanges)
  tree.place(1 / shown)
  send({ type: "shown", sequence })
}

async function inflate(packed: Uint8Array): Promise<ArrayBuffer> {
  const stream = new Blob([packed as BlobPart]).stream()
  return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer()
}

function takeNews(bytes: Uint8Array): void {
  const news = JSON.parse(new TextDecoder().decode(bytes)) as News
  if (news.title !== undefined) {
    document.title = news.title
    canvas.setAttribute("aria-label", news.title)
    if (tree) input.field.setAttribute("aria-label", news.title)
  }
  if (news.cursor !== undefined) canvas.style.cursor = news.cursor
  if (news.caret !== undefined) input.caret(news.caret)
  if (news.copy !== undefined) void navigator.clipboard?.writeText(news.copy).catch(() => {})
}

/** As large as it is, or smaller where there is less room. */
function scaleToFit(): void {
  const width = canvas.width / ratio
  const height = canvas.height / ratio
  const by = Math.min(1, innerWidth / width, innerHeight / height)
  shown = 1 / by
  canvas.style.width = `${width * by}px`
  canvas.style.height = `${height * by}px`
  tree?.place(by)
}

function tellSize(): void {
  scaleToFit()
  if (follows) send({ type: "size", width: innerWidth, height: innerHeight })
}

function connected(by: (text: string) => void): void {
  waiting = []
  post = by
  turn = turn.then(() => {
    tree?.stop() // ids are of the connection before
    tree = undefined
  })
  status.hidden = true
  tellSize()
}

function lost(wait: number): void {
  post = undefined
  status.hidden = false
  setTimeout(() => connect(Math.min(LAST_WAIT, wait * 2)), wait)
}

function connect(wait: number): void {
  if (dataset["sockets"] !== undefined) bySocket(wait)
  else void byStream(wait)
}

function bySocket(wait: number): void {
  const socket = new WebSocket(new URL("frames", location.href.replace(/^http/, "ws")))
  socket.binaryType = "arraybuffer"
  let opened = false
  socket.onopen = () => {
    opened = true
    connected((text) => socket.send(text))
  }
  socket.onmessage = ({ data }) => take(new Uint8Array(data as ArrayBuffer))
  socket.onclose = () => {
    if (!opened && wait > FIRST_WAIT) delete dataset["sockets"] // something on the way lets none through
    lost(opened ? FIRST_WAIT : wait)
  }
}

async function byStream(wait: number): Promise<void> {
  let opened = false
  try {
    const response = await fetch("frames", { cache: "no-store" })
    if (!response.ok || !response.body) throw new Error(String(response.status))
    const reader = response.body.getReader()
    let buffer = new Uint8Array(0)
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const joined = new Uint8Array(buffer.length + value.length)
      joined.set(buffer)
      joined.set(value, buffer.length)
      buffer = joined
      while (buffer.length >= 4) {
        const length = new DataView(buffer.buffer, buffer.byteOffset).getUint32(0, true)
        if (buffer.length < 4 + length) break
        const message = buffer.slice(4, 4 + length)
        buffer = buffer.subarray(4 + length) as Uint8Array<ArrayBuffer>
        if (!opened) {
          opened = true
          const { viewer } = JSON.parse(new TextDecoder().decode(message.subarray(1))) as News
          connected(poster(`input?viewer=${viewer}`))
        } else take(message)
      }
    }
  } catch {
    // lost, or refused: both are tried again
  }
  lost(opened ? FIRST_WAIT : wait)
}

/** Posts texts one after the other, so that they come in order. */
function poster(url: string): (text: string) => void {
  let busy = false
  let next: string[] = []
  const go = async () => {
    if (busy) return
    busy = true
    while (next.length > 0) {
      const all = next
      next = []
      const body = all.length === 1 ? all[0]! : `[${all.map((text) => text.slice(1, -1)).join()}]`
      await fetch(url, { method: "POST", body }).catch(() => {})
    }
    busy = false
  }
  return (text) => {
    next.push(text)
    void go()
  }
}

const FIRST_WAIT = 250 // ms
addEventListener("resize", tellSize)
canvas.focus() // keys are for the app from the beginning
connect(FIRST_WAIT)
