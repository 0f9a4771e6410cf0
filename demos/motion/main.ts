// What moves, on the surface of your choice:
//
//     npm run demo:motion                   in this terminal
//     npm run demo:motion -- --live         as live pixels in a browser
//     npm run demo:motion -- --dom          as elements of a page
//     npm run demo:motion -- --png out.png  eight frames of it, below one another

import { writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { renderFrames } from "filigree/canvas"
import { serveLive } from "filigree/canvas/live"
import { render } from "filigree/tui"
import { WebSocketServer } from "ws"
import * as options from "../options.ts"
import { motionDemo, motionSwitch } from "./motion.tsx"

const { live, dom, png, port } = options.readOptions(
  "npm run demo:motion -- [--live | --dom | --png out.png] [--port 3000]",
  {
    live: { type: "boolean", default: false },
    dom: { type: "boolean", default: false },
    png: { type: "string" },
    port: { type: "string", default: "3000" },
  },
  (values, words) => {
    options.none(words)
    return {
      ...values,
      png: values.png === undefined ? undefined : options.writable(values.png, ".png"),
      port: options.port(values.port),
    }
  },
)
const motion = motionSwitch()
const view = () => motionDemo({ motion })

if (png !== undefined) await film(png)
else if (dom) await page()
else if (live) await pixels()
else {
  const app = await render(view, { motion })
  process.exitCode = await app.done
}

async function pixels(): Promise<void> {
  const { app, url } = await serveLive(view, {
    port,
    follow: true,
    motion,
    WebSocketServer,
  }).catch((error) => options.refused(error, port))
  process.stdout.write(`motion: ${url} (ctrl+c ends it)\n`)
  process.once("SIGINT", () => app.exit(130))
  process.exitCode = await app.done
}

/** A second of it, as pictures below one another. */
async function film(file: string): Promise<void> {
  let at = 0
  for await (const frame of renderFrames(view, {
    width: 900,
    height: 520,
    fps: 8,
    duration: 1000,
    act: (app, ms) => {
      if (ms > 0) return
      app.key({ key: "space", text: " " })
      app.key({ key: "n", text: "n" })
    },
  }))
    await writeFile(file.replace(/(\.png)?$/, `-${at++}.png`), await frame.png())
  process.stdout.write(`${at} pictures\n`)
}

async function page(): Promise<void> {
  const { build } = await import("esbuild")
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.tsx", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)),
  })
  const script = outputFiles[0]?.text ?? ""
  const html =
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>motion</title>' +
    "<style>html,body,#app{height:100%;margin:0;background:#0d1117}</style><div id=app></div><script type=module src=/page.js></script>"
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js"
    response.writeHead(200, {
      "content-type": `${isScript ? "text/javascript" : "text/html"}; charset=utf-8`,
    })
    response.end(isScript ? script : html)
  })
  server.on("error", (error) => options.refused(error, port))
  server.listen(port, "127.0.0.1", () => {
    const { port: taken } = server.address() as AddressInfo
    process.stdout.write(`motion: http://127.0.0.1:${taken}/ (ctrl+c ends it)\n`)
  })
}
