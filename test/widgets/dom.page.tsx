// Widgets in a real page, for dom.browser.test.ts.

import { type App, signal, useKeys, type View } from "filigree"
import { render } from "filigree/dom"
import {
  dark,
  HelpOverlay,
  LineChart,
  List,
  Log,
  logBuffer,
  Panel,
  Table,
  TextInput,
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
