// All processes: sorted by a press on a title, filtered by what is typed after "/".

import { type Handle, memo, signal, useKeys, type View } from "filigree"
import { Panel, Table, type TableColumn, TextInput } from "filigree/widgets"
import { bytes } from "../format.ts"
import type { Model } from "../model.ts"
import type { Process } from "../system/sample.ts"
import { Known } from "./section.tsx"

const COLUMNS: readonly TableColumn<Process>[] = [
  { id: "pid", title: "PID", value: (p) => p.pid, align: "right", width: 7, descending: false },
  { id: "name", title: "NAME", value: (p) => p.name, flex: 2, minWidth: 12 },
  { id: "user", title: "USER", value: (p) => p.user, width: 9, hideBelow: 60 },
  { id: "state", title: "S", value: (p) => p.state, width: 2, hideBelow: 70 },
  {
    id: "threads",
    title: "THR",
    value: (p) => p.threads,
    format: (p) => (p.threads > 0 ? String(p.threads) : "–"),
    align: "right",
    width: 5,
    hideBelow: 70,
  },
  {
    id: "cpu",
    title: "CPU %",
    value: (p) => p.cpu,
    format: (p) => (p.cpu * 100).toFixed(1),
    align: "right",
    width: 8,
    color: (p) =>
      p.cpu > 0.9 ? "danger" : p.cpu > 0.4 ? "warning" : p.cpu < 0.001 ? "muted" : undefined,
  },
  {
    id: "memory",
    title: "MEMORY",
    value: (p) => p.memory,
    format: (p) => bytes(p.memory),
    align: "right",
    width: 10,
    color: (p) => (p.memory === 0 ? "muted" : undefined),
  },
  {
    id: "command",
    title: "COMMAND",
    value: (p) => p.command,
    flex: 5,
    minWidth: 12,
    hideBelow: 90,
    color: () => "muted",
  },
]

export interface ProcessPanelProps {
  model: Model
  /** Leaves others out. Reactive. Default: all. */
  only?: (process: Process) => boolean
  onSelect?: ((process: Process) => void) | undefined
}

export function ProcessPanel(props: ProcessPanelProps): View {
  const { model, only = () => true, onSelect } = props
  const { sample } = model
  const [filter, setFilter] = signal("")
  const list = () => sample()?.processes
  const all = memo(() => {
    const section = list()
    return section && "value" in section ? section.value.filter(only) : []
  })
  const shown = memo(() => {
    const wanted = filter().trim().toLowerCase()
    if (!wanted) return all()
    return all().filter((process) =>
      `${process.pid} ${process.name} ${process.user} ${process.command}`
        .toLowerCase()
        .includes(wanted),
    )
  })
  const note = () =>
    shown().length === all().length ? `${all().length}` : `${shown().length} of ${all().length}`

  let field: Handle | undefined
  useKeys([{ keys: "/", help: "filter", run: () => field?.focus() }], { layer: "processes" })

  return (
    <Panel title="Processes" note={note} flex={2} minHeight="5lh">
      <Known section={list}>
        {() => (
          <>
            <TextInput
              marginBottom="4px"
              label="filter"
              placeholder="name, user, pid or command"
              value={filter}
              onInput={(event) => setFilter(event.value)}
              ref={(handle) => {
                field = handle
              }}
            />
            <Table
              rows={shown}
              by={(process) => process.pid}
              columns={COLUMNS}
              initialSort={{ column: "cpu", descending: true }}
              empty={<text color="muted">no process matches the filter (escape clears it)</text>}
              label="processes"
              onSelect={onSelect}
              autoFocus
              flex={1}
            />
          </>
        )}
      </Known>
    </Panel>
  )
}
