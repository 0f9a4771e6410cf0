// The page of processes: whose they are, all of them, and the selected one in detail.
//
//     ╭ Users ───────╮╭ Processes ─────────────────────────╮
//     │▌everybody  71││ …                                  │
//     │ root       68│╰────────────────────────────────────╯
//     │ ann         3│╭ node ────────────────────── pid 42 ╮
//     ╰──────────────╯╰────────────────────────────────────╯

import { type Accessor, memo, Show, signal, type View } from "filigree"
import { List, Panel, ProgressBar, Sparkline } from "filigree/widgets"
import { bytes, percent } from "../format.ts"
import type { Model } from "../model.ts"
import type { Process } from "../system/sample.ts"
import { ProcessPanel } from "./processes.tsx"

export interface ProcessPageProps {
  model: Model
  narrow: () => boolean
  low: () => boolean
  /** Room between panels, in the surface's unit. */
  gap: number
}

const EVERYBODY = "everybody"

export function ProcessPage(props: ProcessPageProps): View {
  const { model, narrow, low, gap } = props
  const [user, setUser] = signal(EVERYBODY)
  const [pid, setPid] = signal<number | undefined>(undefined)
  const processes = memo(() => {
    const section = model.sample()?.processes
    return section && "value" in section ? section.value : []
  })
  const users = memo(() => {
    const counts = new Map([[EVERYBODY, processes().length]])
    for (const { user } of processes()) counts.set(user, (counts.get(user) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count }))
  })
  const chosen = memo(() => processes().find((process) => process.pid === pid()))

  return (
    <box flex={1} flexDirection="row" gap={gap}>
      <Show when={() => !narrow()}>
        <Panel title="Users" width="24ch" paddingX={0}>
          <List
            items={users}
            by={(item) => item.name}
            initialSelected={EVERYBODY}
            onSelect={(item) => setUser(item.name)}
            label="users"
          >
            {(item) => (
              <box flexDirection="row" gap="1ch" paddingRight="1ch">
                <text flex={1} wrap="none" truncate>
                  {() => item().name}
                </text>
                <text color="muted">{() => item().count}</text>
              </box>
            )}
          </List>
        </Panel>
      </Show>
      <box flex={1} gap={gap}>
        <ProcessPanel
          model={model}
          only={(process) => user() === EVERYBODY || process.user === user()}
          onSelect={(process) => setPid(process.pid)}
        />
        <Show when={() => !low()}>
          <Details model={model} process={chosen} />
        </Show>
      </box>
    </box>
  )
}

function Details(props: { model: Model; process: Accessor<Process | undefined> }): View {
  const { model, process } = props
  const total = () => {
    const memory = model.sample()?.memory
    return memory && "value" in memory ? memory.value.total : Number.NaN
  }
  return (
    <Panel
      title={() => process()?.name ?? "Details"}
      note={() => (process() ? `pid ${process()?.pid}` : "")}
      minHeight="7lh"
    >
      <Show
        when={process}
        fallback={<text color="muted">select a process with ↑ ↓ or a click</text>}
      >
        {(it: Accessor<Process>) => (
          <box gap="6px">
            <text lineClamp={2} height="2lh">
              {() => it().command}
            </text>
            <Share name="cpu" value={() => it().cpu} words={() => percent(it().cpu)} />
            <Share
              name="memory"
              value={() => it().memory / total()}
              words={() => bytes(it().memory)}
              color="series5"
            />
            <box flexDirection="row" gap="1ch">
              <text color="muted" width="7ch" wrap="none">
                past
              </text>
              <Sparkline data={() => model.history.process(it().pid)} label="cpu of the process" />
              <text width="11ch" align="right" wrap="none" color="muted">
                {() => `${it().threads} ${it().threads === 1 ? "thread" : "threads"}`}
              </text>
            </box>
          </box>
        )}
      </Show>
    </Panel>
  )
}

function Share(props: {
  name: string
  value: () => number
  words: () => string
  color?: string
}): View {
  return (
    <box flexDirection="row" gap="1ch">
      <text color="muted" width="7ch" wrap="none">
        {props.name}
      </text>
      <ProgressBar value={props.value} color={props.color} label={props.name} />
      <text width="9ch" align="right" wrap="none">
        {props.words}
      </text>
    </box>
  )
}
