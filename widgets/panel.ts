// Panel: a part of the screen with an edge and a name.
//
//     ╭ Processes ─────────────── 214 shown ╮
//     │ PID   NAME               CPU    MEM │
//     │ …                                   │
//     ╰─────────────────────────────────────╯
//
// One box, nothing else: title, note and edge are attributes of it. The edge and the title light up
// while the focus is inside, which is how one sees where the keys go.

import { memo, provide, read, signal } from "../core/reactive/index.ts"
import {
  type Attr,
  type BorderStyle,
  box,
  type Child,
  type Color,
  type ContainerProps,
  type LayoutProps,
  type Universal,
  type View,
} from "../core/view/index.ts"
import { LitContext } from "./shared/lit.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes (`flex`, `width`, `gap`, …) go to the panel's box. */
export interface PanelProps<H extends Universal = Universal> extends LayoutProps, ContainerProps {
  /** Words in the top edge. */
  readonly title?: Attr<string>
  /** Quieter words at the other end of the top edge: a count, a unit, the time. */
  readonly note?: Attr<string>
  /** Where the title stands; the note is at the other end. Default "left". */
  readonly titleAlign?: Attr<"left" | "center" | "right">
  /** Line style of the edge; false for none. Default "round". */
  readonly border?: Attr<boolean | BorderStyle>
  /** Default "surface". */
  readonly background?: Attr<Color>
  /** Shows the panel as the one that has the focus. Default: while the focus is inside it. */
  readonly focused?: Attr<boolean>
  readonly children?: Child<H>
}

/**
 * A box with a border and a title that light up while the focus is inside.
 *
 * @example
 * <Panel title="CPU" note="4 cores" flex={1}><Sparkline data={load} max={1} /></Panel>
 */
export const Panel = widget(
  "Panel",
  <H extends Universal = Universal>(props: PanelProps<H>): View<H> => {
    const { title, note, focused, children, ...rest } = props
    const [inside, setInside] = signal(false)
    const lit = memo(() => read(focused) ?? inside())
    provide(LitContext, () => {
      const border = read(rest.border)
      return border !== false && border !== "none"
    })

    return box(
      {
        border: "round",
        background: "surface",
        paddingX: "11px", // under the title; one cell in a terminal
        paddingY: "6px", // no row in a terminal
        overflow: "hidden",
        role: "region",
        ...rest,
        label: title,
        title,
        titleNote: note,
        titleColor: () => (lit() ? "focus" : "text"),
        borderColor: () => (lit() ? "focus" : "border"),
        onFocus: () => setInside(true),
        onBlur: () => setInside(false),
      },
      children,
    )
  },
)
