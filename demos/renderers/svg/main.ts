// The counter as SVG: `npx tsx demos/renderers/svg/main.ts > counter.svg` writes it at 7.

import { For, mount, signal } from "filigree"
import { draw, SvgNode, svgRenderer, toSvg } from "./renderer.ts"

const [count, setCount] = signal(0)

const root = new SvgNode("svg")
for (const [name, value] of Object.entries({
  xmlns: "http://www.w3.org/2000/svg",
  viewBox: "0 0 240 80",
})) {
  svgRenderer.setAttr(root, name, value, undefined)
}
mount(svgRenderer, root, () =>
  draw(
    "g",
    { fontFamily: "sans-serif", fontSize: 14 },
    draw("rect", { x: 1, y: 1, width: 238, height: 78, rx: 8, fill: "#131922", stroke: "#2f3a4a" }),
    draw("text", { x: 16, y: 30, fill: "#e3e8f0" }, count, " of 10"),
    For({
      each: () => Array.from({ length: 10 }, (_, at) => at),
      children: (at) =>
        draw("rect", {
          x: () => 16 + at() * 21,
          y: 46,
          width: 17,
          height: 14,
          rx: 3,
          fill: () => (at() < count() ? "#81bdff" : "#2a3341"),
        }),
    }),
  ),
)

setCount(7)
await Promise.resolve() // the flush
process.stdout.write(`${toSvg(root)}\n`)
