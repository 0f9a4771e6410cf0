// HelpOverlay: all key bindings in force, over the app.
//
//     ╭ Keys ────────────────────────────────────────╮
//     │                                              │
//     │  processes                                   │
//     │     ↑ ↓ pgup pgdn home end   move            │
//     │                          ↵   open            │
//     │  everywhere                                  │
//     │                          ?   help            │
//     │                   q ctrl+c   quit            │
//     │                                              │
//     ╰────────────────────────────── esc closes ────╯
//
// What it lists is what the keys did when it was opened. While it is open the keys go to it alone.

import { untrack } from "../core/reactive/index.ts"
import { box, type Handle, type KeyHelp, keyHelp, span, text } from "../core/view/index.ts"
import { Dialog } from "./dialog.ts"
import { merge } from "./key-hints.ts"
import { keyNames } from "./shared/key-names.ts"
import { widget } from "./shared/widget.ts"

/** Of `HelpOverlay`. */
export interface HelpOverlayProps {
  /** Escape, enter, q, ?, or a press beside it. Take it away here. */
  readonly onClose: () => void
  /** Default "Keys". */
  readonly title?: string
}

interface Group {
  readonly name: string | undefined
  readonly keys: readonly KeyHelp[]
}

const KEYS = 6 // alternatives shown for one thing

/**
 * A dialog with the key bindings that were in force when it appeared.
 *
 * @example
 * Show({ when: helping, children: () => HelpOverlay({ onClose: () => setHelping(false) }) })
 */
export const HelpOverlay = widget("HelpOverlay", (props: HelpOverlayProps) => {
  const { onClose, title = "Keys" } = props
  const help = keyHelp()
  const groups = untrack(() => grouped(merge(help()))) // before the layer below hides the others
  const widest = Math.max(
    4,
    ...groups.flatMap(({ keys }) => keys.map((one) => keyNames(one.keys, KEYS).length)),
  )
  let list: Handle | undefined

  let top = 0
  const scroll = (by: number) => {
    const line = (list?.bounds?.().height ?? 0) / 4
    top = Math.max(0, top + by * line)
    list?.scrollTo?.({ top })
  }

  return Dialog({
    title,
    onClose,
    keys: [
      { keys: ["enter", "q", "?", "f1"], run: onClose },
      { keys: ["up", "k"], run: () => scroll(-1) },
      { keys: ["down", "j"], run: () => scroll(1) },
    ],
    layer: "help",
    children: box(
      {
        overflow: "scroll",
        flexShrink: 1,
        rowGap: "1lh",
        paddingRight: "2ch", // under the scroll bar
        ref: (handle) => {
          list = handle
        },
      },
      groups.map((group) =>
        box(
          {},
          group.name === undefined
            ? null
            : text({ bold: true, color: "muted", wrap: "none" }, group.name),
          group.keys.map((one) =>
            box(
              { flexDirection: "row", columnGap: "2ch", height: "1lh" },
              text(
                {
                  width: `${widest}ch`,
                  align: "right",
                  color: "accent",
                  wrap: "none",
                },
                span({ bold: true }, keyNames(one.keys, KEYS)),
              ),
              text({ wrap: "none", truncate: true, flexShrink: 1 }, one.help),
            ),
          ),
        ),
      ),
    ),
  })
})

/** By layer, in the order of their first binding; those without one last. */
function grouped(all: readonly KeyHelp[]): readonly Group[] {
  const groups = new Map<string | undefined, KeyHelp[]>()
  for (const one of all) {
    const group = groups.get(one.layer)
    if (group) group.push(one)
    else groups.set(one.layer, [one])
  }
  const unnamed = groups.get(undefined)
  groups.delete(undefined)
  const named = [...groups].map(([name, keys]): Group => ({ name, keys }))
  if (!unnamed) return named
  return [...named, { name: named.length > 0 ? "everywhere" : undefined, keys: unnamed }]
}
