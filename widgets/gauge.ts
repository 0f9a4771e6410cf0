// Gauge: one number against its limits, with its name and its value.
//
//     bar     cpu0  ━━━━━━━━━━━━━╸──────   67 %
//
//     dial       ⣠⡶⠟⠛⠛⠻⢶⣄       an arc of 240° that fills its box: braille dots in a
//               ⣼⠋      ⠙⣧      terminal, a smooth ring on pixels
//               ⣿  67 %  ⣿
//                  cpu0
//
// Above `warning` and above `danger` the filled part changes its colour. The value is always
// written too, so that the colour is not the only sign.

import { spring } from "../core/motion/index.ts"
import { memo, type Reactive, read } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Color,
  draw,
  type LayoutProps,
  type Pen,
  type PenSize,
  span,
  text,
} from "../core/view/index.ts"
import { GLIDE, paintBar, percent } from "./shared/bar.ts"
import { isCells } from "./shared/cells.ts"
import { ringSector } from "./shared/shapes.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the gauge's box. */
export interface GaugeProps extends LayoutProps {
  /** The number, in the unit of `max`. Not a number shows "–" and an empty track. */
  readonly value: Reactive<number>
  /** Where the gauge ends. Default 1. */
  readonly max?: Attr<number>
  /** What is measured. */
  readonly label?: Attr<string>
  /** Width of the label in ch, so that gauges in a column line up. Default: as wide as it is. */
  readonly labelWidth?: number
  /** Writes the value. Default: the whole per cent of `max`, "67 %". */
  readonly format?: ((value: number) => string) | undefined
  /** Width that the written value takes in a bar, in ch. Default 5. */
  readonly valueWidth?: number
  /** From this value on (unit of `max`) the colour is "warning". Default: never. */
  readonly warning?: Attr<number>
  /** From this value on the colour is "danger". Default: never. */
  readonly danger?: Attr<number>
  /** Below both. Default "accent". */
  readonly color?: Attr<Color>
  /** "bar" is one line; "dial" an arc that wants 3 lines or more. Default "bar". */
  readonly shape?: "bar" | "dial"
  /** Glides to a new value instead of jumping; what is written does not. Default false. */
  readonly smooth?: boolean
}

/**
 * A labelled meter whose colour tells when a limit is passed.
 *
 * @example
 * <Gauge label="cpu" value={load} warning={0.7} danger={0.9} />
 */
export const Gauge = widget("Gauge", (props: GaugeProps) => {
  const {
    value,
    max,
    label,
    labelWidth,
    format,
    valueWidth = 5,
    warning,
    danger,
    color,
    shape,
    smooth,
    ...layout
  } = props
  const ratio = memo(() => Math.min(1, Math.max(0, read(value) / (read(max) ?? 1))))
  const seen = smooth ? spring(ratio, GLIDE) : ratio
  const written = memo(() => {
    const now = read(value)
    return Number.isFinite(now) ? (format ? format(now) : percent(ratio())) : "–"
  })
  const level = memo(() => {
    const now = read(value)
    if (now >= (read(danger) ?? Number.POSITIVE_INFINITY)) return "danger"
    if (now >= (read(warning) ?? Number.POSITIVE_INFINITY)) return "warning"
    return "normal"
  })
  const fill = memo((): Color => {
    const now = level()
    return now === "normal" ? (read(color) ?? "accent") : now
  })
  const spoken = () => [read(label), written()].filter(Boolean).join(" ")

  if (shape === "dial") {
    return draw({
      flexGrow: 1,
      minHeight: "1lh",
      ...layout,
      role: "meter",
      label: spoken,
      paint: (pen, size) => paintDial(pen, size, seen(), fill(), written(), read(label) ?? ""),
    })
  }
  return box(
    { flexDirection: "row", height: "1lh", gap: "1ch", ...layout, role: "meter", label: spoken },
    label === undefined
      ? null
      : text(
          {
            color: "muted",
            wrap: "none",
            truncate: true,
            width: labelWidth === undefined ? "auto" : `${labelWidth}ch`,
            height: "1lh",
          },
          label,
        ),
    draw({
      flex: 1,
      height: "1lh",
      paint: (pen, size) => paintBar(pen, size, seen(), fill(), "faint"),
    }),
    text(
      {
        width: `${valueWidth}ch`,
        height: "1lh",
        align: "right",
        wrap: "none",
        color: () => (level() === "normal" ? undefined : level()),
      },
      span({ bold: () => level() === "danger" }, written),
    ),
  )
})

const FROM = (5 / 6) * Math.PI // 240° of arc, open below
const SWEEP = (4 / 3) * Math.PI

function paintDial(
  pen: Pen,
  size: PenSize,
  ratio: number,
  color: Color,
  written: string,
  label: string,
): void {
  const { width, height, lh } = size
  const cells = isCells(size)
  // The arc reaches from the top to half a radius below the centre. Cells are twice as high as wide.
  const radius = Math.min(width / (cells ? 4 : 2), height / 1.5)
  const x = width / 2
  const y = (height - radius * 1.5) / 2 + radius
  if (radius >= lh * 1.4) {
    const arc = cells ? dotArc : ringArc
    arc(pen, x, y, radius, 1, "faint")
    if (ratio > 0) arc(pen, x, y, radius, ratio, color)
  }
  const lines = label && height >= 2 * lh ? 2 : 1
  const middle = y - (lines * lh) / 2 + lh * 0.1
  const top = Math.min(height - lines * lh, Math.max(0, cells ? Math.round(middle) : middle))
  pen.text(x, top, written, { align: "center", bold: true, color })
  if (lines === 2) pen.text(x, top + lh, label, { align: "center", color: "muted" })
}

/** A piece of the arc as a ring, on pixels. */
function ringArc(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  ratio: number,
  color: Color,
): void {
  const inner = radius - Math.max(3, radius * 0.16)
  ringSector(pen.begin(), x, y, inner, radius, FROM, FROM + SWEEP * ratio).fill(color)
}

const DOT = 0.25 // rows: four dots to a cell's height

/** The same in dots of a terminal: lines a dot apart. */
function dotArc(pen: Pen, x: number, y: number, radius: number, ratio: number, color: Color): void {
  const lines = Math.max(1, Math.min(3, Math.round(radius / 2)))
  pen.begin()
  for (let line = 0; line < lines; line++) {
    const r = radius - DOT * (line + 0.5)
    const corners = Math.max(2, Math.ceil(SWEEP * ratio * r * 8))
    for (let i = 0; i <= corners; i++) {
      const angle = FROM + (SWEEP * ratio * i) / corners
      const px = x + Math.cos(angle) * r * 2
      const py = y + Math.sin(angle) * r
      if (i === 0) pen.moveTo(px, py)
      else pen.lineTo(px, py)
    }
  }
  pen.stroke(color)
}
