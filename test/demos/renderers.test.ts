import { draw as drawElement, mount } from "filigree"
import { conformance } from "filigree/testing"
import { describe, expect, test } from "vitest"
import blessed from "../../demos/renderers/blessed/adapter.ts"
import remote from "../../demos/renderers/remote/adapter.ts"
import { readMessage } from "../../demos/renderers/remote/protocol.ts"
import { createRemote } from "../../demos/renderers/remote/renderer.ts"
import svg from "../../demos/renderers/svg/adapter.ts"
import { draw, SvgNode, svgRenderer, toSvg } from "../../demos/renderers/svg/renderer.ts"
import toolkit from "../../demos/renderers/toolkit/adapter.ts"

for (const adapter of [toolkit, svg, blessed, remote]) {
  describe(adapter.name, () => {
    for (const { name, skip, run } of conformance(adapter as never)) {
      test(name, { skip: skip !== undefined }, run)
    }
  })
}

test("words and values in an SVG never become markup", () => {
  const root = new SvgNode("svg")
  mount(svgRenderer, root, () => draw("text", { fill: '"><script>' }, "<script>&\u0000\ud800"))

  expect(toSvg(root)).toBe(
    '<svg><text fill="&#34;&#62;&#60;script&#62;">&#60;script&#62;&#38;\ufffd\ufffd</text></svg>',
  )
})

test("what a page sends is taken apart only when it has the right shape", () => {
  const refused = (message: unknown) => {
    const read = readMessage(typeof message === "string" ? message : JSON.stringify(message))
    return "refused" in read ? read.refused : undefined
  }

  expect(refused("{")).toBe("it is no JSON")
  expect(refused("null")).toBe("it is no object")
  expect(refused({ event: "press", node: "1", fields: {} })).toBe("`node` is no id")
  expect(refused({ event: "press", node: -1, fields: {} })).toBe("`node` is no id")
  expect(refused({ event: "__proto__", node: 1, fields: {} })).toBe("`event` is no name")
  expect(refused({ event: "press", node: 1, fields: { x: "1" } })).toMatch(/field "x"/)
  expect(refused({ event: "press", node: 1, fields: { evil: 1 } })).toMatch(/field "evil"/)
  expect(refused('{"event":"press","node":1,"fields":{"__proto__":{"x":1}}}')).toMatch(/__proto__/)
  expect(refused({ event: "input", node: 1, fields: { value: "x".repeat(100_001) } })).toMatch(
    /"value"/,
  )
  expect(refused({ event: "drawn", node: 1, fields: { width: "1" } })).toMatch(/"width"/)
  expect(refused({ event: "press", node: 1, fields: { x: 1, ctrl: true } })).toBeUndefined()
})

test("a painter runs for sizes that a page can have, and for no others", () => {
  const sizes: unknown[] = []
  const { renderer, root, wire } = createRemote(() => {})
  mount(renderer, root, () => drawElement({ paint: (_pen, size) => void sizes.push(size) }))
  const id = wire.root.children[0]!.id
  const told = { width: 30, height: 20, ch: 7, lh: 14 }

  wire.fire(id, "drawn", { ...told, width: 1e9 })
  wire.fire(id, "drawn", { width: 30, height: 20 })
  wire.fire(id, "drawn", told)

  expect(sizes).toEqual([told])
})
