// A name that there is not: what was meant is said, and nothing where nobody can know.

import { box, text } from "filigree"
import { renderToText } from "filigree/tui"
import { expect, test } from "vitest"
import { onWarning } from "../../../core/dev.ts"
import { meant } from "../../../renderers/scene/meant.ts"

const names = ["background", "color", "padding", "paddingLeft", "shadow", "onPress", "onKey"]

test.each([
  ["backgroundColor", "background"], // CSS
  ["boxShadow", "shadow"],
  ["onClick", "onPress"], // React
  ["colour", "color"], // a slip of the pen
  ["paddingleft", "paddingLeft"],
  ["onPres", "onPress"],
  ["className", undefined],
  ["x", undefined],
])("%s means %s", (name, ours) => {
  expect(meant(name, names)).toBe(ours)
})

test("attributes and events that there are not are warned about once, with what to write", async () => {
  const said: string[] = []
  const stop = onWarning(({ code, message }) =>
    said.push(`${code}: ${/(?:fix: )(.*)/.exec(message)?.[1]}`),
  )
  const wrong = { backgroundColor: "red", onClick: () => {}, onPress: () => {} }
  try {
    const view = () => box({}, box(wrong as object, "a"), box(wrong as object, text("b")))
    await renderToText(view, { columns: 10, rows: 2 })
  } finally {
    stop()
  }

  expect(said.sort()).toEqual([
    "unknown-attribute: write `background`.",
    "unknown-event: write `onPress`.",
  ])
})
