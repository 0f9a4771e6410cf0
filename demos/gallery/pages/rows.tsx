// Pages of widgets that scroll over rows.

import { memo, onCleanup, signal, type View } from "filigree"
import { List, Log, type LogLevel, type LogLine, logBuffer, Table, Tree } from "filigree/widgets"
import { bytes, type Process, processes, random } from "../data.ts"
import type { PageProps } from "../page-props.ts"

export function TablePage(props: PageProps): View {
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

export function ListPage(): View {
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
  { name: "Ελληνικά", inside: [] },
  { name: "README.md" },
]

export function TreePage(): View {
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

export function LogPage(props: PageProps): View {
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
