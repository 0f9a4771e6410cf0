// The og:image of a page: `npm run demo:card -- out.png`.
//
//     --title "…" --text "…"      default: this project's own name and description
//     --tags "a, b" --note "…"
//     --scale 2                   pixels in a CSS pixel
//
// The name of the file says the format: .png, .jpg, .webp, .avif or .svg.

import { readFile, writeFile } from "node:fs/promises"
import { extname } from "node:path"
import { renderToAvif, renderToJpeg, renderToPng, renderToSvg, renderToWebp } from "filigree/canvas"
import { number, readOptions, writable } from "../options.ts"
import { Card } from "./card.tsx"

const FORMATS: Record<string, typeof renderToPng | typeof renderToSvg> = {
  ".png": renderToPng,
  ".jpg": renderToJpeg,
  ".webp": renderToWebp,
  ".avif": renderToAvif,
  ".svg": renderToSvg,
}

const { file, make, values, scale } = readOptions(
  'npm run demo:card -- out.png [--title "…"] [--text "…"] [--tags "a, b"] [--note "…"] [--scale 2]',
  {
    title: { type: "string" },
    text: { type: "string" },
    tags: { type: "string", default: "terminal, canvas, DOM, yours" },
    note: { type: "string" },
    scale: { type: "string", default: "1" },
  },
  (values, [name]) => {
    const file = writable(name, ...Object.keys(FORMATS))
    const make = FORMATS[extname(file).toLowerCase()] as typeof renderToPng
    return { file, make, values, scale: number("scale", values.scale, 0.1, 8) }
  },
)

const pack = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"))
const [claim = "", ...rest] = (pack.description as string).split(": ")
const picture = await make(
  () => (
    <Card
      kicker={values.title === undefined ? pack.name : ""}
      title={values.title ?? claim}
      text={values.text ?? sentence(rest.join(": "))}
      tags={values.tags.split(",").map((tag) => tag.trim())}
      note={values.note ?? `version ${pack.version} · ${pack.license}`}
    />
  ),
  { width: 1200, height: 630, scale },
)
await writeFile(file, picture)
process.stdout.write(`${file}: ${picture.length} bytes\n`)

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
