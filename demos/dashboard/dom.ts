// The dashboard as a web page: this process looks at the machine and streams each sample to every
// open page as a server-sent event; the page is the same component, on the DOM.
//
//     npm run demo:dom -- --port 4000 --host 127.0.0.1

import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import * as options from "../options.ts"
import { watchMachine } from "./feed.ts"
import { KEPT } from "./model.ts"
import type { Sample } from "./system/sample.ts"

const UNREAD = 4_000_000 // bytes that may wait for a slow page

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const { port, host } = options.readOptions(
  "npm run demo:dom -- [--port 3000] [--host 127.0.0.1]",
  {
    port: { type: "string", default: "3000" },
    host: { type: "string", default: "127.0.0.1" },
  },
  (values, words) => {
    options.none(words)
    return { port: options.port(values.port), host: values.host }
  },
)

const [script, page] = await Promise.all([bundle(), readFile(here("page.html"))])
const listeners = new Set<ServerResponse>()
const kept: Sample[] = []

watchMachine(1000, (sample) => {
  const previous = kept.at(-1)
  // a page that opens later needs the past of the figures, but only the newest process list
  if (previous) kept[kept.length - 1] = { ...previous, processes: { missing: "past" } }
  kept.push(sample)
  if (kept.length > KEPT) kept.shift()
  for (const listener of listeners) send(listener, [sample])
})

const server = createServer((request, response) => {
  if (!isOurHost(request))
    return end(response, 421, "text/plain", "this address is not served here")
  const path = new URL(request.url ?? "/", "http://localhost").pathname
  if (request.method !== "GET") return end(response, 405, "text/plain", "only GET")
  if (path === "/") return end(response, 200, "text/html; charset=utf-8", page)
  if (path === "/page.js") return end(response, 200, "text/javascript; charset=utf-8", script)
  if (path === "/samples") return stream(request, response)
  end(response, 404, "text/plain", "nothing here")
})

server.on("error", (error) => options.refused(error, port))
server.listen(port, host, () => {
  const name = host.includes(":") ? `[${host}]` : host
  const { port: taken } = server.address() as AddressInfo // another one where 0 was asked for
  process.stdout.write(`dashboard: http://${name}:${taken}/ (ctrl+c ends it)\n`)
})

function stream(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
  send(response, kept)
  listeners.add(response)
  request.on("close", () => listeners.delete(response))
}

function send(response: ServerResponse, samples: readonly Sample[]): void {
  if (response.writableLength > UNREAD)
    response.destroy() // a page that stopped reading
  else response.write(`data: ${JSON.stringify(samples)}\n\n`)
}

function end(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy":
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:",
    "x-content-type-options": "nosniff",
  })
  response.end(body)
}

/** A page elsewhere that rebinds its name to this machine must not read it. */
function isOurHost(request: IncomingMessage): boolean {
  const name = (request.headers.host ?? "").replace(/:\d+$/, "")
  return [host, "localhost", "127.0.0.1", "[::1]", `[${host}]`].includes(name) || host === "0.0.0.0"
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [here("page.tsx")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: here("../../tsconfig.json"),
  })
  return result.outputFiles[0]?.text ?? ""
}
