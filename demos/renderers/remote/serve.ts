// Serves a view to any number of pages: HTTP for the page and its script, a WebSocket for the rest.
// All pages show the same; an event in one shows in all.

import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { type App, type Child, openApp, signal, type Universal } from "filigree"
import { styleSheet } from "filigree/html"
import { type WebSocket, WebSocketServer } from "ws"
import { LARGEST, readMessage } from "./protocol.ts"
import { createRemote } from "./renderer.ts"
import type { Wire } from "./wire.ts"

const UNREAD = 8_000_000 // bytes that may wait for a slow page; then it is let go, and comes back

export interface Served {
  readonly app: App
  readonly url: string
  readonly wire: Wire
  /** How many pages are connected. */
  pages(): number
}

/** Serves until the app ends. `port` 0 takes a free one. */
export async function serve(
  view: () => Child<Universal>,
  options: { readonly port?: number; readonly host?: string; readonly title?: string } = {},
): Promise<Served> {
  const { port = 0, host = "127.0.0.1", title = "remote" } = options
  const script = await bundle()
  const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>html,body{height:100%;margin:0}${styleSheet()}</style><body><script type="module" src="/client.js"></script>`

  const pages = new Set<WebSocket>()
  const { wire, renderer, root } = createRemote((operations) => {
    const text = JSON.stringify(operations)
    for (const socket of pages) {
      if (socket.bufferedAmount > UNREAD) socket.terminate()
      else socket.send(text)
    }
  })

  const server = createServer((request, response) => {
    const [type, body] =
      request.url === "/client.js" ? ["text/javascript", script] : ["text/html", page]
    const known = request.url === "/" || request.url === "/client.js"
    response.writeHead(known && isOurs(request, host) ? 200 : 404, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy":
        "default-src 'none'; script-src 'self'; connect-src 'self' ws:; style-src 'unsafe-inline'; img-src data:",
    })
    response.end(known && isOurs(request, host) ? body : "not here")
  })
  const sockets = new WebSocketServer({
    server,
    maxPayload: LARGEST,
    verifyClient: ({ req }: { req: IncomingMessage }) => isOurs(req, host) && isSamePage(req),
  })
  sockets.on("error", () => {}) // the server's own, told by the promise below
  sockets.on("connection", (socket) => {
    pages.add(socket)
    socket.on("close", () => pages.delete(socket))
    socket.on("error", () => socket.terminate()) // an oversized or broken frame: only this page goes
    socket.on("message", (data, isBinary) => {
      const refused = isBinary ? "it is binary" : receive(String(data))
      if (refused) socket.close(1008, refused)
    })
    socket.send(JSON.stringify(wire.snapshot()))
  })

  function receive(text: string): string | undefined {
    const message = readMessage(text)
    if ("refused" in message) return message.refused
    // what names a node that has just gone is late, not wrong
    wire.fire(message.node, message.event, message.fields)
    return undefined
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const [size] = signal({ width: 1280, height: 800 }) // each page has its own; the view flows
  const app = openApp(renderer, root, view, {
    surface: "remote",
    size,
    async close() {
      for (const socket of pages) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  const at = server.address() as AddressInfo
  return {
    app,
    url: `http://${host}:${at.port}/`,
    wire,

    pages: () => pages.size,
  }
}

/** Another site's page, or a name that was bound to this machine, must not get in. */
function isOurs(request: IncomingMessage, host: string): boolean {
  const name = (request.headers.host ?? "").replace(/:\d+$/, "")
  return ["localhost", "127.0.0.1", "[::1]", host].includes(name)
}

function isSamePage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return origin === undefined || new URL(origin).host === host
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL("client.ts", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)),
  })
  return result.outputFiles[0]?.text ?? ""
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
