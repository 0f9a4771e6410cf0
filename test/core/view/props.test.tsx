// core/view/props.ts, and what spreading and the classic form of JSX come to.

import { component, flush, live, mergeProps, rwSignal, signal, splitProps, text } from "filigree"
import { createElement, jsx } from "filigree/jsx-runtime"
import { expect, test } from "vitest"
import { stage } from "./support.ts"

interface Props {
  striped?: boolean | (() => boolean | undefined) | undefined
  title?: string | (() => string) | undefined
}

test("live props are accessors, whether the prop is static, an accessor, a signal or absent", () => {
  const [striped, setStriped] = signal<boolean | undefined>(true)
  const title = rwSignal("a")
  const props = { striped, title, width: 3 } as {
    striped?: any
    title?: any
    width?: number
    gap?: number
  }
  const is = live(props, { striped: false, gap: 1 })

  expect([is.striped(), is.title(), is.width(), is.gap()]).toEqual([true, "a", 3, 1])

  setStriped(undefined)
  title.set("b")
  expect([is.striped(), is.title()]).toEqual([false, "b"])
})

test("live props are followed by what reads them", () => {
  const title = rwSignal("a")
  const Title = component((props: Props) => {
    const { title } = live(props, { title: "none" })
    return text({}, () => title().toUpperCase())
  })
  const ui = stage(() => [Title({ title: () => title.get() }), Title({})])
  expect(ui.html()).toBe("<text>A</text><text>NONE</text>")

  title.set("b")
  flush()
  expect(ui.html()).toBe("<text>B</text><text>NONE</text>")
})

test("merged props: later ones win, what is not given does not, records are merged by name", () => {
  const merged = mergeProps(
    { gap: 1, width: 2, class: { a: true, b: true } },
    { gap: undefined, width: 3, class: { b: false } },
    undefined,
  )

  expect(merged).toEqual({ gap: 1, width: 3, class: { a: true, b: false } })
})

test("split props: those named, and the rest", () => {
  const onPress = () => {}

  expect(splitProps({ title: "a", gap: 1, onPress }, ["title"])).toEqual([
    { title: "a" },
    { gap: 1, onPress },
  ])
})

test("props can be spread", () => {
  const shared = { gap: 1, hidden: false } as const
  const ui = stage(() => <box {...shared} gap={2} />)

  expect(ui.html()).toBe("<box gap=2 hidden=false></box>")
})

test("the classic form makes the same, with children behind the props", () => {
  const ui = stage(() => [
    createElement("box", { gap: 1 }, "a", createElement("text", null, "b")),
    jsx("box", { gap: 1, children: ["a", jsx("text", { children: "b" })] }),
  ])

  const one = "<box gap=1>a<text>b</text></box>"
  expect(ui.html()).toBe(one + one)
})
