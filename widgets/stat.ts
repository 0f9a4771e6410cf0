// Stat: one figure that matters, its name, and how it got here.
//
//     requests
//     1,204 /s   ▲ 12 %
//     ▁▂▃▅▆▇█▆▄▂▁
//
// The change has a sign as well as a colour; whether more is better is the caller's to say.

import { type Reactive, read } from "../core/reactive/index.ts"
import { type Attr, box, type Color, type LayoutProps, Show, text } from "../core/view/index.ts"
import { percent } from "./shared/bar.ts"
import { widget } from "./shared/widget.ts"
import { Sparkline } from "./sparkline.ts"

/** Layout attributes go to the box. */
export interface StatProps extends LayoutProps {
  readonly label: Attr<string>
  /** The figure as it is to be read, with its unit. */
  readonly value: Reactive<string | number>
  /** Change as a ratio: 0.12 is 12 % up. */
  readonly change?: Attr<number>
  /** Is a rise good, bad, or neither? Default "neither". */
  readonly rise?: "good" | "bad" | "neither"
  /** Recent samples, oldest first. */
  readonly data?: Attr<readonly number[]>
  /** Of the samples. Default "accent". */
  readonly color?: Attr<Color>
}

/**
 * A figure with its name, its change and its past.
 *
 * @example
 * <Stat label="requests" value="1,204 /s" change={0.12} rise="good" data={requests} />
 */
export const Stat = widget("Stat", (props: StatProps) => {
  const { label, value, change, rise = "neither", data, color, ...layout } = props
  const moved = () => read(change) ?? 0
  const feel = (): Color => {
    if (rise === "neither" || moved() === 0) return "muted"
    return moved() > 0 === (rise === "good") ? "success" : "danger"
  }
  const words = () =>
    moved() === 0 ? "" : `${moved() > 0 ? "▲" : "▼"} ${percent(Math.abs(moved()))}`

  return box(
    { flexShrink: 1, minHeight: 0, overflow: "hidden", ...layout, role: "group", label },
    text({ color: "muted", wrap: "none", truncate: true, height: "1lh" }, label),
    // A change that does not fit beside the figure wraps out of sight: half of it would say something else.
    box(
      {
        flexDirection: "row",
        flexWrap: "wrap",
        columnGap: "2ch",
        height: "1lh",
        overflow: "hidden",
      },
      text({ wrap: "none", truncate: true, maxWidth: "100%", height: "1lh", bold: true }, () =>
        String(read(value)),
      ),
      text({ wrap: "none", height: "1lh", color: feel }, words),
    ),
    Show({
      when: () => read(data) !== undefined,
      children: Sparkline({
        data: () => read(data) ?? [],
        color: () => read(color) ?? "accent",
        flexGrow: 0,
      }),
    }),
  )
})
