// One call from a view to a page: the app, its sink and a server.

import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import type { CanvasApp, CanvasView } from "../app.ts"
import { type CanvasOptions, render } from "../render.ts"
import { createLive, type Live, type LiveOptions, type LiveSocketServer } from "./live.ts"
import { LARGEST_MESSAGE } from "./protocol.ts"

/** Where a live canvas is served; its size and what its viewers may do. */
export interface ServeOptions extends Omit<CanvasOptions, "sink">, LiveOptions {
  /** Default 0: a free one. */
  readonly port?: number | undefined
  /** Default "127.0.0.1": this machine alone. */
  readonly host?: string | undefined
  /** The class of the package `ws`: pages then use WebSockets instead of a stream and posts. */
  readonly WebSocketServer?:
    | (new (options: {
        noServer: true
        maxPayload: number
      }) => LiveSocketServer)
    | undefined
}

/** An app that is served, and where. */
export interface Served {
  readonly app: CanvasApp
  readonly live: Live
  readonly url: string
}

/**
 * Shows an app on a canvas to browsers, until it ends. All who look share it.
 *
 * @throws {CodedError} `canvas-missing`, `bad-size`; and what `listen` of node:net throws (a port that is taken).
 *
 * @example
 * const { url } = await serveLive(() => <Status />, { port: 8080, width: 800, height: 480 })
 */
export async function serveLive(view: CanvasView, options: ServeOptions = {}): Promise<Served> {
  const { port = 0, host = "127.0.0.1", WebSocketServer } = options
  const hosts = options.hosts ?? ["localhost", "127.0.0.1", "[::1]", bracketed(host)]
  const live = createLive({ ...options, hosts })
  const server = createServer((request: IncomingMessage, response) => {
    if (!live.handle(request, response)) response.writeHead(404).end("nothing here")
  })
  if (WebSocketServer)
    server.on(
      "upgrade",
      live.upgrade(new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })),
    )
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const shut = () => {
    server.close()
    server.closeAllConnections()
  }
  let app: CanvasApp
  try {
    app = await render(view, { ...options, sink: live })
  } catch (error) {
    shut()
    throw error
  }
  void app.done.then(shut)
  const { port: taken } = server.address() as AddressInfo
  return { app, live, url: `http://${bracketed(host)}:${taken}/` }
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host
}
