// The gallery in the terminal: `npx tsx demos/gallery/terminal.tsx [page [theme]]`. Without a terminal it
// prints the page and ends.

import { type ImageDecoder, render, renderToText } from "filigree/tui"
import { Gallery } from "./gallery.tsx"

const [page, theme] = process.argv.slice(2)
/** Pictures need what decodes them, which is loaded when the first one comes. */
const images: ImageDecoder = async (src) => (await import("filigree/canvas")).decodeImage(src)
if (process.stdout.isTTY) {
  const app = await render(() => <Gallery page={page} theme={theme} every={500} />, { images })
  process.exitCode = await app.done
} else {
  process.stdout.write(
    await renderToText(() => <Gallery page={page} theme={theme} />, {
      columns: 100,
      rows: 30,
      images,
    }),
  )
}
