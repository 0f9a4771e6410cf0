// The og:image of a page: `npm run demo:card -- out.png`.
//
//     --title "…" --text "…"      default: this project's own name and description
//     --tags "a, b" --note "…"
//     --scale 2                   pixels in a CSS pixel
//
// The name of the file says the format: .png, .jpg, .webp, .avif or .svg.

import { readFile, writeFile } from "node:fs/promises"
import { extname } from "node:path"
import { parseArgs } from "node:util"
import { renderToAvif, renderToJpeg, renderToPng, renderToSvg, renderToWebp } from "filigree/canvas"
import { Card } from "./card.tsx"

const FORMATS: Record<string, typeof renderToPng | typeof renderToSvg> = {
  ".png": renderToPng,
  ".jpg": renderToJpeg,
  ".webp": renderToWebp,
  ".avif": renderToAvif,
  ".svg": renderToSvg,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    title: { type: "string" },
    text: { type: "string" },
    tags: { type: "string", default: "terminal, canvas, DOM, yours" },
    note: { type: "string" },
    scale: { type: "string", default: "1" },
  },
})
const [file] = positionals
const make = FORMATS[extname(file ?? "").toLowerCase()]
if (!file || !make) {
  process.stderr.write(
    `name the file to write, as ${Object.keys(FORMATS).join(", ")}\n` +
      'usage: npm run demo:card -- out.png [--title "…"] [--text "…"] [--tags "a, b"] [--note "…"] [--scale 2]\n',
  )
  process.exit(2)
}

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
  { width: 1200, height: 630, scale: Number(values.scale) },
)
await writeFile(file, picture)
process.stdout.write(`${file}: ${picture.length} bytes\n`)

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
