// Dialog: something that is to be dealt with first, over the app.
//
//     ╭ Delete? ───────────── esc closes ╮
//     │                                  │
//     │  notes.md is gone for good then. │
//     │                                  │
//     │           Delete   Keep          │
//     ╰──────────────────────────────────╯
//
// While it is open the keys and the focus are its own; what was focused before gets the focus back. A
// press beside it closes it, as escape does.

import { read } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  type ContainerProps,
  type KeyBinding,
  type LayoutProps,
  type Universal,
  useApp,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { columnsOf } from "./shared/columns.ts"
import { unitProbe } from "./shared/unit-probe.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the dialog's box; it is as large as its content, and never leaves the surface. */
export interface DialogProps<H extends Universal = Universal> extends LayoutProps, ContainerProps {
  readonly title: Attr<string>
  /** Quieter words at the other end of the title's line. Default "esc closes". */
  readonly note?: Attr<string>
  /** Escape, or a press beside it. Take the dialog away here. */
  readonly onClose: () => void
  /** More keys of its own; they come before escape. */
  readonly keys?: readonly KeyBinding[]
  /** Name of the dialog's keys in listings. Default "dialog". */
  readonly layer?: string
  readonly children?: Child<H>
}

/**
 * A modal dialog, inside a `Show`. Wherever that stands, the dialog lies over all of the surface.
 *
 * @example
 * <Show when={asking}>
 *   <Dialog title="Delete?" onClose={() => setAsking(false)}>
 *     <text>notes.md is gone for good then.</text>
 *     <Button label="Delete" kind="danger" onPress={remove} />
 *   </Dialog>
 * </Show>
 */
export const Dialog = widget(
  "Dialog",
  <H extends Universal = Universal>(props: DialogProps<H>): View<H> => {
    const { title, note, onClose, keys = [], layer = "dialog", children, ...layout } = props
    const noteWords = () => read(note) ?? "esc closes"
    // Room for the title's line, where the surface has it: a least width is stronger than `maxWidth`.
    const app = useApp()
    const unit = unitProbe()
    const leastWidth = () => {
      const line = columnsOf(read(title) ?? "") + columnsOf(noteWords()) + 8
      return `${Math.min(line, Math.floor((app.size().width * 0.9) / unit.ch()))}ch` as const
    }
    useKeys([...keys, { keys: "escape", run: onClose, help: "close" }], { modal: true, layer })

    return box(
      {
        popup: "cover",
        overflow: "hidden",
        alignItems: "center",
        justifyContent: "center",
        color: "text",
        onPress: (event) => event.stopPropagation(), // what it lies over has nothing to do with it
      },
      unit.view, // below what is pressed
      box({
        position: "absolute",
        inset: 0,
        background: "background",
        opacity: 0.6,
        onPress: onClose,
      }),
      box(
        {
          border: "round",
          borderColor: "focus",
          background: "surface", // fields and buttons are raised
          paddingX: "2ch",
          paddingY: "1lh",
          minWidth: leastWidth,
          maxWidth: "90%",
          maxHeight: "90%",
          overflow: "scroll", // where it is too much for the surface
          shadow: "0 8px 32px rgb(0 0 0 / 35%)",
          ...layout,
          title,
          titleColor: "focus",
          titleNote: noteWords,
          role: "dialog",
          label: title,
          focusable: true,
          autoFocus: true,
          focusScope: "tab",
          trap: true,
        },
        children,
      ),
    )
  },
)
