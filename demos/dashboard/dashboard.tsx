// The dashboard: one component for the terminal, a picture and the browser.
//
//     ◆ filigree  box · Linux 6.1 x64 · EPYC           up 3d 4h   14:03:27
//      1 Overview   2 Processes   3 Log
//     ╭ Processors ───────────────────────╮╭ Memory ──────────────╮
//     ├ Network ─────────────┬ Disk ──────┴┴──────────────────────┤
//     ├ Processes ───────────────────────────┬ Log ───────────────┤
//     q quit  ? help  / filter  t theme  p pause
//
// What is shown comes from the model (model.ts); where the samples come from is the caller's matter.

import { Match, memo, Show, Switch, signal, useApp, useKeys, type View } from "filigree"
import { dark, HelpOverlay, KeyHints, light, Tabs } from "filigree/widgets"
import { clock, duration } from "./format.ts"
import type { Model } from "./model.ts"
import { CpuPanel } from "./panels/cpu.tsx"
import { LogPanel } from "./panels/log.tsx"
import { MemoryPanel } from "./panels/memory.tsx"
import { ProcessPage } from "./panels/process-page.tsx"
import { ProcessPanel } from "./panels/processes.tsx"
import { TrafficPanel } from "./panels/traffic.tsx"

export interface DashboardProps {
  model: Model
  /** At first. Default "dark". */
  theme?: "dark" | "light" | undefined
}

const CELL = 8 // CSS pixels: about the width of a character, to speak of sizes in characters
const LINE = 20 // CSS pixels

/** The dashboard as a view: `render(() => dashboard({ model }))`. */
export function dashboard(props: DashboardProps): View {
  return <Dashboard {...props} />
}

function Dashboard(props: DashboardProps): View {
  const { model } = props
  const app = useApp()
  const [theme, setTheme] = signal(props.theme === "light" ? light : dark)
  const [page, setPage] = signal("overview")
  const [helping, setHelping] = signal(false)
  let repaints = false

  const isCells = app.surface === "terminal"
  const [edge, gap] = isCells ? [0, 0] : [12, 8] // room between panels, where it costs no cells
  const columns = () => app.size().width / (isCells ? 1 : CELL)
  const lines = () => app.size().height / (isCells ? 1 : LINE)
  const narrow = memo(() => columns() < 100)
  const low = memo(() => lines() < 34)

  app.title("filigree dashboard")
  useKeys(
    [
      { keys: "q, ctrl+c", help: "quit", run: () => app.exit() },
      { keys: "?", help: "help", run: () => setHelping((on) => !on) },
      { keys: "t", help: "theme", run: () => setTheme((now) => (now === dark ? light : dark)) },
      { keys: "p", help: "pause", run: () => model.pause(!model.paused()) },
      {
        keys: "f8",
        help: "repaints",
        run: () => {
          repaints = !repaints
          app.showRepaints(repaints)
        },
      },
      { keys: "1", run: () => setPage("overview") },
      { keys: "2", run: () => setPage("processes") },
      { keys: "3", run: () => setPage("log") },
    ],
    { layer: "dashboard" },
  )

  return (
    <box
      theme={theme}
      background="background"
      color="text"
      width="100%"
      height="100%"
      padding={edge}
      gap={gap}
    >
      <Header model={model} narrow={narrow} />
      <Tabs
        tabs={[
          { id: "overview", title: "1 Overview" },
          { id: "processes", title: "2 Processes" },
          { id: "log", title: "3 Log" },
        ]}
        selected={page}
        onSelect={setPage}
      />
      <Switch>
        <Match when={() => page() === "overview"}>
          <Overview model={model} narrow={narrow} low={low} gap={gap} />
        </Match>
        <Match when={() => page() === "processes"}>
          <ProcessPage model={model} narrow={narrow} low={low} gap={gap} />
        </Match>
        <Match when={() => page() === "log"}>
          <LogPanel model={model} />
        </Match>
      </Switch>
      <box paddingX="1ch">
        <KeyHints />
      </box>
      <Show when={helping}>
        <HelpOverlay onClose={() => setHelping(false)} />
      </Show>
    </box>
  )
}

interface PartProps {
  model: Model
  narrow: () => boolean
}

function Header(props: PartProps): View {
  const { sample, paused } = props.model
  const host = () => {
    const now = sample()
    if (!now) return ""
    const { name, system, cpu } = now.host
    return props.narrow() ? name : `${name} · ${system} · ${cpu}`
  }
  return (
    <box flexDirection="row" height="1lh" paddingX="1ch" gap="2ch">
      <text bold color="accent" wrap="none">
        ◆ filigree
      </text>
      <text color="muted" wrap="none" truncate flex={1}>
        {host}
      </text>
      <Show when={paused}>
        <text color="warning" bold wrap="none">
          ‖ paused
        </text>
      </Show>
      <text color="muted" wrap="none">
        {() => (sample() ? `up ${duration(sample()?.uptime ?? 0)}` : "")}
      </text>
      <text wrap="none">{() => clock(sample()?.time ?? Date.now())}</text>
    </box>
  )
}

function Overview(props: PartProps & { low: () => boolean; gap: number }): View {
  const { model, narrow, low, gap } = props
  const { sample, history } = model

  return (
    <box flex={1} gap={gap}>
      <box flexDirection="row" gap={gap} height={() => (low() ? "7lh" : "34%")}>
        <CpuPanel model={model} compact={narrow} />
        <MemoryPanel model={model} compact={low} />
      </box>
      <box flexDirection="row" gap={gap} height={() => (low() ? "4lh" : "23%")}>
        <TrafficPanel
          title="Network"
          section={() => sample()?.network}
          inward={{ name: "in", past: history.received, color: "series1" }}
          outward={{ name: "out", past: history.sent, color: "series2" }}
          compact={low}
        />
        <TrafficPanel
          title="Disk"
          section={() => sample()?.disk}
          inward={{ name: "read", past: history.read, color: "series3" }}
          outward={{ name: "write", past: history.written, color: "series6" }}
          compact={low}
        />
      </box>
      <box flexDirection="row" gap={gap} flex={1}>
        <ProcessPanel model={model} />
        <Show when={() => !narrow()}>
          <LogPanel model={model} />
        </Show>
      </box>
    </box>
  )
}
