// The gallery in the terminal: `npm run demo:gallery [page [theme]]`. Without a terminal it prints the page
// and ends.

import { type ImageDecoder, render, renderToText } from "filigree/tui"
import { none, oneOf, readOptions } from "../options.ts"
import { Gallery } from "./gallery.tsx"
import { PAGES } from "./pages.ts"

const names = PAGES.map((page) => page.name)
const { page, theme } = readOptions(
  `npm run demo:gallery -- [page] [dark|light|contrast]\npages: ${names.join(", ")}`,
  {},
  (_, [page, theme, ...more]) => {
    none(more)
    return {
      page: page === undefined ? undefined : oneOf("the page", page, names),
      theme: theme && oneOf("the theme", theme, ["dark", "light", "contrast"]),
    }
  },
)
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
