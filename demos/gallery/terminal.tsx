// The gallery in the terminal: `npx tsx demos/gallery/terminal.tsx [page]`. Without a terminal it
// prints the page and ends.

import { render, renderToText } from "filigree/tui"
import { Gallery } from "./gallery.tsx"

const page = process.argv[2]
if (process.stdout.isTTY) {
  const app = await render(() => <Gallery page={page} every={500} />)
  process.exitCode = await app.done
} else {
  process.stdout.write(
    await renderToText(() => <Gallery page={page} />, { columns: 100, rows: 30 }),
  )
}
