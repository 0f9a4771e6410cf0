// The gallery in the terminal: `npx tsx demos/gallery/terminal.tsx [page [theme]]`. Without a terminal it
// prints the page and ends.

import { render, renderToText } from "filigree/tui"
import { Gallery } from "./gallery.tsx"

const [page, theme] = process.argv.slice(2)
if (process.stdout.isTTY) {
  const app = await render(() => <Gallery page={page} theme={theme} every={500} />)
  process.exitCode = await app.done
} else {
  process.stdout.write(
    await renderToText(() => <Gallery page={page} theme={theme} />, { columns: 100, rows: 30 }),
  )
}
