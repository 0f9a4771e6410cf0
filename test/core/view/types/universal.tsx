// What universal files may and may not say. Each wrong line carries the error that it must have;
// types.test.ts compiles this folder under two versions of TypeScript.

import {
  type Attr,
  box,
  type Child,
  component,
  createContext,
  draw,
  For,
  Index,
  input,
  live,
  Match,
  memo,
  mergeProps,
  Provider,
  type Reactive,
  rwSignal,
  Show,
  type Source,
  Switch,
  signal,
  splitProps,
  text,
  type Universal,
  type View,
} from "filigree"

interface User {
  readonly name: string
}

const [count] = signal(0)
const open = rwSignal(false)
const user = rwSignal<User | null>(null)
const users = rwSignal<readonly User[]>([])
const total = memo(() => count() + 1)

// --- elements ------------------------------------------------------------------------------------

export const fine = (
  <box
    gap={1}
    width="50%"
    border={() => (open.get() ? "round" : "none")}
    onPress={() => open.set(true)}
  >
    {count}
    {open}
    {() => total() * 2}
    {[1, "two", null, false]}
    <text color="accent" bold={open}>
      words <span dim>{user.get()?.name}</span>
    </text>
    <input value={() => "x"} onInput={(event) => event.value.length} bind={rwSignal("")} />
    <draw paint={(pen, size) => pen.rect(0, 0, size.width, size.height).fill("accent")} />
  </box>
)

// @ts-expect-error no such element in universal files
export const wrongElement = <div />
// @ts-expect-error a wrong value
export const wrongBorder = <box border="thick" />
// @ts-expect-error a wrong value of an accessor
export const wrongLive = <box gap={() => "much"} />
// @ts-expect-error no such attribute
export const wrongName = <box gapp={1} />
// @ts-expect-error a handler must be a function
export const wrongHandler = <box onPress={3} />
// @ts-expect-error an input has no children
// biome-ignore lint/correctness/noVoidElementsWithChildren: that is the point
export const wrongChildren = <input>words</input>
// @ts-expect-error a date is no child
export const wrongChild = <box>{new Date()}</box>
// @ts-expect-error an object that looks like a view is none
export const forged = <box>{{ type: "box", props: {} }}</box>
// @ts-expect-error a painter is not optional
export const noPainter = <draw />

// --- control flow --------------------------------------------------------------------------------

export const shown = (
  <Show when={user} fallback="nobody">
    {(user) => <text>{() => user().name}</text>}
  </Show>
)
export const whenAccessor = <Show when={() => count() > 3}>many</Show>
// @ts-expect-error a forgotten thunk
export const forgotten = <Show when={count() > 3}>many</Show>
// @ts-expect-error a forgotten thunk
export const forgottenMatch = <Match when={open.get()}>many</Match>
// @ts-expect-error a forgotten thunk
export const forgottenEach = <For each={users.get()}>{(user) => user().name}</For>

export const list = (
  <For each={users} by={(user) => user.name} fallback={<text>none</text>}>
    {(user, index) => (
      <text>
        {() => index() + 1} {() => user().name}
      </text>
    )}
  </For>
)
// @ts-expect-error the item is an accessor
export const itemAsValue = <For each={users}>{(user) => <text>{user.email}</text>}</For>
// @ts-expect-error rows are made by a function
export const noFunction = <For each={users}>words</For>
export const positions = <Index each={() => [1, 2]}>{(n, i) => <text>{() => n() + i}</text>}</Index>
export const chosen = (
  <Switch fallback="none">
    <Match when={() => count() === 1}>one</Match>
    <Match when={user}>{(user) => user().name}</Match>
  </Switch>
)

const Session = createContext<User>({ name: "nobody" })
export const provided = (
  <Provider context={Session} value={{ name: "Ada" }}>
    <text>in</text>
  </Provider>
)
export const wrongProvided = (
  // @ts-expect-error not what the context holds
  <Provider context={Session} value={3} />
)

// --- components ----------------------------------------------------------------------------------

interface PanelProps<H> {
  title?: Attr<string>
  onClose?: (() => void) | undefined
  striped?: Attr<boolean>
  children?: Child<H>
}

/** Forwards optional props, static and live alike. */
export const Panel = component(
  <H extends Universal = Universal>(props: PanelProps<H>): View<H> =>
    box<H>({ title: props.title, onPress: props.onClose, border: true }, props.children),
)

export const Titled = component((props: { title?: Attr<string> }) => {
  const { title } = live(props, { title: "untitled" })
  return Panel({ title: () => title().toUpperCase(), children: text("x") })
})
export const panels = [
  Panel({}),
  Panel({ title: "a" }),
  Panel({ title: () => undefined }),
  <Panel title={count() > 1 ? "x" : undefined} onClose={undefined} />,
  <Titled />,
  Titled({ title: rwSignal("x") }),
]
// @ts-expect-error a wrong prop of a component
export const wrongTitle = <Panel title={3} />
// @ts-expect-error no such prop of a component
export const wrongProp = Panel({ titel: "x" })

/** Generic: the rows decide what the columns may be. */
export const Table = component(
  <T extends object>(props: {
    rows: Source<readonly T[]>
    columns: readonly (keyof T & string)[]
    cell?: ((row: T) => string) | undefined
  }) =>
    box(
      {},
      For({
        each: props.rows,
        children: (row) => text({}, () => props.columns.map((c) => row()[c])),
      }),
    ),
)
export const table = (
  <Table rows={users} columns={["name"]} cell={(user) => user.name.toUpperCase()} />
)
// @ts-expect-error no such column of a user
export const wrongColumn = <Table rows={users} columns={["age"]} />
// @ts-expect-error no such column of a user
export const wrongColumnBuilt = Table({ rows: users, columns: ["age"] })

// --- live, mergeProps, splitProps ----------------------------------------------------------------

export const Striped = component((props: PanelProps<Universal>) => {
  const { striped, title } = live(props, { striped: false })
  const isOn: boolean = striped()
  const words: string | undefined = title()
  // @ts-expect-error an accessor is always true: call it
  if (striped) return text(words ?? "")
  const [own, rest] = splitProps(props, ["title", "children"])
  const merged = mergeProps({ border: true, gap: 1 }, { gap: "1ch" as const })
  const gap: "1ch" = merged.gap
  // @ts-expect-error it was split off
  rest.title
  return box({ gap, hidden: isOn }, own.title)
})

// --- builders ------------------------------------------------------------------------------------

export const built = box(
  { gap: 1 },
  text("a"),
  text({ bold: true }, "b", count),
  input({ value: "x" }),
)
// @ts-expect-error a wrong attribute
export const builtWrong = box({ gap: true }, "a")
// @ts-expect-error an input takes no children
export const builtInput = input({}, "a")
// @ts-expect-error a painter is not optional
export const builtDraw = draw({})

export function width(value: Reactive<number>): View {
  return box({ width: value })
}
