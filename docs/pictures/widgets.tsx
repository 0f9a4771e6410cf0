// The pictures of docs/guide/widgets.md: each page of the gallery, drawn by filigree itself in both
// themes side by side. `npm run pictures`.

import { mkdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import type { Theme } from "filigree"
import { renderToPng } from "filigree/canvas"
import { dark, light } from "filigree/widgets"
import type { Page } from "../../demos/gallery/page-props.ts"
import { PAGES } from "../../demos/gallery/pages.ts"

const WIDTH = 560 // CSS pixels of one theme
/** What is shown over an app, and pages of elements that are no widgets. */
const NO_PICTURE = ["Overlays", "Image", "Scrolling"]
const HEIGHTS: Readonly<Record<string, number>> = {
  Panel: 250,
  ProgressBar: 300,
  Gauge: 330,
  LineChart: 440,
  BarChart: 260,
  Stat: 150,
  Tabs: 120,
  TextInput: 220,
  Controls: 260,
}

const folder = fileURLToPath(new URL("widgets/", import.meta.url))
await mkdir(folder, { recursive: true })
for (const page of PAGES) {
  if (NO_PICTURE.includes(page.name)) continue
  const height = HEIGHTS[page.name] ?? 280
  const picture = await renderToPng(
    () => (
      <box flexDirection="row" width="100%" height="100%">
        <Half page={page} theme={dark} />
        <Half page={page} theme={light} />
      </box>
    ),
    { width: 2 * WIDTH, height, size: "small" },
  )
  await writeFile(`${folder}${page.name}.png`, picture)
}

function Half(props: { page: Page; theme: Theme }) {
  const { view: View } = props.page
  return (
    <box theme={props.theme} background="background" color="text" padding={16} width={WIDTH}>
      <View every={0} />
    </box>
  )
}
