// The page of parity.browser.test.ts: trees mounted one beside the other, and their boxes.

import type { App, Handle } from "../../core/view/index.ts"
import { render } from "../../renderers/dom/index.ts"
import type { Tree } from "./corpus.ts"
import { type Boxes, boxesOf, viewOf } from "./view.ts"

/** Makes the fonts known; each is a style and the address of a file. */
export async function load(fonts: readonly { style: string; url: string }[]): Promise<void> {
  for (const { style, url } of fonts) {
    const face = new FontFace("Geist", `url(${url})`, { style, weight: "100 900" })
    document.fonts.add(await face.load())
  }
}

/** Mounts all, measures all, takes all away. */
export async function measure(trees: readonly Tree[]): Promise<Boxes[]> {
  const hosts: HTMLElement[] = []
  const apps: App[] = []
  const handles: Handle[][] = []
  for (const tree of trees) {
    const host = document.createElement("div")
    host.style.cssText = "position:absolute;left:0;top:0;width:900px;height:900px;contain:strict"
    document.body.append(host)
    hosts.push(host)
    const held: Handle[] = []
    handles.push(held)
    apps.push(render(() => viewOf(tree, held), { root: host }))
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
  const boxes = handles.map(boxesOf)
  for (const app of apps) app.dispose()
  for (const host of hosts) host.remove()
  return boxes
}
