// A live canvas in browsers: a sink, and a handler for a server of node:http.
//
//     app ─ sink ─▶ viewers.ts ─┬─ WebSocket ──────────────┐
//                               └─ GET /frames, a stream ──┤  client.ts: pixels, and hands
//                        ▲        POST /input ◀────────────┤
//                        └──────── WebSocket ◀─────────────┘
//
// Without any package it goes over plain HTTP: a response that never ends, and posts of what the user
// does. With a WebSocket server (`ws`) it goes over that.

import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import type { Sink } from "../app.ts"
import { CLIENT } from "./client-text.ts"
import { LARGEST_MESSAGE, writeNews } from "./protocol.ts"
import { type LiveConnection, type Viewer, Viewers } from "./viewers.ts"

/** What somebody who asks may do. */
export type Access = "control" | "view" | false

/** What viewers of a live canvas get, and may do. */
export interface LiveOptions {
  /** Of the page, until the app names it. Default "filigree". */
  readonly title?: string | undefined
  /** The app takes the size of the browser window that used it last. Default false: one size, scaled to fit. */
  readonly follow?: boolean | undefined
  /** CSS pixels on a side, at the most, with `follow`. Default 4096. */
  readonly most?: number | undefined
  /**
   * Names (without ports) by which pages may ask for this server: what guards against a stranger's page
   * that rebinds its own name to this machine. Default: localhost, 127.0.0.1 and ::1.
   */
  readonly hosts?: readonly string[] | undefined
  /** Who may look, and who may also use it: by cookie, header or address. Default: all who reach it may use it. */
  readonly access?: ((request: IncomingMessage) => Access | Promise<Access>) | undefined
  /** Pages get a tree of elements for screen readers, too. Default true. */
  readonly accessible?: boolean | undefined
  /** Viewers at one time. Default 64. */
  readonly mostViewers?: number | undefined
  /** The page's background, a CSS colour. Default "#16181d". */
  readonly background?: string | undefined
}

/** A WebSocket of the package `ws`, as far as it is used. */
export interface LiveSocket {
  send(data: Uint8Array): void
  close(code?: number, reason?: string): void
  terminate?(): void
  on(event: "message", listener: (data: unknown, isBinary: boolean) => void): unknown
  on(event: "close" | "error", listener: () => void): unknown
}

/** A `new WebSocketServer({ noServer: true })` of the package `ws`, as far as it is used. */
export interface LiveSocketServer {
  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (socket: any) => void,
  ): void
}

