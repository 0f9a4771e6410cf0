// KeyHints: what the keys do here and now, in one line.
//
//     ↑↓ move  ↵ open  / filter  ? help  q quit
//
// Reads the key bindings in force, those of the focused widget first. Hints that do not fit whole
// are left out.

import { memo, read, signal } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  For,
  type KeyHelp,
  keyHelp,
  type LayoutProps,
  span,
  text,
} from "../core/view/index.ts"
import { keyNames } from "./shared/key-names.ts"
import { unitProbe } from "./shared/unit-probe.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the line. */
export interface KeyHintsProps extends LayoutProps {
  /** At most so many hints. Default: as many as fit. */
  readonly max?: Attr<number>
}

const GAP = 2 // ch between hints

/**
 * One line of key hints that follows the focus.
 *
 * @example
 * <KeyHints />
 */
export const KeyHints = widget("KeyHints", (props: KeyHintsProps) => {
  const { max, ...layout } = props
  const help = keyHelp()
  const unit = unitProbe()
  const [width, setWidth] = signal<number | undefined>(undefined)

  const shown = memo(() => {
    const room = width() === undefined ? Number.POSITIVE_INFINITY : width()! / unit.ch()
    return fitting(merge(help()), room, read(max) ?? Number.POSITIVE_INFINITY)
  })

  return box(
    {
      flexDirection: "row",
      columnGap: `${GAP}ch`,
      height: "1lh",
      overflow: "hidden",
      ...layout,
      onResize: (event) => setWidth(event.width),
    },
    unit.view,
    For({
      each: shown,
      by: (hint) => hint.help,
      children: (hint) =>
        text(
          { wrap: "none", height: "1lh", selectable: false },
          span({ bold: true, color: "accent" }, () => keyNames(hint().keys, 2)),
          span({ color: "muted" }, () => ` ${hint().help}`),
        ),
    }),
  )
})

/** Bindings that do the same, as one. */
export function merge(all: readonly KeyHelp[]): readonly KeyHelp[] {
  const found = new Map<string, KeyHelp>()
  for (const one of all) {
    const before = found.get(one.help)
    if (!before) found.set(one.help, one)
    else {
      const keys = [...new Set([...before.keys, ...one.keys])]
      found.set(one.help, { ...before, keys })
    }
  }
  return [...found.values()]
}

/** The first of `hints` that fit into `room` ch, `max` at most. */
function fitting(hints: readonly KeyHelp[], room: number, max: number): readonly KeyHelp[] {
  const fit: KeyHelp[] = []
  let used = 0
  for (const hint of hints) {
    used += keyNames(hint.keys, 2).length + 1 + hint.help.length
    if (fit.length >= max || used > room) break
    fit.push(hint)
    used += GAP
  }
  return fit
}
