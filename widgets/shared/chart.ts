// How lines over two axes are painted: where the plot lies, its grid, its labels, its lines.
//
//     ┌────────┬──────────────────────────────┐
//     │ y      │ plot                         │   left: as wide as the widest label
//     │ labels │                              │
//     ├────────┼──────────────────────────────┤
//     │        │ x labels                     │   one line
//     └────────┴──────────────────────────────┘
//
// All in the surface's unit. In a terminal labels sit in the row of cells that their value falls
// into, and grid lines are glyphs, so that the dots of a line are never mixed with dots of a grid.

import type { Pen, PenSize } from "../../core/view/index.ts"
import { isCells } from "./cells.ts"
import { paintCursor } from "./chart-cursor.ts"
import type { ChartModel, ChartSeries, Plot } from "./chart-model.ts"
import { runs, thin } from "./series.ts"
import { dashes } from "./shapes.ts"
import { formatAgo, formatShort, formatTick, formatTime, ticks, timeTicks } from "./ticks.ts"

interface Tick {
  readonly at: number
  readonly label: string
}

/**
 * Paints grid, labels and lines into the whole size. Nothing below 2 × 1 letters.
 *
 * @param marked - Index of the sample under the pointer.
 * @param told - Are values shown elsewhere, in a legend?
 * @returns Where the plot is; undefined when nothing was painted.
 */
export function paintChart(
  pen: Pen,
  size: PenSize,
  model: ChartModel,
  marked: number | undefined,
  told: boolean,
): Plot | undefined {
  const { width, height, ch, lh } = size
  if (width < 2 * ch || height < lh) return undefined
  const labelled = model.axes && width >= 16 * ch && height >= 3 * lh
  const rows = Math.floor(height / lh) - (labelled ? 1 : 0)
  const yTicks = yLabels(model, rows / (isCells(size) ? 2.5 : 1.7))
  const widest = Math.max(...yTicks.map((tick) => tick.label.length))
  const gutter = labelled && (widest + 1) * ch <= width / 2 ? (widest + 1) * ch : 0
  const plot = plotIn(size, model, gutter, labelled)

  // Areas first: in cells they tint what lies under the words and glyphs that follow.
  for (const line of model.series) if (line.fill) paintFill(pen, size, model, plot, line)
  paintGrid(pen, size, model, plot, yTicks, gutter > 0)
  if (marked !== undefined) {
    paintCursor(pen, size, model, plot, marked, { x: labelled, values: !told })
  } else if (labelled) paintXLabels(pen, size, model, plot)
  for (const line of model.series) paintLine(pen, size, model, plot, line)
  return plot
}

function plotIn(size: PenSize, model: ChartModel, gutter: number, labelled: boolean): Plot {
  const cells = isCells(size)
  const left = gutter
  const top = cells || !labelled ? 0 : size.lh / 2 // room for half of the upper label
  const right = size.width
  const bottom = size.height - (labelled ? size.lh : 0) - (cells || !labelled ? 0 : size.lh * 0.25)
  // Half a dot, or half a stroke, so that the ends are seen whole.
  const insetX = cells ? 0.25 : 1
  const insetY = cells ? 0.125 : 1
  const scaleX = (right - left - 2 * insetX) / (model.xMax - model.xMin)
  const scaleY = (bottom - top - 2 * insetY) / (model.yMax - model.yMin)
  return {
    left,
    top,
    right,
    bottom,
    x: (value) => left + insetX + (value - model.xMin) * scaleX,
    y: (value) =>
      bottom - insetY - (Math.min(model.yMax, Math.max(model.yMin, value)) - model.yMin) * scaleY,
  }
}

function paintGrid(
  pen: Pen,
  size: PenSize,
  model: ChartModel,
  plot: Plot,
  yTicks: readonly Tick[],
  labelled: boolean,
): void {
  const { ch, lh } = size
  const cells = isCells(size)
  const across = Math.max(0, Math.floor(plot.right) - Math.floor(plot.left))
  let lowest = Number.POSITIVE_INFINITY
  for (const tick of yTicks) {
    const y = plot.y(tick.at)
    if (y > lowest - lh) continue // no room between it and the one below
    lowest = y
    if (model.grid && cells) {
      pen.text(Math.floor(plot.left), Math.floor(y), "┈".repeat(across), { color: "faint" })
    } else if (model.grid) {
      const line = Math.round(y) + 0.5
      pen.begin().moveTo(plot.left, line).lineTo(plot.right, line).stroke("faint", 1)
    }
    if (!labelled) continue
    const top = cells ? Math.floor(y) : y - lh / 2
    pen.text(plot.left - ch, top, tick.label, { align: "right", color: "muted" })
  }
}

/** Round values for the y axis, `room` of them and one more at most, 7 in all. */
function yLabels(model: ChartModel, room: number): readonly Tick[] {
  let found: number[] = []
  for (let count = Math.max(1, Math.min(6, Math.floor(room))); count > 0; count--) {
    found = ticks(model.yMin, model.yMax, count)
    if (found.length <= Math.max(2, room + 1)) break
  }
  if (found.length < 2) {
    const format = model.format ?? formatShort
    return [model.yMin, model.yMax].map((at) => ({ at, label: format(at) }))
  }
  const step = found[1]! - found[0]!
  const format = model.format ?? ((value) => formatTick(value, step))
  return found.map((at) => ({ at, label: format(at) }))
}