/** A sink that shows an app in browsers, and has their hands. */
export interface Live extends Sink {
  /** Answers `/`, `/live.js`, `/frames` and `/input` below `base` (default "/"); false: the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse, base?: string): boolean
  /** Listens to a server's "upgrade": pages then use WebSockets. */
  upgrade(
    sockets: LiveSocketServer,
  ): (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** How many look now. */
  readonly viewers: number
  /** Frames and bytes of pixels that were sent so far, to all viewers together. */
  readonly sent: { readonly frames: number; readonly bytes: number }
}

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
const UNREAD = 32 << 20 // bytes that may lie in the machine for one viewer
const LOCAL = ["localhost", "127.0.0.1", "[::1]"]

/**
 * Makes a live canvas's sink.
 *
 * @example
 * const live = createLive({ title: "Status", follow: true })
 * const app = await render(() => <Status />, { width: 800, height: 480, sink: live })
 * createServer((request, response) => live.handle(request, response)).listen(8080, "127.0.0.1")
 */
export function createLive(options: LiveOptions = {}): Live {
  const { hosts = LOCAL, access = () => "control" as const, mostViewers = 64 } = options
  const viewers = new Viewers({
    follow: options.follow ?? false,
    most: options.most ?? 4096,
    accessible: options.accessible ?? true,
  })
  const posting = new Map<string, Viewer>()
  let usesSockets = false

  const isOurs = (request: IncomingMessage): boolean => {
    const { host = "", origin } = request.headers
    if (!hosts.includes(host.replace(/:\d+$/, ""))) return false
    return origin === undefined || hostOf(origin) === host
  }

  async function admit(request: IncomingMessage): Promise<Access> {
    if (!isOurs(request) || viewers.size >= mostViewers) return false
    return access(request)
  }

  function page(): string {
    const { title = "filigree", background = "#16181d" } = options
    const data = `${usesSockets ? " data-sockets" : ""}${options.follow ? " data-follow" : ""}`
    return (
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escapeHtml(title)}</title><style>html,body{height:100%;margin:0;background:${escapeCss(background)};overflow:hidden}` +
      `body{display:grid;place-items:center;position:relative}canvas{display:block;outline:0}` +
      `p{position:fixed;top:8px;right:8px;margin:0;padding:4px 10px;border-radius:6px;background:#b3261e;color:#fff;font:13px system-ui}` +
      `</style><body${data}><canvas width="0" height="0" role="application" aria-label="${escapeHtml(title)}"></canvas>` +
      `<p role="status" hidden>no connection – trying again</p><script type="module" src="live.js"></script>`
    )
  }

  /** Frames as the body of a response that never ends: each message behind its length. */
  async function stream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const may = await admit(request)
    if (!may) {
      refuse(response)
      return
    }
    response.writeHead(200, {
      "content-type": "application/octet-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    })
    const name = randomUUID()
    const connection: LiveConnection = {
      send(message) {
        if (response.writableLength > UNREAD) {
          response.destroy()
          return
        }
        const length = new Uint8Array(4)
        new DataView(length.buffer).setUint32(0, message.length, true)
        response.write(length)
        response.write(message)
      },
      close: () => response.end(),
    }
    connection.send(writeNews({ viewer: name }))
    const viewer = viewers.add(connection, may === "control")
    posting.set(name, viewer)
    response.on("close", () => {
      posting.delete(name)
      viewer.gone()
    })
  }

  function take(request: IncomingMessage, response: ServerResponse, name: string): void {
    const viewer = posting.get(name)
    if (!viewer || !isOurs(request)) {
      refuse(response)
      return
    }
    const parts: Buffer[] = []
    let length = 0
    request.on("data", (part: Buffer) => {
      length += part.length
      if (length <= LARGEST_MESSAGE) parts.push(part)
      else if (!response.writableEnded) {
        response.writeHead(413, { connection: "close" }).end()
        parts.length = 0
      }
    })
    request.on("end", () => {
      if (response.writableEnded) return
      response.writeHead(204).end()
      viewer.receive(Buffer.concat(parts).toString("utf8"))
    })
  }

  return {
    get viewers() {
      return viewers.size
    },
    get sent() {
      return { frames: viewers.frames, bytes: viewers.bytes }
    },
    handle(request, response, base = "/") {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost")
      if (!pathname.startsWith(base)) return false
      const path = pathname.slice(base.length)
      const answers: Readonly<Record<string, () => void>> = {
        "GET ": () => answer(response, "text/html", page()),
        "GET live.js": () => answer(response, "text/javascript", CLIENT),
        "GET frames": () => void stream(request, response).catch(() => response.destroy()),
        "POST input": () => take(request, response, searchParams.get("viewer") ?? ""),
      }
      const run = answers[`${request.method} ${path}`]
      if (!run) return false
      if (isOurs(request)) run()
      else refuse(response)
      return true
    },
    upgrade(sockets) {
      usesSockets = true
      return (request, socket, head) => {
        void (async () => {
          const may = await admit(request)
          if (!may) {
            socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n")
            return
          }
          sockets.handleUpgrade(request, socket, head, (one: LiveSocket) =>
            attach(viewers, one, may === "control"),
          )
        })().catch(() => socket.destroy())
      }
    },
    open: (app) => viewers.open(app),
    present: (_frame, damage) => viewers.present(damage),
    resize: () => viewers.resized(),
    cursor: (cursor) => viewers.tell({ cursor }),
    caret: (caret) => viewers.tell({ caret }),
    title: (title) => viewers.tell({ title }),
    copy: (text) => viewers.copy(text),
    close: () => viewers.end(1001, "the app has ended"),
  }
}

/** One viewer by a WebSocket. */
function attach(viewers: Viewers, socket: LiveSocket, controls: boolean): void {
  const viewer = viewers.add(
    {
      send: (message) => socket.send(message),
      close(code, reason) {
        socket.close(code, reason)
        socket.terminate?.() // a page that does not answer must not hold what waits for it
      },
    },
    controls,
  )
  socket.on("message", (data, isBinary) => {
    const text = String(data)
    if (isBinary || text.length > LARGEST_MESSAGE) socket.close(1009, "no text, or too long")
    else viewer.receive(text)
  })
  socket.on("close", () => viewer.gone())
  socket.on("error", () => viewer.gone())
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).host
  } catch {
    return ""
  }
}

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
  })
  response.end(body)
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { "content-type": "text/plain" }).end("not from here")
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function escapeCss(text: string): string {
  return text.replace(/[^\w#%().,\s-]/g, "")
}
