// The gallery as a web page: `npx tsx demos/gallery/dom.ts [port]`, on this machine only.

import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const port = Number(process.argv[2] ?? 4001)
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

createServer((request, response) => {
  const isScript = request.url === "/page.js"
  response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" })
  response.end(isScript ? built.outputFiles[0]?.contents : page)
}).listen(port, "127.0.0.1", () => process.stdout.write(`gallery: http://127.0.0.1:${port}/\n`))
