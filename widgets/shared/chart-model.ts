// What a chart shows, with all defaults settled, and where its plot lies.

import type { Color } from "../../core/view/index.ts"

/** A line with its style settled. */
export interface ChartSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly color: Color
  readonly fill: boolean
  readonly dashed: boolean
}

/** All that the picture depends on, but its size. */
export interface ChartModel {
  readonly series: readonly ChartSeries[]
  /** x of each sample, ascending. A shorter series ends at the same x as the others. */
  readonly x: readonly number[]
  readonly xMin: number
  readonly xMax: number
  readonly xKind: "number" | "time" | "ago"
  readonly yMin: number
  readonly yMax: number
  readonly format: ((value: number) => string) | undefined
  readonly axes: boolean
  readonly grid: boolean
}

/** Where the plot begins and ends across, from the left edge of the picture. */
export interface PlotEdges {
  readonly left: number
  readonly right: number
}

/** Where the lines are, and how data become places. */
export interface Plot extends PlotEdges {
  readonly top: number
  readonly bottom: number
  x(value: number): number
  y(value: number): number
}
