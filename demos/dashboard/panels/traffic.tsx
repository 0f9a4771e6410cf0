// Bytes that come and go: the network, or the disks. In and out are two lines of one chart; where
// there is little room, two sparklines.

import { type Accessor, Show, type View } from "filigree"
import { LineChart, Panel, Sparkline } from "filigree/widgets"
import { rate } from "../format.ts"
import { KEPT } from "../model.ts"
import type { Section, Traffic } from "../system/sample.ts"
import { Known } from "./section.tsx"

export interface TrafficPanelProps {
  title: string
  section: () => Section<Traffic> | undefined
  /** Words for the two directions, and their past in bytes a second. */
  inward: { name: string; past: Accessor<readonly number[]>; color: string }
  outward: { name: string; past: Accessor<readonly number[]>; color: string }
  compact: () => boolean
}

export function TrafficPanel(props: TrafficPanelProps): View {
  const { title, section, inward, outward, compact } = props
  const names = () => {
    const now = section()
    return now && "value" in now ? now.value.names.join(" ") : ""
  }
  const series = [
    { name: inward.name, values: inward.past, color: inward.color, fill: true },
    { name: outward.name, values: outward.past, color: outward.color, dashed: true },
  ]

  // an axis that never ends below 1 kB/s: an idle line is idle, not a mountain range
  const most = (): number | undefined => {
    const past = [...inward.past(), ...outward.past()]
    return past.some((bytes) => bytes >= 1000) ? undefined : 1000
  }

  return (
    <Panel title={title} note={names} flex={1}>
      <Known section={section}>
        {(now) => (
          <Show
            when={compact}
            fallback={
              <LineChart
                series={series}
                format={rate}
                min={0}
                max={most}
                xKind="ago"
                span={(KEPT / 2) * 1000}
                label={`${title}: ${inward.name} and ${outward.name}`}
                flex={1}
              />
            }
          >
            <Line
              name={inward.name}
              color={inward.color}
              past={inward.past}
              now={() => now().received}
            />
            <Line
              name={outward.name}
              color={outward.color}
              past={outward.past}
              now={() => now().sent}
            />
          </Show>
        )}
      </Known>
    </Panel>
  )
}

function Line(props: {
  name: string
  color: string
  past: Accessor<readonly number[]>
  now: () => number
}): View {
  return (
    <box flexDirection="row" gap="1ch" height="1lh">
      <text color="muted" width="6ch" wrap="none">
        {props.name}
      </text>
      <Sparkline data={props.past} color={props.color} flex={1} label={props.name} />
      <text width="11ch" align="right" wrap="none">
        {() => rate(props.now())}
      </text>
    </box>
  )
}
