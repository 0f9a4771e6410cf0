// The gallery in a browser: `page.start(element, { page, theme, every })` of the bundled script.

import { render } from "filigree/dom"
import { Gallery, type GalleryProps } from "./gallery.tsx"

export function start(element: Element, props: GalleryProps): void {
  render(() => <Gallery {...props} />, { root: element })
}
