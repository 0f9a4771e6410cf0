// BarChart: one number for each of several things.
//
//     sda  ━━━━━━━━━━━━━━━━━━━╸      412 G
//     sdb  ━━━━━━━╸                  160 G
//     nvme ━━━                        61 G
//
// One line each. Names take as much room as the longest, bars share a scale, values are written.

import { memo, type Reactive, read } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Color,
  component,
  draw,
  For,
  type LayoutProps,
  text,
} from "../core/view/index.ts"
import { paintBar } from "./shared/bar.ts"
import { formatTick } from "./shared/ticks.ts"

/** One bar. */
export interface Bar {
  /** Unique in a chart. */
  readonly name: string
  /** 0 or more; not a number shows "–". */
  readonly value: number
  /** Default: the chart's. */
  readonly color?: Color
}

/** Layout attributes go to the chart's box. */
export interface BarChartProps extends LayoutProps {
  readonly bars: Reactive<readonly Bar[]>
  /** What the longest possible bar stands for. Default: the largest value. */
  readonly max?: Attr<number>
  /** Writes a value. Default: short, "1.5M". */
  readonly format?: ((value: number) => string) | undefined
  /** Default "accent". */
  readonly color?: Attr<Color>
  /** Paints what a bar leaves of the scale. Default false. */
  readonly track?: boolean
  /** What is shown, for those who do not see it. */
  readonly label?: Attr<string>
}

/** Horizontal bars on one scale, with names and values. */
export const BarChart = component((props: BarChartProps) => {
  const { bars, max, format = short, color, track, label, ...layout } = props
  const all = () => read(bars)
  const scale = memo(() => read(max) ?? Math.max(0, ...all().map((bar) => bar.value || 0)))
  const names = memo(() => Math.max(0, ...all().map((bar) => bar.name.length)))
  const values = memo(() => Math.max(1, ...all().map((bar) => written(bar.value).length)))
  const written = (value: number) => (Number.isFinite(value) ? format(value) : "–")

  return box(
    { ...layout, role: "img", label },
    For({
      each: all,
      by: (bar) => bar.name,
      children: (bar) =>
        box(
          { flexDirection: "row", height: "1lh", gap: "1ch" },
          text(
            {
              width: () => `${names()}ch`,
              maxWidth: "40%",
              height: "1lh",
              color: "muted",
              wrap: "none",
              truncate: true,
            },
            () => bar().name,
          ),
          draw({
            flex: 1,
            height: "1lh",
            paint: (pen, size) => {
              const ratio = scale() > 0 ? Math.min(1, Math.max(0, bar().value / scale())) : 0
              const fill = bar().color ?? read(color) ?? "accent"
              paintBar(pen, size, ratio, fill, track ? "faint" : "transparent")
            },
          }),
          text({ width: () => `${values()}ch`, height: "1lh", align: "right", wrap: "none" }, () =>
            written(bar().value),
          ),
        ),
    }),
  )
})

function short(value: number): string {
  return formatTick(value, Math.abs(value) / 100 || 1)
}
