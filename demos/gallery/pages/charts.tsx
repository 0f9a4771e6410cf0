// Pages of charts.

import type { View } from "filigree"
import { BarChart, LineChart, Sparkline } from "filigree/widgets"
import { bytes, wander } from "../data.ts"
import type { PageProps } from "../page-props.ts"

export function SparklinePage(props: PageProps): View {
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

export function LineChartPage(props: PageProps): View {
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

export function BarChartPage(): View {
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
