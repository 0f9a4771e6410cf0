// The corpus in a page, by the DOM renderer and on a canvas: one picture at a time.

import { render as renderOnCanvas } from "../../../renderers/canvas/browser.ts"
import { render } from "../../../renderers/dom/index.ts"
import { CORPUS } from "./corpus.ts"

export { load } from "../../parity/parity.page.ts"

let dispose: (() => void) | undefined

/** Shows a picture of the corpus in the left top corner of the page. */
export async function show(name: string, surface: "dom" | "canvas"): Promise<void> {
  dispose?.()
  document.body.style.margin = "0"
  const picture = CORPUS.find((one) => one.name === name)!
  const place = document.createElement("div")
  place.style.cssText = `width:${picture.width ?? 100}px;height:${picture.height ?? 80}px;overflow:hidden;display:flex`
  document.body.replaceChildren(place)
  if (surface === "canvas") {
    const canvas = document.createElement("canvas")
    canvas.style.cssText = "width:100%;height:100%;display:block"
    place.append(canvas)
    const app = await renderOnCanvas(picture.view, { canvas, accessible: false })
    dispose = () => app.dispose()
    await app.ready()
  } else {
    const app = render(picture.view, { target: place })
    dispose = () => app.dispose()
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
}
