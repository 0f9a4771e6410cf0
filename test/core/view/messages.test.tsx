// Errors of views say what was found, where, and what to write instead.

import {
  CodedError,
  component,
  For,
  flush,
  Index,
  KeepAlive,
  Match,
  mount,
  onWarning,
  Portal,
  Presence,
  Provider,
  rwSignal,
  Show,
  Switch,
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

const any = (value: unknown): any => value

// What newcomers write. Each names what was found, its place and what to write instead.
test.each<[code: string, words: RegExp, view: () => unknown]>([
  ["bad-row", /<For> is a view/, () => <For each={() => [1]}>{any(<text>x</text>)}</For>],
  ["bad-row", /<Index> is "x"/, () => <Index each={() => [1]}>{any("x")}</Index>],
  [
    "static-each",
    /of <Index> was given an array of 1/,
    () => <Index each={any([1])}>{() => "x"}</Index>,
  ],
  ["bad-match", /<Switch> holds "words"/, () => <Switch>words</Switch>],
  ["static-condition", /<KeepAlive>/, () => <KeepAlive when={any(true)}>x</KeepAlive>],
  ["static-condition", /<Presence>/, () => <Presence when={any(true)}>x</Presence>],
  ["bad-context", /check the import/, () => <Provider context={any(undefined)} value={1} />],
  ["no-place", /`into` of <Portal> is null/, () => <Portal into={any(null)}>x</Portal>],
  ["bad-ref", /was given "name"/, () => <box ref={any("name")} />],
  ["bad-use", /was given "focus"/, () => <box use={any("focus")} />],
  ["bad-use", /was given 5/, () => <box use={any([5])} />],
  ["bad-bind", /was given "words"/, () => <input bind={any("words")} />],
])("%s: %s", (code, words, view) => {
  const error = thrown(view)

  expect(error.code).toBe(code)
  expect(error.message).toMatch(words)
  expect(error.message).toMatch(/\n {2}in .*messages\.test\.tsx:\d+:\d+\n {2}fix: \w/)
  expect(error.stack).toContain(error.message) // what is printed
})

test("what is left out on purpose is no error", () => {
  const ui = stage(() => [
    <Switch>
      {null}
      {/* biome-ignore lint/complexity/noUselessFragments: it is what is tested */}
      <>
        <Match when={() => false}>not shown</Match>
        <Match when={() => true}>shown</Match>
      </>
    </Switch>,
    <box ref={any(false)} use={any([false, undefined])} />,
    <For each={() => undefined}>{() => "x"}</For>,
  ])

  expect(ui.html()).toBe("shown<box></box>")
  expect(warnings).toEqual([])
})

test("a duplicate key points at its list", () => {
  const List = component(
    () => (
      <For each={() => [1, 1]} by={any(() => 1)}>
        {() => "x"}
      </For>
    ),
    "List",
  )
  stage(() => <List />)
  const line = new Error().stack?.match(/messages\.test\.tsx:(\d+)/)?.[1]

  expect(warnings[0]).toMatch(/duplicate-key.*\n {2}in <List>, /)
  expect(Number(warnings[0]?.match(/messages\.test\.tsx:(\d+)/)?.[1])).toBeLessThan(
    Number(line) - 5,
  )
})
