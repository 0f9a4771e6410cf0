// The gallery as pictures: `npx tsx demos/gallery/canvas.tsx FOLDER [page …] [--theme light] [--scale 2]`.

import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { renderToPng } from "filigree/canvas"
import { number, oneOf, readOptions } from "../options.ts"
import { Gallery } from "./gallery.tsx"
import { PAGES } from "./pages.ts"

const names = PAGES.map((page) => page.name)
const { folder, wanted, theme, ...size } = readOptions(
  "npx tsx demos/gallery/canvas.tsx FOLDER [page …] [--theme dark|light|contrast] [--scale 1] [--width 900] [--height 520]",
  {
    theme: { type: "string", default: "dark" },
    scale: { type: "string", default: "1" },
    width: { type: "string", default: "900" },
    height: { type: "string", default: "520" },
  },
  (values, [folder, ...pages]) => {
    if (!folder) throw new Error("name the folder to write to")
    return {
      folder,
      wanted: pages.length === 0 ? names : pages.map((page) => oneOf("a page", page, names)),
      theme: oneOf("--theme", values.theme, ["dark", "light", "contrast"]),
      scale: number("scale", values.scale, 0.1, 8),
      width: number("width", values.width, 1, 8192),
      height: number("height", values.height, 1, 8192),
    }
  },
)
await mkdir(folder, { recursive: true })
for (const name of wanted) {
  const png = await renderToPng(() => <Gallery page={name} theme={theme} />, size)
  await writeFile(join(folder, `${name}.png`), png)
}
process.stdout.write(`${wanted.length} pictures in ${folder}\n`)
