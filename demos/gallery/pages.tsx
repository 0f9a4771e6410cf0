// The gallery's pages, one for each widget, in teaching order.

import { memo, onCleanup, rwSignal, Show, signal, useKeys, type View } from "filigree"
import {
  Badge,
  BarChart,
  Button,
  Checkbox,
  CommandPalette,
  Dialog,
  Gauge,
  LineChart,
  List,
  Log,
  type LogLevel,
  type LogLine,
  logBuffer,
  Panel,
  ProgressBar,
  RadioGroup,
  Select,
  Sparkline,
  Spinner,
  Stat,
  Table,
  Tabs,
  TextArea,
  TextInput,
  Toasts,
  Tree,
  toastQueue,
} from "filigree/widgets"
import { bytes, type Process, processes, random, wander } from "./data.ts"
import { ImagePage, ScrollPage } from "./elements.tsx"

/** What a page is told: how often its figures move, in ms; 0 for a still picture. */
export interface PageProps {
  every: number
}

export interface Page {
  name: string
  view: (props: PageProps) => View
}

function PanelPage(): View {
  return (
    <box flex={1} gap="1lh">
      <box flexDirection="row" gap="1ch" height="6lh">
        <Panel title="Title" note="and a note" flex={1}>
          <text>The edge lights up while the focus is inside.</text>
          <Button label="Press me" marginTop="1lh" />
        </Panel>
        <Panel title="Centred" titleAlign="center" flex={1} focused>
          <text color="muted">This one says that it has the focus.</text>
        </Panel>
      </box>
      <box flexDirection="row" gap="1ch" height="4lh">
        <Panel title="single" border="single" flex={1} />
        <Panel title="heavy" border="heavy" flex={1} />
        <Panel title="double" border="double" flex={1} />
        <Panel title="dashed" border="dashed" flex={1} />
      </box>
    </box>
  )
}

function ProgressBarPage(): View {
  const ratios = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]
  return (
    <box gap="1lh">
      {ratios.map((ratio) => (
        <box flexDirection="row" gap="2ch">
          <text width="6ch" align="right" color="muted">
            {`${ratio * 100} %`}
          </text>
          <ProgressBar value={ratio} color={ratio === 1 ? "success" : "accent"} />
        </box>
      ))}
    </box>
  )
}

function GaugePage(props: PageProps): View {
  const load = wander(3, 20, props.every)
  const now = () => load().at(-1) ?? 0
  return (
    <box flex={1} gap="1lh">
      <box>
        <Gauge label="cpu" labelWidth={8} value={now} warning={0.7} danger={0.9} />
        <Gauge label="warm" labelWidth={8} value={0.78} warning={0.7} danger={0.9} />
        <Gauge label="hot" labelWidth={8} value={0.96} warning={0.7} danger={0.9} />
        <Gauge label="unknown" labelWidth={8} value={Number.NaN} />
        <Gauge label="memory" labelWidth={8} value={6.2e9} max={16e9} format={bytes} />
      </box>
      <box flexDirection="row" flex={1} gap="2ch">
        <Gauge shape="dial" label="cpu" value={now} warning={0.7} danger={0.9} flex={1} />
        <Gauge shape="dial" label="disk" value={0.82} warning={0.7} danger={0.9} flex={1} />
        <Gauge shape="dial" label="swap" value={0.97} warning={0.7} danger={0.9} flex={1} />
      </box>
    </box>
  )
}

function SparklinePage(props: PageProps): View {
  const one = wander(1, 200, props.every)
  const two = wander(2, 200, props.every)
  const gaps = () => two().map((value, at) => (at % 17 < 3 ? Number.NaN : value))
  return (
    <box flex={1} gap="1lh">
      <Sparkline data={one} max={1} flexGrow={0} />
      <Sparkline data={two} max={1} color="series2" flexGrow={0} />
      <Sparkline data={gaps} max={1} color="series3" flexGrow={0} />
      <Sparkline data={one} max={1} height="4lh" color="series4" flexGrow={0} />
    </box>
  )
}

