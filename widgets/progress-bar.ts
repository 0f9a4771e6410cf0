// ProgressBar: how much of something is done, or used.
//
//     ━━━━━━━━━━━━━━━╸────────────────
//
// One line high. In a terminal a heavy line, half a cell fine; on pixels a slim rounded bar.

import { spring } from "../core/motion/index.ts"
import { memo, type Reactive, read } from "../core/reactive/index.ts"
import { type Attr, type Color, draw, type LayoutProps } from "../core/view/index.ts"
import { GLIDE, paintBar, percent } from "./shared/bar.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the bar. It takes the width that is there unless told otherwise. */
export interface ProgressBarProps extends LayoutProps {
  /** How much there is, in the unit of `max`. Not a number shows an empty track. */
  readonly value: Reactive<number>
  /** What a full bar stands for. Default 1. */
  readonly max?: Attr<number>
  /** Of the filled part. Default "accent". */
  readonly color?: Attr<Color>
  /** Of the rest. Default "faint". */
  readonly track?: Attr<Color>
  /** What is measured, for those who do not see the bar. The per cent are added. */
  readonly label?: Attr<string>
  /** Glides to a new value instead of jumping. Default false. */
  readonly smooth?: boolean
}

/**
 * A bar filled to `value / max`. One host write for each change.
 *
 * @example
 * <ProgressBar value={() => done() / total} />
 */
export const ProgressBar = widget("ProgressBar", (props: ProgressBarProps) => {
  const { value, max, color, track, label, smooth, ...layout } = props
  const ratio = memo(() => clamp(read(value) / (read(max) ?? 1)))
  const seen = smooth ? spring(ratio, GLIDE) : ratio

  return draw({
    height: "1lh",
    flexGrow: 1,
    flexShrink: 1,
    ...layout,
    role: "progressbar",
    label: () => [read(label), percent(ratio())].filter(Boolean).join(" "),
    paint: (pen, size) =>
      paintBar(pen, size, seen(), read(color) ?? "accent", read(track) ?? "faint"),
  })
})

function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, ratio)) // NaN stays
}
