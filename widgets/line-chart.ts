// LineChart: several series over a common axis.
//
//     ● cpu 42 %   ◆ memory 63 %              legend: marker, name, newest value
//     100 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
//                  ⢀⡠⠒⠒⠤⣀          ⣀⡠         dots in a terminal (2 × 4 to a cell),
//      50 ┈┈┈┈┈┈┈⡠⠊┈┈┈┈┈┈⠑⢄┈┈┈⡠⠔⠊┈┈          smooth strokes on pixels
//          ⣀⠤⠒⠁             ⠉⠉
//       0 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
//         -60s        -30s         now
//
// Everything but the legend is one `draw`: a new sample costs one host write. A sample that is not
// a number leaves a gap. Series differ by colour, by marker, and when asked for by dashes. Under the
// pointer a line marks the nearest sample, and legend and x axis tell its values.

import { memo, type Reactive, read, signal } from "../core/reactive/index.ts"
import { type Attr, box, type Color, draw, type LayoutProps } from "../core/view/index.ts"
import { paintChart } from "./shared/chart.ts"
import { sampleAt, valuesAt } from "./shared/chart-cursor.ts"
import type { ChartModel, ChartSeries, PlotEdges } from "./shared/chart-model.ts"
import { filling } from "./shared/filling.ts"
import { Legend } from "./shared/legend.ts"
import { extent } from "./shared/series.ts"
import { niceDomain } from "./shared/ticks.ts"
import { widget } from "./shared/widget.ts"

/** One line of a chart. */
export interface LineSeries {
  /** In the legend. Unique in a chart. */
  readonly name: string
  /** Oldest first, all in one unit. NaN is a gap. */
  readonly values: Reactive<readonly number[]>
  /** Default "series1" to "series6", in turn. */
  readonly color?: Color
  /** Tints the area between the line and 0. */
  readonly fill?: boolean
  /** Draws dashes: a second sign beside the colour. */
  readonly dashed?: boolean
}

/** Layout attributes go to the chart's box. It takes the room that is there unless told otherwise. */
export interface LineChartProps extends LayoutProps {
  readonly series: Reactive<readonly LineSeries[]>
  /**
   * What x is: "number"; "time", milliseconds since 1970, labelled by the clock; or "ago",
   * milliseconds before the newest sample, labelled "-30s … now". Default "number".
   */
  readonly xKind?: "number" | "time" | "ago"
  /** x of each sample, ascending, in the unit of `xKind`; same for all series. Default: by `interval`. */
  readonly x?: Attr<readonly number[]>
  /** Distance of two samples in the unit of x. Default 1, and 1000 (a second) for "ago". */
  readonly interval?: Attr<number>
  /** Length of the x axis, ending at the newest sample. Default: as long as the samples. */
  readonly span?: Attr<number>
  /** Lower end of the y axis. Default: 0, or a round number below the smallest negative sample. */
  readonly min?: Attr<number>
  /** Upper end of the y axis. Default: a round number above the largest sample. */
  readonly max?: Attr<number>
  /** Writes values: labels of the y axis, and the legend. Default: short, "1.5M". */
  readonly format?: ((value: number) => string) | undefined
  /** Names and newest values above the picture. Default: when there are two series or more. */
  readonly legend?: Attr<boolean>
  /** Adds smallest and largest value shown to the legend. Default false. */
  readonly range?: Attr<boolean>
  /** Labels of both axes. Default true. */
  readonly axes?: Attr<boolean>
  /** Lines at the labels of the y axis. Default true. */
  readonly grid?: Attr<boolean>
  /** What is shown, for those who do not see it. */
  readonly label?: Attr<string>
}

/**
 * Lines over a common axis, with round labels, grid, legend and gaps.
 *
 * @example
 * <LineChart series={[{ name: "cpu", values: samples, fill: true }]} max={100} xKind="ago" />
 */
export const LineChart = widget("LineChart", (props: LineChartProps) => {
  const {
    series,
    xKind = "number",
    x,
    interval,
    span,
    min,
    max,
    format,
    legend,
    range,
    axes,
    grid,
    label,
    ...layout
  } = props

  const lines = memo(() =>
    read(series).map(
      (line, index): ChartSeries => ({
        name: line.name,
        values: read(line.values),
        color: line.color ?? `series${(index % 6) + 1}`,
        fill: line.fill ?? false,
        dashed: line.dashed ?? false,
      }),
    ),
  )
  const xs = memo(() => {
    const longest = lines().reduce((most, line) => Math.max(most, line.values.length), 0)
    return positions(longest, xKind, read(x), read(interval))
  })
  const model = memo((): ChartModel => {
    const end = xs().at(-1) ?? 0
    const start = read(span) === undefined ? (xs()[0] ?? 0) : end - read(span)!
    const [low, high] = yDomain(lines(), read(min), read(max))
    return {
      series: lines(),
      x: xs(),
      xMin: end > start ? start : end - 1, // a first sample is the newest: at the right
      xMax: end,
      xKind,
      yMin: low,
      yMax: high,
      format,
      axes: read(axes) ?? true,
      grid: read(grid) ?? true,
    }
  })

  // Where the pointer is, and where the plot is: only a painter knows how wide the labels are.
  const [pointer, setPointer] = signal<number | undefined>(undefined)
  const [plot, setPlot] = signal<PlotEdges | undefined>(undefined, {
    equals: (a, b) => a?.left === b?.left && a?.right === b?.right,
  })
  const marked = memo(() => {
    const x = pointer()
    const edges = plot()
    return x === undefined || !edges ? undefined : sampleAt(model(), edges, x)
  })
  const hasLegend = memo(() => read(legend) ?? lines().length > 1)

  return box(
    { ...filling(layout), role: "img", label },
    Legend({
      series: lines,
      shown: hasLegend,
      range: () => read(range) ?? false,
      values: () => {
        const at = marked()
        return at === undefined ? lines().map((line) => line.values.at(-1)) : valuesAt(model(), at)
      },
      format,
    }),
    draw({
      flex: 1,
      onPointerMove: (event) => setPointer(event.x),
      onPointerLeave: () => setPointer(undefined),
      paint: (pen, size) => {
        const painted = paintChart(pen, size, model(), marked(), hasLegend())
        setPlot(painted)
      },
    }),
  )
})

/** x of `count` samples. Without `given`, they end at 0 for "ago" and start at 0 else. */
function positions(
  count: number,
  kind: "number" | "time" | "ago",
  given: readonly number[] | undefined,
  interval = kind === "ago" ? 1000 : 1,
): readonly number[] {
  if (given) return given
  const first = kind === "ago" ? -(count - 1) * interval : 0
  return Array.from({ length: count }, (_, index) => first + index * interval)
}

/**
 * The y axis: what was asked for, else round numbers around the samples and 0. Ends that are not
 * finite count as not given, and an upper end that is not above the lower is one above it: figures
 * that ends are computed from may not be there yet.
 */
function yDomain(
  lines: readonly ChartSeries[],
  min: number | undefined,
  max: number | undefined,
): [min: number, max: number] {
  const shown = extent(lines.flatMap((line) => extent(line.values) ?? [])) ?? [0, 1]
  const low = Number.isFinite(min) ? min! : Math.min(0, shown[0])
  const high = Number.isFinite(max) ? max! : Math.max(0, shown[1])
  const [niceLow, niceHigh] = niceDomain(low, high > low ? high : low + 1)
  return [low === min ? low : niceLow, high === max && high > low ? high : niceHigh]
}
