// The pictures of docs/guide/widgets.md: each page of the gallery, drawn by filigree itself in both
// themes side by side. `npm run pictures`.

import { mkdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import type { Theme, View } from "filigree"
import { type Canvas, canvas, renderToPng } from "filigree/canvas"
import { mountTest } from "filigree/testing"
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
  Menu: 180,
  TextInput: 220,
  Controls: 260,
}

const folder = fileURLToPath(new URL("widgets/", import.meta.url))
await mkdir(folder, { recursive: true })
for (const page of PAGES) {
  if (NO_PICTURE.includes(page.name)) continue
  const size = { width: 2 * WIDTH, height: HEIGHTS[page.name] ?? 280 }
  const view = () => (
    <box flexDirection="row" width="100%" height="100%">
      <Half page={page} theme={dark} />
      <Half page={page} theme={light} />
    </box>
  )
  const picture =
    page.name === "Menu"
      ? await opened(view, size)
      : await renderToPng(view, { ...size, size: "small" })
  await writeFile(`${folder}${page.name}.png`, picture)
}

/** After a press on the first menu. */
async function opened(view: () => View<Canvas>, size: { width: number; height: number }) {
  await using ui = await mountTest(view, canvas(size))
  await ui.click(ui.getAllByRole("menuitem")[0]!)
  await ui.flush()
  return ui.session.png()
}

function Half(props: { page: Page; theme: Theme }) {
  const { view: View } = props.page
  return (
    <box theme={props.theme} background="background" color="text" padding={16} width={WIDTH}>
      <View every={0} />
    </box>
  )
}
