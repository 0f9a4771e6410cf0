// What a painter draws, as shapes of SVG: how a picture travels. Colours stay the variables of the
// theme, so the page works out none.

import type { Painter, Pen, PenSize } from "filigree"
import { color } from "filigree/html"
import type { Shape } from "./protocol.ts"

const ANCHORS = { left: "start", center: "middle", right: "end" } as const

/** What `painter` draws at this size. */
export function shapesOf(painter: Painter, size: PenSize): Shape[] {
  const shapes: Shape[] = []
  let d = ""
  const n = (value: number) => Math.round(value * 100) / 100
  const add = (letter: string, ...numbers: number[]) => {
    d += letter + numbers.map(n).join(" ")
    return pen
  }
  const ink = (name: string) => color(name, "var(--f-c)")
  const pen: Pen = {
    begin() {
      d = ""
      return pen
    },
    moveTo: (x, y) => add("M", x, y),
    lineTo: (x, y) => add(d === "" ? "M" : "L", x, y),
    curveTo: (ax, ay, bx, by, x, y) => add("C", ax, ay, bx, by, x, y),
    close: () => add("Z"),
    rect: (x, y, width, height) => {
      d += `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`
      return pen
    },
    arc(x, y, radius, start, end) {
      const at = (angle: number) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
      add(d === "" ? "M" : "L", ...at(start))
      // An arc of SVG that ends where it began is none, so a long one goes in three.
      for (let i = 1; i <= 3; i++) {
        const to = at(start + ((end - start) * i) / 3)
        add("A", radius, radius, 0, 0, end > start ? 1 : 0, ...to)
      }
      return pen
    },
    fill(name, alpha = 1) {
      shapes.push(["path", { d, fill: ink(name), "fill-opacity": alpha }])
      return pen
    },
    stroke(name, width = 1.5) {
      const round = { "stroke-linejoin": "round", "stroke-linecap": "round" }
      shapes.push(["path", { d, fill: "none", stroke: ink(name), "stroke-width": width, ...round }])
      return pen
    },
    text(x, y, words, options = {}) {
      const attributes = {
        x: n(x),
        y: n(y + size.lh / 2),
        fill: ink(options.color ?? "default"),
        "dominant-baseline": "central",
        "text-anchor": ANCHORS[options.align ?? "left"],
        "fill-opacity": options.dim ? 0.6 : 1,
        "font-weight": options.bold ? 700 : "inherit",
      }
      shapes.push(["text", attributes, words])
      return pen
    },
  }
  painter(pen, size)
  return shapes
}