function LineChartPage(props: PageProps): View {
  const [a, b, c] = [wander(11, 240, props.every), wander(12, 240, props.every), wander(14, 240, 0)]
  const scaled = (of: () => readonly number[], by: number) => () => of().map((value) => value * by)
  const gaps = () => b().map((value, at) => (at % 60 > 52 ? Number.NaN : value * 100))
  return (
    <box flex={1} gap="1lh">
      <LineChart
        series={[
          { name: "cpu", values: scaled(a, 100), fill: true },
          { name: "memory", values: gaps, color: "series2" },
          { name: "disk", values: scaled(c, 60), color: "series3", dashed: true },
        ]}
        max={100}
        xKind="ago"
        format={(value) => `${Math.round(value)} %`}
        range
      />
      <box flexDirection="row" flex={1} gap="2ch">
        <LineChart
          series={[{ name: "sine", values: sine, color: "series5", fill: true }]}
          x={degrees}
        />
        <LineChart
          series={[{ name: "requests", values: scaled(a, 1_500_000), color: "series6" }]}
          xKind="time"
          x={clock}
        />
      </box>
    </box>
  )
}

const degrees = Array.from({ length: 181 }, (_, at) => at * 4)
const sine = degrees.map((at) => Math.sin((at * Math.PI) / 180))
const NOON = new Date(2026, 0, 5, 12).getTime()
const clock = Array.from({ length: 240 }, (_, at) => NOON + at * 15_000)

function BarChartPage(): View {
  return (
    <box gap="1lh">
      <BarChart
        bars={[
          { name: "sda", value: 412e9 },
          { name: "sdb", value: 160e9, color: "series2" },
          { name: "nvme0n1", value: 61e9, color: "series3" },
          { name: "gone", value: Number.NaN },
        ]}
        format={bytes}
      />
      <BarChart
        bars={["mon", "tue", "wed", "thu", "fri"].map((name, at) => ({
          name,
          value: at * 1.5 + 1,
        }))}
        track
      />
    </box>
  )
}

function TablePage(props: PageProps): View {
  const [turn, setTurn] = signal(0)
  if (props.every > 0) {
    const timer = setInterval(() => setTurn((now) => now + 1), 1000)
    onCleanup(() => clearInterval(timer))
  }
  const rows = memo(() => processes(500, turn()))
  const [opened, setOpened] = signal<Process | undefined>(undefined)
  return (
    <box flex={1}>
      <Table
        rows={rows}
        by={(row) => row.pid}
        initialSort={{ column: "cpu", descending: true }}
        initialSelected={8}
        onActivate={(row) => setOpened(row)}
        autoFocus
        columns={[
          { id: "pid", title: "PID", value: (row) => row.pid, width: 6, align: "right" },
          { id: "name", title: "NAME", value: (row) => row.name, flex: 1 },
          { id: "user", title: "USER", value: (row) => row.user, width: 10, hideBelow: 50 },
          {
            id: "cpu",
            title: "CPU %",
            value: (row) => row.cpu,
            format: (row) => row.cpu.toFixed(1),
            width: 8,
            align: "right",
            color: (row) => (row.cpu > 60 ? "danger" : row.cpu > 20 ? "warning" : undefined),
          },
          {
            id: "memory",
            title: "MEM",
            value: (row) => row.memory,
            format: (row) => bytes(row.memory),
            width: 8,
            align: "right",
            color: () => "muted",
          },
        ]}
      />
      <text color="muted" wrap="none">
        {() => (opened() ? `opened ${opened()?.name}` : "enter opens a row")}
      </text>
    </box>
  )
}

function ListPage(): View {
  const items = Array.from({ length: 100_000 }, (_, at) => at)
  return (
    <List items={() => items} initialSelected={3} autoFocus>
      {(item) => (
        <box flexDirection="row" gap="2ch">
          <text width="8ch" align="right" color="muted">
            {() => item().toLocaleString("en")}
          </text>
          <text wrap="none">
            {() => (item() % 5 === 0 ? "a wide 終 row" : "a row like any other")}
          </text>
        </box>
      )}
    </List>
  )
}

