// The processors: their common past as a line, and each core's last second as a gauge.

import { For, memo, type View } from "filigree"
import { Gauge, LineChart, Panel } from "filigree/widgets"
import { percent } from "../format.ts"
import { KEPT, type Model } from "../model.ts"
import { Known } from "./section.tsx"

const SHOWN = 16 // cores with a gauge of their own; the rest is one line

export function CpuPanel(props: { model: Model; compact: () => boolean }): View {
  const { sample, history } = props.model
  const cpu = () => sample()?.cpu
  const load = () => {
    const section = sample()?.load
    return section && "value" in section
      ? `load ${section.value.map((n) => n.toFixed(2)).join("  ")}`
      : ""
  }
  const series = [{ name: "all cores", values: history.cpu, fill: true }]

  return (
    <Panel title="Processors" note={load} flex={2}>
      <Known section={cpu}>
        {(use) => {
          const cores = memo(() => use().cores.slice(0, SHOWN))
          const rest = () => use().cores.length - SHOWN
          const columns = () => (cores().length > 8 ? 2 : 1)
          return (
            <box flexDirection="row" flex={1} gap="2ch">
              <LineChart
                series={series}
                min={0}
                max={100}
                format={(n) => `${Math.round(n)} %`}
                xKind="ago"
                span={(KEPT / 2) * 1000}
                legend={false}
                label={() => `all processors, now ${percent(use().total)}`}
                flex={1}
              />
              <box width="24ch" gap={0} justifyContent="center" hidden={props.compact}>
                <Gauge
                  label="all"
                  labelWidth={6}
                  value={() => use().total}
                  warning={0.7}
                  danger={0.9}
                />
                <box
                  display="grid"
                  gridTemplateColumns={() => `repeat(${columns()}, 1fr)`}
                  columnGap="1ch"
                >
                  <For each={cores} by={(_, index) => index}>
                    {(share, index) => (
                      <Gauge
                        label={() => `cpu${index()}`}
                        labelWidth={6}
                        value={share}
                        warning={0.7}
                        danger={0.9}
                        color="series3"
                      />
                    )}
                  </For>
                </box>
                <text color="muted" hidden={() => rest() <= 0}>
                  {() => `and ${rest()} more cores`}
                </text>
              </box>
            </box>
          )
        }}
      </Known>
    </Panel>
  )
}
