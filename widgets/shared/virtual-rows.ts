// Rows of equal height in a scroll container, of which only those in view exist.
//
//     count 100,000                       slots 0 … 5, each of them one row of nodes
//          ┌──────────────┐
//       7  │ row 7   (1)  │ ◀ above, ready
//          ├──────────────┤ ◀ top
//       8  │ row 8   (2)  │               slot = row mod 6
//       9  │ row 9   (3)  │
//      10  │ row 10  (4)  │               One row further down, row 13 comes into reach: slot 1
//      11  │ row 11  (5)  │               moves from 7 to 13. The others stay as they are, at the
//          ├──────────────┤               same place in the content, so the surface may shift what
//      12  │ row 12  (0)  │ ◀ below       it has painted.
//          └──────────────┘
//
// Rows stand absolutely, at `row * rowHeight` lines from the top of a box as high as all of them
// together, so scroll bars, wheel and touch are the surface's own.

import { memo, read, type Source, signal, untrack } from "../../core/reactive/index.ts"
import { type BoxProps, box, For, type Handle, type View } from "../../core/view/index.ts"
import { unitProbe } from "./unit-probe.ts"

export interface VirtualRowsOptions {
  /** How many rows there are. */
  readonly count: Source<number>
  /**
   * Makes a row: one box, with `place` among its attributes. Run once for each slot; `index`
   * changes when the slot gets another row.
   */
  readonly row: (index: () => number, place: BoxProps) => View<any>
  /** Height of a row in lines (lh), the same for all. Default 1. */
  readonly rowHeight?: number
  /** Stands among the rows, over them: what marks one. */
  readonly mark?: View<any>
  /** True keeps the last row in view when rows are added. Default: never. */
  readonly follow?: () => boolean
  /** The user scrolled (or the surface did): is the last row in view? */
  readonly onScroll?: (atEnd: boolean) => void
}

export interface VirtualRows {
  /** The scroll container; it takes the room that is there. */
  readonly view: View<any>
  /** How many rows there are. Reactive. */
  count(): number
  /** Index of the uppermost row in view, also if only in part. Reactive. */
  first(): number
  /** How many rows are in view as a whole; 1 at least. Reactive. */
  page(): number
  /** Is there more than is in view? Reactive. */
  overflows(): boolean
  /** Scrolls as little as needed for row `index` to be in view. */
  reveal(index: number): void
  /** Scrolls by rows, down when positive. */
  scrollBy(rows: number): void
  /** Scrolls to the last row. */
  toEnd(): void
  /** Width of "0" in the surface's unit. Reactive. */
  ch(): number
}

/** Rows shown before the surface has told a height: what server-rendered HTML gets, too. */
const UNMEASURED = 24

/** A window on `count` rows. Call it in a component's body. */
export function virtualRows(options: VirtualRowsOptions): VirtualRows {
  const { rowHeight = 1, follow = () => false } = options
  const count = memo(() => Math.max(0, read(options.count)))
  const unit = unitProbe()
  const [height, setHeight] = signal<number | undefined>(undefined) // of the viewport, likewise
  const [scrolled, setScrolled] = signal(0) // what the surface said, likewise
  let handle: Handle | undefined
  let awaited = -1 // a row to reveal as soon as there is a height

  const high = memo(() => rowHeight * unit.lh()) // one row, in the surface's unit
  const furthest = memo(() => Math.max(0, count() * high() - (height() ?? 0)))
  // Where rows are added at the end and followed, the surface will scroll when it lays out: be
  // there already.
  const top = memo(() => (follow() ? furthest() : Math.min(scrolled(), furthest())))
  const first = memo(() => Math.min(Math.floor(top() / high() + 1e-6), Math.max(0, count() - 1)))
  const page = memo(() => Math.max(1, Math.floor((height() ?? 0) / high() + 1e-6)))

  // One row more above, and one or two below: the surface may scroll before we hear of it.
  const slots = memo(() => {
    const known = height()
    const inView = known === undefined ? UNMEASURED : Math.ceil(known / high() - 1e-6)
    return Math.min(count(), inView <= 0 ? 0 : inView + 2)
  })
  const start = memo(() => Math.max(0, Math.min(first() - 1, count() - slots())))
  const numbers = memo(() => Array.from({ length: slots() }, (_, slot) => slot))

  function scrollTo(next: number): void {
    const to = Math.min(Math.max(0, next), untrack(furthest))
    setScrolled(to)
    handle?.scrollTo?.({ top: to })
  }

  function reveal(index: number): void {
    untrack(() => {
      const known = height()
      if (known === undefined || known <= 0) {
        awaited = index
        return
      }
      awaited = -1
      const above = index * high()
      const below = above + high()
      const now = top()
      if (above < now) scrollTo(above)
      else if (below > now + known) scrollTo(below - known)
    })
  }

  const slotView = (slot: () => number) => {
    const index = memo(() => {
      const from = start()
      const all = slots() || 1
      return from + ((((slot() - from) % all) + all) % all)
    })
    return options.row(index, {
      position: "absolute",
      left: 0,
      right: 0,
      top: () => `${index() * rowHeight}lh`,
      height: `${rowHeight}lh`,
    })
  }

  const view = box(
    {
      flex: 1,
      minHeight: 0,
      overflow: "scroll",
      stickToEnd: follow,
      focusable: false,
      ref: (given) => {
        handle = given
      },
      onResize: (event) => {
        setHeight(event.height)
        if (awaited >= 0) reveal(awaited)
      },
      onScroll: (event) => {
        setScrolled(event.top)
        options.onScroll?.(event.atEnd)
      },
    },
    unit.view,
    box(
      { height: () => `${count() * rowHeight}lh`, width: "100%" },
      For({ each: numbers, children: slotView }),
      options.mark,
    ),
  )

  return {
    view,
    count,
    first,
    page,
    overflows: () => furthest() > 0,
    reveal,
    scrollBy: (rows) => untrack(() => scrollTo(top() + rows * high())),
    toEnd: () => scrollTo(untrack(furthest)),
    ch: unit.ch,
  }
}
