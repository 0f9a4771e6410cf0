// The canvas as a test surface: a view on real pixels, with keys and pointer to send.
//
//     const ui = await mountTest(() => <App />, canvas({ width: 300, height: 200 }))
//     await ui.click("save")
//     ui.session.pixel(10, 10) // [ 13, 17, 23, 255 ]

import { type Child, strokeOf } from "../../core/view/index.ts"
import { KIND_NAMES, TEXT, type TreeNode, treeOf } from "../scene/index.ts"
import { type CanvasApp, type OpenOptions, openCanvas } from "./app.ts"
import type { Canvas } from "./host.ts"
import { nodePlatform, onFont } from "./node.ts"
import { encodeFrame } from "./render.ts"

/** What the canvas under test is like. */
export interface TestCanvasOptions {
  /** In CSS pixels. Default 800 × 600. */
  readonly width?: number
  readonly height?: number
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number
  /** Of the root. Default: a plain light one. */
  readonly theme?: OpenOptions["theme"]
  /** Errors of listeners and painters. Default: thrown, as an uncaught exception. */
  readonly onError?: OpenOptions["onError"]
}

/** A view on a canvas in memory. */
export interface TestCanvas {
  readonly app: CanvasApp
  /** The words that are shown, in lines from top to bottom. */
  screen(): string
  /** The elements that are shown, with their boxes in CSS pixels. */
  tree(): TreeNode
  /** Red, green, blue and alpha, 0 to 255, at a point in CSS pixels. */
  pixel(x: number, y: number): readonly number[]
  /** The frame as a PNG, to look at or to compare. */
  png(): Promise<Uint8Array>
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  paste(text: string): Promise<void>
  click(x: number, y: number): Promise<void>
  wheel(x: number, y: number, notches: number): Promise<void>
  resize(width: number, height: number): Promise<void>
  flush(): Promise<void>
  dispose(): Promise<void>
}

const NOTCH = 100 // CSS pixels a notch of a wheel, as browsers have it

/**
 * A canvas for tests. Needs @napi-rs/canvas.
 *
 * @throws {CodedError} `canvas-missing`, `bad-size`, when it is opened.
 *
 * @example
 * const ui = await mountTest(() => <Chart />, canvas({ width: 300, height: 120 }))
 */
export function canvas(options: TestCanvasOptions = {}): {
  readonly name: string
  open(view: () => Child<Canvas>): Promise<TestCanvas>
} {
  return { name: "canvas", open: (view) => openTest(view, options) }
}

async function openTest(
  view: () => Child<Canvas>,
  options: TestCanvasOptions,
): Promise<TestCanvas> {
  const { app, scene } = openCanvas(view, {
    ...options,
    platform: await nodePlatform(),
    width: options.width ?? 800,
    height: options.height ?? 600,
    schedule: (frame) => {
      const handle = setImmediate(frame)
      return () => clearImmediate(handle)
    },
    onFont,
  })
  const { frame } = app
  const flush = () => app.flush()
  return {
    app,
    screen: () => lines(treeOf(scene)),
    tree: () => treeOf(scene),
    pixel(x, y) {
      const at = (place: number) => Math.floor(place * frame.pixelRatio)
      return [...frame.read({ x: at(x), y: at(y), width: 1, height: 1 })]
    },
    png: async () => encodeFrame(frame),
    async press(key) {
      app.key(strokeOf(key))
      await flush()
    },
    async type(text) {
      for (const key of text) app.key(key === "\n" ? { key: "enter" } : { key, text: key })
      await flush()
    },
    async paste(text) {
      app.paste(text)
      await flush()
    },
    async click(x, y) {
      app.pointer({ type: "move", x, y, buttons: 0 })
      app.pointer({ type: "down", x, y, button: 0, buttons: 1 })
      app.pointer({ type: "up", x, y, button: 0, buttons: 0 })
      await flush()
    },
    async wheel(x, y, notches) {
      app.wheel({ x, y, deltaY: notches * NOTCH })
      await flush()
    },
    async resize(width, height) {
      app.resize(width, height)
      await flush()
    },
    flush,
    async dispose() {
      app.exit()
      await app.done
    },
  }
}

/** Texts that stand beside each other are one line. */
function lines(root: TreeNode): string {
  const found: { x: number; y: number; middle: number; words: string }[] = []
  collect(root, found)
  found.sort((a, b) => a.middle - b.middle || a.x - b.x)
  const rows: (typeof found)[] = []
  for (const each of found) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.middle - each.middle) < 4) row.push(each)
    else rows.push([each])
  }
  return rows
    .map((row) =>
      row
        .sort((a, b) => a.x - b.x)
        .map((each) => each.words)
        .join(" "),
    )
    .join("\n")
}

const TEXTS: ReadonlySet<string | null> = new Set([KIND_NAMES[TEXT] as string, "input", "textarea"])

function collect(
  node: TreeNode,
  into: { x: number; y: number; middle: number; words: string }[],
): void {
  if (node.attrs.hidden === true) return
  const { bounds } = node
  if (bounds && TEXTS.has(node.type)) {
    const words = node.type === "text" ? wordsOf(node) : fieldOf(node)
    const { x, y, height } = bounds
    if (words !== "") into.push({ x, y, middle: y + height / 2, words })
    return
  }
  const loose = node.children.filter((child) => child.type === null || child.type === "span")
  if (bounds && loose.length > 0) {
    const words = loose.map(wordsOf).join("")
    if (words !== "") into.push({ x: bounds.x, y: bounds.y, middle: bounds.y, words })
  }
  for (const child of node.children) if (child.type !== null) collect(child, into)
}

function wordsOf(node: TreeNode): string {
  if (node.type === null) return node.text
  return node.attrs.hidden === true ? "" : node.children.map(wordsOf).join("")
}

function fieldOf(node: TreeNode): string {
  return String(node.attrs.value || (node.attrs.placeholder ?? ""))
}
