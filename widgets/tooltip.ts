// Tooltip: words about something, while the pointer rests on it or it has the focus.
//
//        ╭──────────────────────╮
//        │ gone for good, no undo│
//        ╰──────────────────────╯
//             Delete
//
// The words are a popup: they lie over everything, and below where there is no room above. They say nothing that a
// person must know: who cannot see them has the element's own label.

import { onCleanup, signal } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  type LayoutProps,
  Show,
  text,
  type Universal,
  type View,
} from "../core/view/index.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the box around what the words are about. */
export interface TooltipProps<H extends Universal = Universal> extends LayoutProps {
  readonly words: Attr<string>
  /** On which side, where there is room. Default "above". */
  readonly side?: Attr<"above" | "below" | "left" | "right">
  /** Milliseconds that the pointer rests before the words are there. Default 500; the focus shows them at once. */
  readonly delay?: number
  readonly children?: Child<H>
}

/**
 * Words that appear beside its children.
 *
 * @example
 * <Tooltip words="gone for good, no undo"><Button label="Delete" onPress={remove} /></Tooltip>
 */
export const Tooltip = widget(
  "Tooltip",
  <H extends Universal = Universal>(props: TooltipProps<H>): View<H> => {
    const { words, side = "above", delay = 500, children, ...layout } = props
    const [isShown, setShown] = signal(false)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isPressed = false // then the focus comes by the pointer, which has seen the words
    const hide = () => {
      clearTimeout(timer)
      setShown(false)
    }
    onCleanup(hide)

    return box(
      {
        alignSelf: "start",
        maxWidth: "100%",
        ...layout,
        onPointerEnter: () => {
          clearTimeout(timer)
          timer = setTimeout(() => setShown(true), delay)
        },
        onPointerLeave: hide,
        onPointerDown: () => {
          isPressed = true
          hide()
        },
        onPointerUp: () => {
          isPressed = false
        },
        onFocus: () => setShown(!isPressed),
        onBlur: hide,
        onKey: (event) => {
          if (event.key === "escape") hide()
        },
      },
      children,
      Show({
        when: isShown,
        children: box(
          {
            popup: side,
            border: "round",
            borderColor: "border",
            background: "raised",
            color: "text",
            paddingX: "1ch",
            maxWidth: "40ch",
            shadow: "0 2px 8px rgb(0 0 0 / 25%)",
            role: "tooltip",
          },
          text({ selectable: false }, words),
        ),
      }),
    )
  },
)
