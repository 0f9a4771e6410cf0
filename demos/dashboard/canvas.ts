// The dashboard as a picture: `npm run demo:canvas -- out.png`.
//
//     --width 1280 --height 800   CSS pixels
//     --scale 2                   pixels in a CSS pixel
//     --theme light

import { writeFile } from "node:fs/promises"
import { renderToPng } from "filigree/canvas"
import { number, oneOf, readOptions, writable } from "../options.ts"
import { dashboard } from "./dashboard.tsx"
import { lookAtMachine } from "./feed.ts"
import { createModel } from "./model.ts"

const { file, width, height, scale, theme } = readOptions(
  "npm run demo:canvas -- out.png [--width 1280] [--height 800] [--scale 2] [--theme dark|light]",
  {
    width: { type: "string", default: "1280" },
    height: { type: "string", default: "800" },
    scale: { type: "string", default: "2" },
    theme: { type: "string", default: "dark" },
  },
  (values, [file]) => ({
    file: writable(file, ".png"),
    width: number("width", values.width, 1, 8192),
    height: number("height", values.height, 1, 8192),
    scale: number("scale", values.scale, 0.1, 8),
    theme: oneOf("--theme", values.theme, ["dark", "light"]),
  }),
)
const model = createModel()
process.stderr.write("watching this machine for 6 seconds …\n")
model.add(await lookAtMachine(60, 100))
const png = await renderToPng(() => dashboard({ model, theme }), { width, height, scale })
await writeFile(file, png)
process.stdout.write(`${file}: ${width * scale} × ${height * scale} pixels, ${png.length} bytes\n`)