function LogPage(props: PageProps): View {
  const log = logBuffer<LogLine>(1000)
  const next = random(9)
  const levels: readonly LogLevel[] = ["debug", "info", "info", "success", "warn", "error"]
  const words = ["started worker", "GET /health 200", "cache hit", "slow query", "connection reset"]
  let line = 0
  const add = () => {
    const level = levels[Math.floor(next() * levels.length)]
    const text = `12:00:${String(line++ % 60).padStart(2, "0")} ${words[Math.floor(next() * 5)]}`
    log.append(level ? { level, text } : { text })
  }
  for (let at = 0; at < 50; at++) add()
  if (props.every > 0) {
    const timer = setInterval(add, 400)
    onCleanup(() => clearInterval(timer))
  }
  return <Log lines={log.lines} limit={1000} />
}

function TabsPage(): View {
  return (
    <Tabs
      keep
      tabs={[
        { id: "one", title: "Overview", content: <text>The first view.</text> },
        { id: "two", title: "Processes", note: "214", content: <TextInput label="kept" /> },
        { id: "three", title: "Log", content: <text color="muted">Nothing yet.</text> },
      ]}
    />
  )
}

function InputPage(): View {
  const name = rwSignal("Ada")
  const [sent, setSent] = signal("")
  return (
    <box gap="1lh">
      <TextInput label="name" bind={name} width="40ch" />
      <TextInput
        label="find"
        placeholder="a word, then enter"
        width="40ch"
        autoFocus
        onSubmit={(event) => setSent(event.value)}
      />
      <TextInput label="key " type="password" initialValue="secret" width="40ch" />
      <text color="muted">{() => `${name.get()} looks for “${sent()}”`}</text>
    </box>
  )
}

function ControlsPage(props: PageProps): View {
  const follow = rwSignal(true)
  const [presses, setPresses] = signal(0)
  return (
    <box gap="1lh">
      <box flexDirection="row" gap="2ch">
        <Button label="Save" kind="primary" onPress={() => setPresses((now) => now + 1)} />
        <Button label="Cancel" onPress={() => setPresses(0)} />
        <Button label="Delete" kind="danger" />
        <Button label="Not now" disabled />
      </box>
      <text color="muted">{() => `saved ${presses()} times`}</text>
      <Checkbox label="follow the end" bind={follow} />
      <Checkbox label="cannot be changed" disabled />
      <Spinner label={() => (follow.get() ? "following" : "waiting")} active={props.every > 0} />
      <box flexDirection="row" gap="3ch">
        <Badge label="idle" />
        <Badge label="new" state="info" />
        <Badge label="running" state="success" />
        <Badge label="slow" state="warning" />
        <Badge label="failed" state="danger" />
      </box>
    </box>
  )
}

interface Folder {
  name: string
  inside?: Folder[]
}

const FILES: Folder[] = [
  {
    name: "core",
    inside: [
      { name: "reactive", inside: [{ name: "graph.ts" }, { name: "owner.ts" }] },
      { name: "view", inside: [{ name: "mount.ts" }, { name: "region.ts" }] },
    ],
  },
  { name: "renderers", inside: [{ name: "tui", inside: [{ name: "diff.ts" }] }] },
  { name: "日本語", inside: [] },
  { name: "README.md" },
]

function TreePage(): View {
  const core = FILES[0]
  return (
    <Tree
      roots={() => FILES}
      inside={(file) => file.inside}
      initialOpened={[core, core?.inside?.[0]]}
      initialSelected={core?.inside?.[1]}
      autoFocus
    >
      {(file) => <text>{() => file().name}</text>}
    </Tree>
  )
}

function ChoicePage(): View {
  const order = rwSignal("size")
  return (
    <box gap="1lh" minHeight="14lh">
      <RadioGroup
        label="order"
        bind={order}
        options={["name", "size", { value: "date", label: "date of the last change" }]}
      />
      <Select
        label="sort by"
        bind={order}
        options={["name", "size", "date", { value: "owner", disabled: true }]}
      />
      <text color="muted">{() => `sorted by ${order.get()}`}</text>
    </box>
  )
}

