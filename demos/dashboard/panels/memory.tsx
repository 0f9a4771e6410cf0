// Memory, swap and the root file system: how full each is, and how memory came there.

import { Show, type View } from "filigree"
import { Gauge, LineChart, Panel } from "filigree/widgets"
import { bytes } from "../format.ts"
import { KEPT, type Model } from "../model.ts"
import { Known } from "./section.tsx"

export function MemoryPanel(props: { model: Model; compact: () => boolean }): View {
  const { sample, history } = props.model
  const files = () => sample()?.files
  const total = () => {
    const memory = sample()?.memory
    return memory && "value" in memory ? bytes(memory.value.total) : ""
  }
  const series = [{ name: "memory", values: history.memory, fill: true, color: "series5" }]

  return (
    <Panel title="Memory" note={total} flex={1}>
      <Known section={() => sample()?.memory}>
        {(use) => (
          <>
            <box flex={1} hidden={props.compact}>
              <LineChart
                series={series}
                min={0}
                max={100}
                format={(n) => `${Math.round(n)} %`}
                xKind="ago"
                span={(KEPT / 2) * 1000}
                legend={false}
                label="memory in use"
                flex={1}
              />
            </box>
            <Gauge
              label="used"
              labelWidth={6}
              value={() => use().used}
              max={() => use().total}
              format={bytes}
              valueWidth={9}
              warning={() => use().total * 0.8}
              danger={() => use().total * 0.92}
              color="series5"
            />
            <Gauge
              label="cache"
              labelWidth={6}
              value={() => use().cached}
              max={() => use().total}
              format={bytes}
              valueWidth={9}
              color="series4"
            />
            <Show when={() => use().swapTotal > 0}>
              <Gauge
                label="swap"
                labelWidth={6}
                value={() => use().swapUsed}
                max={() => use().swapTotal}
                format={bytes}
                valueWidth={9}
                warning={() => use().swapTotal * 0.5}
                color="series6"
              />
            </Show>
          </>
        )}
      </Known>
      <Known section={files}>
        {(use) => (
          <Gauge
            label="disk"
            labelWidth={6}
            value={() => use().used}
            max={() => use().total}
            format={bytes}
            valueWidth={9}
            warning={() => use().total * 0.85}
            danger={() => use().total * 0.95}
            color="series2"
          />
        )}
      </Known>
    </Panel>
  )
}
