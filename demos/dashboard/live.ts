// The dashboard as live pixels: laid out and painted in this process, shown in every browser that opens
// the page, with their mouse and keyboard. Only what changed travels.
//
//     npm run demo:live -- --port 4000 --host 127.0.0.1 --scale 2 --theme light
//
// `--http` goes by a stream and posts instead of WebSockets.

import { parseArgs } from "node:util"
import { serveLive } from "filigree/canvas/live"
import { WebSocketServer } from "ws"
import { dashboard } from "./dashboard.tsx"
import { watchMachine } from "./feed.ts"
import { createModel } from "./model.ts"

const { port, host, scale, theme, http } = readOptions()
const model = createModel()
const stop = watchMachine(1000, (sample) => model.add([sample]))
try {
  const { app, live, url } = await serveLive(() => dashboard({ model, theme }), {
    port,
    host,
    pixelRatio: scale,
    follow: true,
    ...(!http && { WebSocketServer }),
  })
  process.stdout.write(`dashboard: ${url} (ctrl+c ends it)\n`)
  process.once("SIGINT", () => app.exit(130))
  process.once("SIGTERM", () => app.exit(143))
  process.exitCode = await app.done
  const { frames, bytes } = live.sent
  process.stdout.write(`${frames} frames, ${Math.round(bytes / 1024)} KB\n`)
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const taken = `port ${port} is taken: try --port ${port + 1}`
  process.stderr.write(`${code === "EADDRINUSE" ? taken : message}\n`)
  process.exitCode = 1
}
stop()

function readOptions() {
  const usage =
    "usage: npm run demo:live -- [--port 3000] [--host 127.0.0.1] [--scale 1] [--theme dark|light] [--http]"
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "3000" },
        host: { type: "string", default: "127.0.0.1" },
        scale: { type: "string", default: "1" },
        theme: { type: "string", default: "dark" },
        http: { type: "boolean", default: false },
      },
    })
    const number = (name: string, text: string, least: number, most: number): number => {
      const value = Number(text)
      if (value >= least && value <= most) return value
      throw new Error(`--${name} takes a number from ${least} to ${most}, and was given "${text}"`)
    }
    if (values.theme !== "dark" && values.theme !== "light")
      throw new Error(`--theme is dark or light, and was given "${values.theme}"`)
    return {
      port: Math.round(number("port", values.port, 0, 65535)),
      host: values.host,
      scale: number("scale", values.scale, 0.5, 4),
      theme: values.theme as "dark" | "light",
      http: values.http,
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`)
    process.exit(2)
  }
}