function TextAreaPage(): View {
  const notes = rwSignal("Ada called.\nShe comes at 3, and brings the 図面.")
  return (
    <box gap="1lh">
      <TextArea label="notes" bind={notes} rows={5} autoFocus />
      <text color="muted">{() => `${[...notes.get()].length} characters`}</text>
    </box>
  )
}

const COMMANDS = [
  { title: "Open file …", keys: "ctrl+o" },
  { title: "Open folder …" },
  { title: "Save all", keys: "ctrl+s" },
  { title: "Go to line …", keys: "ctrl+g" },
  { title: "Toggle word wrap" },
  { title: "Change the colour theme" },
]

function OverlayPage(): View {
  const toasts = toastQueue()
  const [open, setOpen] = signal<"dialog" | "commands" | undefined>(undefined)
  const close = () => setOpen(undefined)
  const commands = COMMANDS.map((command) => ({
    ...command,
    run: () => void toasts.show(command.title, { state: "success" }),
  }))
  useKeys([{ keys: "ctrl+p", help: "commands", run: () => setOpen("commands") }])
  return (
    <box flex={1} gap="1lh">
      <box flexDirection="row" gap="2ch">
        <Button label="Delete notes.md" kind="danger" onPress={() => setOpen("dialog")} />
        <Button label="Commands" onPress={() => setOpen("commands")} />
        <Button
          label="Say something"
          onPress={() => toasts.show("saved notes.md", { state: "success" })}
        />
      </box>
      <Toasts queue={toasts} />
      <Show when={() => open() === "dialog"}>
        <Dialog title="Delete?" onClose={close} gap="1lh">
          <text>notes.md is gone for good then.</text>
          <box flexDirection="row" gap="2ch" justifyContent="end">
            <Button
              label="Delete"
              kind="danger"
              onPress={() => {
                close()
                toasts.show("notes.md is gone", { state: "warning" })
              }}
            />
            <Button label="Keep" onPress={close} />
          </box>
        </Dialog>
      </Show>
      <Show when={() => open() === "commands"}>
        <CommandPalette commands={commands} onClose={close} />
      </Show>
    </box>
  )
}

function StatPage(props: PageProps): View {
  const requests = wander(21, 60, props.every)
  const errors = wander(22, 60, props.every)
  return (
    <box flexDirection="row" gap="2ch" height="6lh">
      <Panel flex={1}>
        <Stat
          label="requests"
          value={() => `${Math.round((requests().at(-1) ?? 0) * 2000)} /s`}
          change={0.12}
          rise="good"
          data={requests}
        />
      </Panel>
      <Panel flex={1}>
        <Stat
          label="errors"
          value={() => `${((errors().at(-1) ?? 0) * 4).toFixed(1)} %`}
          change={0.4}
          rise="bad"
          data={errors}
          color="danger"
        />
      </Panel>
      <Panel flex={1}>
        <Stat label="builds" value={42} />
      </Panel>
    </box>
  )
}

export const PAGES: readonly Page[] = [
  { name: "Panel", view: PanelPage },
  { name: "ProgressBar", view: ProgressBarPage },
  { name: "Gauge", view: GaugePage },
  { name: "Sparkline", view: SparklinePage },
  { name: "LineChart", view: LineChartPage },
  { name: "BarChart", view: BarChartPage },
  { name: "Stat", view: StatPage },
  { name: "Table", view: TablePage },
  { name: "List", view: ListPage },
  { name: "Tree", view: TreePage },
  { name: "Log", view: LogPage },
  { name: "Tabs", view: TabsPage },
  { name: "TextInput", view: InputPage },
  { name: "TextArea", view: TextAreaPage },
  { name: "Choice", view: ChoicePage },
  { name: "Controls", view: ControlsPage },
  { name: "Overlays", view: OverlayPage },
  { name: "Image", view: ImagePage },
  { name: "Scrolling", view: ScrollPage },
]
