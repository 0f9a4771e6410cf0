// The gallery as pictures: `npx tsx demos/gallery/canvas.tsx DIR [page …] [--theme light] [--scale 2]`.

import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { renderToPng } from "filigree/canvas"
import { Gallery } from "./gallery.tsx"
import { PAGES } from "./pages.tsx"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: "string", default: "dark" },
    scale: { type: "string", default: "1" },
    width: { type: "string", default: "900" },
    height: { type: "string", default: "520" },
  },
})
const [folder = "out-gallery", ...wanted] = positionals
await mkdir(folder, { recursive: true })
for (const { name } of PAGES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const png = await renderToPng(() => <Gallery page={name} theme={values.theme} />, {
    width: Number(values.width),
    height: Number(values.height),
    scale: Number(values.scale),
  })
  await writeFile(join(folder, `${name}.png`), png)
}
