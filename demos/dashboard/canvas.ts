// The dashboard as a picture: `npm run demo:canvas -- out.png`.
//
//     --width 1280 --height 800   CSS pixels
//     --scale 2                   pixels in a CSS pixel
//     --theme light

import { writeFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { renderToPng } from "filigree/canvas"
import { dashboard } from "./dashboard.tsx"
import { lookAtMachine } from "./feed.ts"
import { createModel } from "./model.ts"

const usage =
  "usage: npm run demo:canvas -- out.png [--width 1280] [--height 800] [--scale 2] [--theme dark|light]"

const { file, width, height, scale, theme } = readOptions()
const model = createModel()
process.stderr.write("watching this machine for 6 seconds …\n")
model.add(await lookAtMachine(60, 100))
const png = await renderToPng(() => dashboard({ model, theme }), { width, height, scale })
await writeFile(file, png)
process.stdout.write(`${file}: ${width * scale} × ${height * scale} pixels, ${png.length} bytes\n`)

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        width: { type: "string", default: "1280" },
        height: { type: "string", default: "800" },
        scale: { type: "string", default: "2" },
        theme: { type: "string", default: "dark" },
      },
    })
    const [file] = positionals
    if (!file) throw new Error("name the file to write")
    if (values.theme !== "dark" && values.theme !== "light") {
      throw new Error(`--theme is dark or light, and was given "${values.theme}"`)
    }
    return {
      file,
      width: number("--width", values.width),
      height: number("--height", values.height),
      scale: number("--scale", values.scale),
      theme: values.theme as "dark" | "light",
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`)
    process.exit(2)
  }
}

function number(name: string, text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 8192) return value
  throw new Error(`${name} takes a number above 0 and up to 8192, and was given "${text}"`)
}
