// Errors of views say what was found, where, and what to write instead.

import {
  CodedError,
  component,
  For,
  flush,
  mount,
  onWarning,
  rwSignal,
  Show,
  signal,
  text,
  type View,
} from "filigree"
import { memoryRenderer } from "filigree/memory"
import { afterEach, beforeEach, expect, test } from "vitest"
import { stage } from "./support.ts"

let warnings: string[] = []
let stop = () => {}
beforeEach(() => {
  warnings = []
  stop = onWarning((warning) => warnings.push(warning.message))
})
afterEach(() => stop())

function thrown(view: () => unknown): CodedError {
  try {
    stage(view)
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError)
    return error as CodedError
  }
  throw new Error("nothing was thrown")
}

const Legend = component((props: { words: any }): View => <text>{props.words}</text>, "Legend")
const Chart = (props: { words: any }): View => (
  <box>
    <Legend words={props.words} />
  </box>
)

test("a bad child is named with its components and its line", () => {
  const error = thrown(() => <Chart words={{ x: 1, y: 2 }} />)

  expect(error.code).toBe("bad-child")
  expect(error.message).toMatch(/the object \{ x, y \} cannot be shown as a child/)
  expect(error.message).toMatch(/in <Legend> ‹ <Chart>, .*messages\.test\.tsx:\d+:\d+/)
  expect(error.message).toMatch(/fix: .*JSON\.stringify/)
  expect(error.message).toMatch(/docs\/errors\.md#bad-child/)
})

test("what is often meant is said", () => {
  expect(thrown(() => [Promise.resolve(1)]).remedy).toMatch(/resource\(\)/)
  expect(thrown(() => [new Date(0)]).remedy).toMatch(/toLocaleString/)
  expect(thrown(() => [{ type: "box", props: {} }]).remedy).toMatch(/jsxImportSource/)
})

test("a tag that is undefined points at the import", () => {
  const Missing = undefined as any

  expect(() => <Missing />).toThrow(/bad-element.*\n.*messages\.test\.tsx:.*\n.*import/)
})

test("a forgotten thunk is an error at run time too", () => {
  const count = rwSignal(5)
  const error = thrown(() => <Show when={(count.peek() > 3) as any}>many</Show>)

  expect(error.message).toMatch(/static-condition.*`when` of <Show> was given true/)
  expect(error.remedy).toMatch(/when=\{\(\) => count\(\) > 3\}/)
  expect(thrown(() => <For each={[1] as any}>{() => "x"}</For>).code).toBe("static-each")
  expect(thrown(() => <For each={(() => "abc") as any}>{() => "x"}</For>).code).toBe("bad-each")
})

test("a condition that gives a function is warned about", () => {
  const [open] = signal(false)
  stage(() => <Show when={(() => open) as any}>open</Show>)

  expect(warnings).toEqual([expect.stringMatching(/function-condition/)])
})

test("a signal read in a component's body is warned about, once, with its line", () => {
  const [count] = signal(1)
  const Once = component(() => <text>{count()}</text>, "Once")
  stage(() => [<Once />, <Once />])

  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/Once/)
  expect(warnings[0]).toMatch(/messages\.test\.tsx:\d+/)
})

test("what is read in thunks, handlers, rows and branches is not warned about", () => {
  const [count, setCount] = signal(1)
  const Fine = component(() => (
    <box onPress={() => setCount(count() + 1)}>
      {() => count()}
      <Show when={count}>{(n) => <text>{n()}</text>}</Show>
      <For each={() => [count()]}>{(n) => <text>{n()}</text>}</For>
    </box>
  ))
  const ui = stage(() => <Fine />)
  ui.renderer.fire(ui.root.children[0]!, "press")
  flush()

  expect(warnings).toEqual([])
})

test("a host's own error is given the place of the element that caused it", () => {
  const renderer = memoryRenderer()
  const { create } = renderer
  renderer.create = (type, parent) => {
    if (type === null && parent.type === "box") {
      throw new CodedError("text-in-box", "a box holds no text.", "put it into a <text>.")
    }
    return create(type, parent)
  }
  const Card = component((): View => <box>words</box>, "Card")

  expect(() => mount(renderer, renderer.root(), () => <Card />)).toThrow(
    /text-in-box.*\n {2}in <Card>, .*messages\.test\.tsx:\d+:\d+\n {2}fix: put it/,
  )
})

test("a component called by JSX and by name shows the same name", () => {
  const error = thrown(() => Legend({ words: Symbol("x") }))

  expect(error.message).toMatch(/in <Legend>/)
  expect(text("x")).toBeDefined()
})