/** Labels of the x axis: centred on their place (the first below the y axis), none outside and none on another. */
function paintXLabels(pen: Pen, size: PenSize, model: ChartModel, plot: Plot): void {
  const { ch, lh } = size
  const top = size.height - lh
  const room = (plot.right - plot.left) / ch
  let free = -ch
  for (const tick of xLabels(model, Math.max(2, Math.min(8, Math.floor(room / 12))))) {
    const wide = tick.label.length * ch
    const x = Math.min(plot.right - wide, Math.max(0, plot.x(tick.at) - wide / 2))
    if (x < free + ch) continue
    const atRight = x >= plot.right - wide - ch / 2
    if (atRight) pen.text(plot.right, top, tick.label, { align: "right", color: "muted" })
    else pen.text(isCells(size) ? Math.floor(x) : x, top, tick.label, { color: "muted" })
    free = x + wide
  }
}

function xLabels(model: ChartModel, count: number): readonly Tick[] {
  const { xMin, xMax, xKind } = model
  if (xKind === "number") {
    const found = ticks(xMin, xMax, count)
    const step = found.length > 1 ? found[1]! - found[0]! : xMax - xMin
    return found.map((at) => ({ at, label: formatTick(at, step) }))
  }
  if (xKind === "time") {
    const found = timeTicks(xMin, xMax, count)
    const step = found.length > 1 ? found[1]! - found[0]! : xMax - xMin
    return found.map((at) => ({ at, label: formatTime(at, step) }))
  }
  // Steps of the clock back from now; midnight is no matter here.
  const zone = new Date(0).getTimezoneOffset() * 60_000
  const found = timeTicks(zone, zone + (xMax - xMin), count).map((at) => at - zone)
  const step = found.length > 1 ? found[1]! - found[0]! : xMax - xMin
  return found
    .reverse()
    .map((ago) => ({ at: xMax - ago, label: formatAgo(ago, step, xMax - xMin) }))
}

/** Places of the samples from `from` to `to` that the plot shows, as x, y, x, y, … */
function placesOf(
  model: ChartModel,
  plot: Plot,
  line: ChartSeries,
  from: number,
  to: number,
): number[] {
  const shift = model.x.length - line.values.length // a shorter series ends with the others
  const places: number[] = []
  for (let i = from; i < to; i++) {
    const x = model.x[i + shift]
    if (x === undefined || x < model.xMin || x > model.xMax) continue
    places.push(plot.x(x), plot.y(line.values[i]!))
  }
  return places
}

function paintFill(
  pen: Pen,
  size: PenSize,
  model: ChartModel,
  plot: Plot,
  line: ChartSeries,
): void {
  const zero = Math.max(model.yMin, Math.min(0, model.yMax))
  for (const [from, to] of runs(line.values)) {
    const places = thin(placesOf(model, plot, line, from, to), smallest(size))
    if (places.length < 4) continue
    pen.begin()
    if (isCells(size)) addCells(pen, places, plot.y(zero))
    else {
      pen.moveTo(places[0]!, plot.y(zero))
      for (let i = 0; i < places.length; i += 2) pen.lineTo(places[i]!, places[i + 1]!)
      pen.lineTo(places.at(-2)!, plot.y(zero)).close()
    }
    pen.fill(line.color, 0.16)
  }
}

/** Adds the cells between a line and `base` to the path, whole ones, that of the line among them. */
function addCells(pen: Pen, places: readonly number[], base: number): void {
  const bottom = Math.ceil(base)
  let next = 2
  for (let column = Math.floor(places[0]!); column < places.at(-2)!; column++) {
    const x = Math.min(places.at(-2)!, Math.max(places[0]!, column + 0.5))
    while (next + 2 < places.length && places[next]! < x) next += 2
    const [x0, y0, x1, y1] = places.slice(next - 2, next + 2) as [number, number, number, number]
    const y = x1 > x0 ? y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) : y1
    if (Math.abs(base - y) < 0.125) continue // less than half a dot is no area
    if (y <= base) pen.rect(column, Math.floor(y), 1, bottom - Math.floor(y))
    else pen.rect(column, bottom, 1, Math.ceil(y) - bottom)
  }
}

function paintLine(
  pen: Pen,
  size: PenSize,
  model: ChartModel,
  plot: Plot,
  line: ChartSeries,
): void {
  for (const [from, to] of runs(line.values)) {
    const places = thin(placesOf(model, plot, line, from, to), smallest(size))
    if (places.length === 2) {
      // A sample between two gaps: one dot in a terminal, a small square on pixels.
      const [x, y] = places as [number, number]
      if (isCells(size)) pen.begin().moveTo(x, y).lineTo(x, y).stroke(line.color)
      else
        pen
          .begin()
          .rect(x - 1.5, y - 1.5, 3, 3)
          .fill(line.color)
      continue
    }
    pen.begin()
    if (line.dashed) {
      const cut = dashes(places, size.ch * 0.9, size.ch * 0.6)
      for (let i = 0; i < cut.length; i += 4) {
        pen.moveTo(cut[i]!, cut[i + 1]!).lineTo(cut[i + 2]!, cut[i + 3]!)
      }
    } else {
      for (let i = 0; i < places.length; i += 2) {
        if (i === 0) pen.moveTo(places[i]!, places[i + 1]!)
        else pen.lineTo(places[i]!, places[i + 1]!)
      }
    }
    if (places.length > 0) pen.stroke(line.color)
  }
}

/** Width of the smallest thing seen: a dot of a cell, a CSS pixel. */
function smallest(size: PenSize): number {
  return isCells(size) ? 0.5 : 1
}
