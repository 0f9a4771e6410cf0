// The gallery as a web page: `npx tsx demos/gallery/dom.ts [--port 4001]`, on this machine only.

import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import * as options from "../options.ts"

const port = options.readOptions(
  "npx tsx demos/gallery/dom.ts [--port 4001]",
  { port: { type: "string", default: "4001" } },
  (values, words) => {
    options.none(words)
    return options.port(values.port)
  },
)
const built = await build({
  entryPoints: [fileURLToPath(new URL("page.tsx", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "page",
})
const page = `<!doctype html><meta charset="utf-8"><title>filigree widgets</title>
<body style="margin:0;height:100vh"><script src="/page.js"></script>
<script>page.start(document.body, { every: 500 })</script>`

const server = createServer((request, response) => {
  const isScript = request.url === "/page.js"
  response.writeHead(200, {
    "content-type": `${isScript ? "text/javascript" : "text/html"}; charset=utf-8`,
  })
  response.end(isScript ? built.outputFiles[0]?.contents : page)
})
server.on("error", (error) => options.refused(error, port))
server.listen(port, "127.0.0.1", () => {
  const { port: taken } = server.address() as AddressInfo // another one where 0 was asked for
  process.stdout.write(`gallery: http://127.0.0.1:${taken}/ (ctrl+c ends it)\n`)
})
