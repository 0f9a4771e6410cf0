// Legend: what the lines of a chart are called, and where they are.
//
//     ● cpu 42 %   ◆ memory 63 %
//
// One text per series, so that a new sample changes words and nothing else. Markers differ by
// shape as well as by colour.

import { memo, read, type Source, signal } from "../../core/reactive/index.ts"
import { box, component, Index, Show, span, text } from "../../core/view/index.ts"
import type { ChartSeries } from "./chart-model.ts"
import { columnsOf } from "./columns.ts"
import { extent } from "./series.ts"
import { formatShort } from "./ticks.ts"
import { unitProbe } from "./unit-probe.ts"

/** Shapes beside the names, in the order of the series. */
export const MARKERS = ["●", "◆", "▲", "■", "▼", "★"] as const

export interface LegendProps {
  readonly series: Source<readonly ChartSeries[]>
  readonly shown: Source<boolean>
  /** Adds the smallest and the largest value, where there is room for those of all lines. */
  readonly range: Source<boolean>
  readonly format: ((value: number) => string) | undefined
  /** What is written of each series: its newest value, or the one under the pointer. */
  readonly values: Source<readonly (number | undefined)[]>
}

/** Markers, names and values in one line. */
export const Legend = component((props: LegendProps) => {
  const write = (value: number | undefined) => {
    if (value === undefined || !Number.isFinite(value)) return "–"
    return props.format ? props.format(value) : formatShort(value)
  }
  const values = () => read(props.values)
  const unit = unitProbe()
  const [width, setWidth] = signal(Number.POSITIVE_INFINITY) // ch
  /** Ranges of all lines, while there is room for all of them. */
  const ranges = memo((): readonly string[] => {
    if (!read(props.range)) return []
    const lines = read(props.series)
    const all = lines.map((line) => {
      const found = extent(line.values)
      return found ? ` ${write(found[0])}…${write(found[1])}` : ""
    })
    const columns = lines.map(
      (line, at) => columnsOf(`● ${line.name} ${write(values()[at])}${all[at]}`) + 2,
    )
    return columns.reduce((sum, one) => sum + one, -2) <= width() ? all : []
  })

  return Show({
    when: props.shown,
    children: box(
      {
        flexDirection: "row",
        columnGap: "2ch",
        height: "1lh",
        overflow: "hidden",
        onResize: (event) => setWidth(event.width / unit.ch()),
      },
      Index({
        each: props.series,
        children: (line, index) =>
          text(
            { wrap: "none", height: "1lh" },
            span({ color: () => line().color }, MARKERS[index % MARKERS.length], " "),
            span({ color: "muted" }, () => `${line().name} `),
            () => write(values()[index]),
            span({ color: "muted" }, () => ranges()[index] ?? ""),
          ),
      }),
      unit.view,
    ),
  })
})
