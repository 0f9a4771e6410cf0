// Widgets in a real page, for dom.browser.test.ts.

import { type App, signal, useKeys, type View } from "filigree"
import { render } from "filigree/dom"
import {
  Button,
  Dialog,
  dark,
  HelpOverlay,
  LineChart,
  List,
  Log,
  logBuffer,
  Menu,
  MenuBar,
  Panel,
  Select,
  Table,
  TextInput,
  Toasts,
  toastQueue,
} from "filigree/widgets"

let app: App | undefined

function open(view: () => View): void {
  app?.dispose()
  document.body.replaceChildren()
  document.body.style.margin = "0"
  app = render(
    () => (
      <box theme={dark} width={400} height={300}>
        {view()}
      </box>
    ),
    { root: document.body },
  )
}

export function list(): void {
  open(() => <List items={() => Array.from({ length: 100_000 }, (_, at) => at)} autoFocus />)
}

const NAMES = ["one", "two", "three", "four"]

export function table(): void {
  open(() => (
    <Table
      rows={() => NAMES}
      by={(name) => name}
      columns={[
        { id: "name", title: "NAME", value: (name) => name, flex: 1 },
        { id: "size", title: "SIZE", value: (name) => name.length, width: 8, align: "right" },
      ]}
    />
  ))
}

const lines = logBuffer<string>(1000)

export function log(): void {
  append(100)
  open(() => <Log lines={lines.lines} />)
}

export function append(count: number): void {
  for (let at = 0; at < count; at++) lines.append(`line ${lines.lines().length}`)
}

export function field(): void {
  const [value, setValue] = signal("")
  open(() => (
    <box>
      <TextInput label="find" value={value} onInput={(event) => setValue(event.value)} autoFocus />
      <text id="echo">{() => `[${value()}]`}</text>
    </box>
  ))
}

export function help(): void {
  const [isOpen, setOpen] = signal(true)
  function Page(): View {
    useKeys([{ keys: "x", run: () => {}, help: "do something" }])
    return <>{() => isOpen() && <HelpOverlay onClose={() => setOpen(false)} />}</>
  }
  open(() => <Page />)
}

export function chart(): void {
  open(() => (
    <Panel title="Chart" flex={1}>
      <LineChart series={[{ name: "a", values: [1, 2, 3] }]} legend />
    </Panel>
  ))
}

export function end(): string {
  app?.dispose()
  app = undefined
  return document.body.innerHTML
}

/** Words of the rows that are in view, top to bottom; the selected one with a star. */
export function rows(): string[] {
  const found: { top: number; words: string }[] = []
  for (const row of document.querySelectorAll<HTMLElement>('[role="option"], [role="row"]')) {
    const { top, bottom } = row.getBoundingClientRect()
    if (bottom < 1 || top > 299 || row.querySelector('[role="columnheader"]')) continue
    const star = row.getAttribute("aria-selected") === "true" ? "*" : ""
    found.push({ top, words: star + row.textContent.replace(/\s+/g, " ").trim() })
  }
  return found.sort((a, b) => a.top - b.top).map((row) => row.words)
}

/** A field in a box that clips, one near the lower edge of the window, and one in a dialog that stands in the first box. */
export function popups(): void {
  open(() => (
    <box height={800}>
      <box id="clip" height={60} width={160} overflow="scroll" border="single">
        <Select label="in" options={["one", "two", "three", "four", "five", "six"]} />
        <box height={200} />
        <Dialog title="Ask" onClose={() => {}}>
          <Select label="asked" options={["yes", "no"]} />
        </Dialog>
      </box>
      <box height={580} />
      <Select label="low" options={["red", "green", "blue"]} />
    </box>
  ))
}

export function withoutDialog(): void {
  open(() => (
    <box height={800}>
      <box id="clip" height={60} width={160} overflow="scroll" border="single">
        <Select label="in" options={["one", "two", "three", "four", "five", "six"]} />
        <box height={200} />
      </box>
      <box height={580} />
      <Select label="low" options={["red", "green", "blue"]} />
    </box>
  ))
}

export function menus(): void {
  const [done, setDone] = signal("")
  const item = (title: string) => ({ title, run: () => setDone(title) })
  open(() => (
    <box>
      <MenuBar label="Main">
        <Menu label="File" items={[item("Open"), "separator", item("Quit")]} />
        <Menu label="Edit" items={[item("Undo")]} />
      </MenuBar>
      <text id="done">{done}</text>
    </box>
  ))
}

const toasts = toastQueue()

/** A message, and a button that opens a dialog under it. */
export function messages(): void {
  open(() => {
    const [isAsking, setAsking] = signal(false)
    toasts.clear()
    toasts.show("saved", { duration: Number.POSITIVE_INFINITY })
    return (
      <box height={20} overflow="hidden">
        <Toasts queue={toasts} />
        <Button label="Ask" onPress={() => setAsking(true)} />
        {() =>
          isAsking() && (
            <Dialog title="Sure?" onClose={() => setAsking(false)} width="100%" height="100%" />
          )
        }
      </box>
    )
  })
}

/** The element that is on top in the middle of the one with the role and, if given, the words. */
export function onTop(role: string): string {
  const found = [...document.querySelectorAll(`[role="${role}"]`)].at(-1)
  if (!found) return "none"
  const { left, top, width, height } = found.getBoundingClientRect()
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  return found.contains(hit) ? "yes" : (hit?.outerHTML.slice(0, 80) ?? "nothing")
}

export function boxOf(selector: string): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = document.querySelector(selector)!.getBoundingClientRect()
  return { x, y, width, height }
}

export function scrollClip(top: number): void {
  document.querySelector("#clip")!.scrollTop = top
}

export function grid(): void {
  open(() => (
    <box focusScope="arrows" display="grid" gridTemplateColumns="1fr 1fr 1fr">
      {["a", "b", "c", "d", "e", "f", "g"].map((name) => (
        <box focusable id={name} height={20} {...{ autoFocus: name === "b" }} />
      ))}
    </box>
  ))
}

export function focused(): string {
  return document.activeElement?.id ?? ""
}
