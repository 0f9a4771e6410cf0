// The boxes of a tree on a canvas in Node, and in a page.

import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Handle } from "../../core/view/index.ts"
import { render } from "../../renderers/canvas/index.ts"
import type { Tree } from "./corpus.ts"
import { type Boxes, boxesOf, viewOf } from "./view.ts"

const SIDE = 900

export async function onCanvas(tree: Tree): Promise<Boxes> {
  const handles: Handle[] = []
  const app = await render(() => viewOf(tree, handles), { width: SIDE, height: SIDE })
  await app.ready()
  const boxes = boxesOf(handles)
  app.dispose()
  await app.done
  return boxes
}

/** The shipped font as the page loads it. */
export function fonts(): { style: string; url: string }[] {
  const require = createRequire(import.meta.url)
  return ["normal", "italic"].map((style) => {
    const file = require.resolve(`@fontsource-variable/geist/files/geist-latin-wght-${style}.woff2`)
    return { style, url: `data:font/woff2;base64,${readFileSync(file).toString("base64")}` }
  })
}
