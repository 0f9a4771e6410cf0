// What is one element in the retained tree that terminal and canvas share?
//
//     children (what core inserted)        kids (what is laid out and painted)
//
//     box ─ first ─▶ "Total "              box ─ kids ─▶ [anonymous text, box]
//                    span                                  │
//                    box                                   └ made of "Total " and span
//                    box hidden
//
// Two trees in one class. The linked list `first … next` is exactly what core inserted, so that an
// insert costs the same anywhere. `kids` is made from it by layout.ts when the flag KIDS says so:
// hidden children are left out, and text that stands in a box directly becomes one anonymous block.
// Text and spans never appear in `kids`: they are the content of the block above them.
//
// Coordinates: x, y count from the parent's border box, before scrolling, in the surface's unit.
// The visual bounds (left, top, right, bottom) count from the corner of the node's own border box and hold
// all that the node and its kids paint, turned and scaled as the parent sees it; a box that clips has its
// own size there.

import type { Handle, Rect, Size } from "../../core/view/renderer.ts"
import type { LivePicture } from "../../core/view/vocabulary.ts"
import type { Attrs } from "./attrs.ts"
import type { EditState } from "./input/edit.ts"
import type { Item } from "./layout/flex.ts"
import type { BorderSpec, Font, ImageSource, Levels, Matrix, RunStyle } from "./surface.ts"

// Kinds: what `create` was asked for. RAW is text without an element.
export const BOX = 0
export const TEXT = 1
export const SPAN = 2
export const INPUT = 3
export const TEXTAREA = 4
export const IMAGE = 5
export const DRAW = 6
export const RAW = 7

export const KIND_NAMES = [
  "box",
  "text",
  "span",
  "input",
  "textarea",
  "image",
  "draw",
  "text node",
] as const

// Flags: what is stale, and what is so.
/** `kids` does not match the children; the node waits in `state.stale` if it is attached. */
export const KIDS = 1
/** The text block must be prepared again. */
export const CONTENT = 1 << 1
/** The anonymous text block of a box; in no list of children. */
export const ANONYMOUS = 1 << 2
/** A box that nothing inside can change the size of: what is inside is laid out by itself (layout.ts). */
export const BOUNDARY = 1 << 3
/** Waits in `state.layouts`. */
export const LAYOUT = 1 << 4
/** Has been laid out at least once: its rectangle is on the screen. */
export const PLACED = 1 << 5
/** Removed for good. */
export const GONE = 1 << 6
/** Clips its kids to its padding box. */
export const CLIPS = 1 << 7
/** Kids are sorted by top (SORTED_Y) or left (SORTED_X) edge, and by bottom or right: paint may search. */
export const SORTED_Y = 1 << 8
export const SORTED_X = 1 << 9
/** Some kid has a zIndex: paint order differs from document order. */
export const LAYERED = 1 << 10
/** Somebody listens to it. */
export const LISTENED = 1 << 11
/** Some kid has visual bounds outside of the node. */
export const SPILLS = 1 << 12
/** A box that scrolls. */
export const SCROLLS = 1 << 13
/** The width (height) does not depend on what is inside. Valid while the tree's layout is. */
export const TIGHT_X = 1 << 14
export const TIGHT_Y = 1 << 15
/** Has a theme of its own. */
export const THEMED = 1 << 16
/** A grid. */
export const GRID = 1 << 17

/** Other insets alone; waits in `state.moves`. */
export const MOVES = 1 << 18

/** In a terminal: no two kids overlap, so that each has its cells to itself (rewrite.ts). */
export const APART = 1 << 19

/** A boundary whose layout is a sum (linear.ts); all other boxes are flow.ts's. */
export const LINEAR = 1 << 20
/** Moved, turned or scaled after layout (transform.ts). */
export const TRANSFORMED = 1 << 21
/** Painted in a way of its own: transformed, see-through, or blended with what is below. */
export const EFFECTS = 1 << 22

/** In a terminal: paints border lines, a title or a scroll bar over cells of its own. */
export const FRAMED = 1 << 23
/** A text whose colours changed waits in `state.texts`. */
export const INK = 1 << 24

/** Lies in the root, over everything, beside its parent (popup.ts). */
export const POPUP = 1 << 25

/** What a node needs of the scene it lives in, for its `Handle`. */
export interface NodeHost {
  readonly root: SceneNode
  focusNode(node: SceneNode): void
  blurNode(node: SceneNode): void
  boundsOf(node: SceneNode): Rect
  scrollNode(node: SceneNode, top: number | undefined, left: number | undefined): void
}

/** For nodes without kids; never written to. */
export const NO_KIDS: SceneNode[] = []
/** Of every node that has none; steps to shared ones begin here (shared.ts). */
export const NO_ATTRS: Attrs = {}

export class SceneNode implements Handle {
  readonly host: NodeHost
  readonly kind: number
  flags: number
  parent: SceneNode | null = null
  first: SceneNode | null = null
  last: SceneNode | null = null
  next: SceneNode | null = null
  prev: SceneNode | null = null
  kids: SceneNode[] = NO_KIDS
  /** What core has set, checked; see attrs.ts. */
  attrs: Attrs = NO_ATTRS
  /** The words of a RAW node. */
  text = ""
  x = 0
  y = 0
  width = 0
  height = 0
  left = 0
  top = 0
  right = 0
  bottom = 0
  /** How far ink reaches beyond the visual bounds, on any side: bleed.ts. */
  bleed = 0
  /** Resolved style, valid while `epoch` is the state's. */
  style: RunStyle | null = null
  epoch = -1
  /** Prepared text of a TEXT node or an anonymous block. */
  block: TextBlock | null = null
  /** Sizes by its content, as far as flow.ts has asked for them. */
  flow: FlowSizes | null = null
  /** Parts that few nodes have. */
  extra: Extra | null = null

  constructor(host: NodeHost, kind: number) {
    this.host = host
    this.kind = kind
    this.flags = kind === BOX ? KIDS : CONTENT
  }

  focus(): void {
    this.host.focusNode(this)
  }
  blur(): void {
    this.host.blurNode(this)
  }
  bounds(): Rect {
    return this.host.boundsOf(this)
  }
  scrollTo(to: { top?: number; left?: number }): void {
    this.host.scrollNode(this, to.top, to.left)
  }
}

/**
 * The numbers of a node are mostly whole. V8 keeps whole numbers in a field until it meets a fraction, and
 * then rebuilds every node there is, at some microseconds each; a field that once held something else takes
 * any number as it is.
 */
function takeAnyNumber(node: Record<string, unknown>): void {
  for (const name of ["x", "y", "width", "height", "left", "top", "right", "bottom", "bleed"]) {
    node[name] = null
    node[name] = 0
  }
}

/** Kept: V8 forgets what it learned of a shape when nothing has it. */
export const FIRST = new SceneNode({} as NodeHost, BOX)
takeAnyNumber(FIRST as unknown as Record<string, unknown>)

/** The prepared text of one block; text.ts makes it and breaks it into lines. */
export interface TextBlock {
  /** All words of the block, white space handled. */
  text: string
  /** Whose style each stretch has; empty when one owner has it all. */
  runs: readonly TextRun[]
  /** The owner of the only run, or of the first. */
  owner: SceneNode
  font: Font
  /** Width of the widest line when nothing is wrapped. */
  natural: number
  lineHeight: number
  /** One style, no tab, no line break: when it fits it is painted as it is. */
  simple: boolean
  /** Runs differ in font: lines have heights of their own. */
  mixed: boolean
  /** null where all runs from left to right. */
  levels: Levels | null
  /** Where the block stood on the surface, and alone, in the state's `version` (rewrite.ts). */
  shownX: number
  shownY: number
  shownIn: number
  /** Where lines may end, made when a width first asks for it. */
  atoms: readonly Atom[] | null
  /** Lines for `linesWidth`; null when not broken yet. */
  lines: readonly Line[] | null
  linesWidth: number
  linesMax: number
  /** Lines when nothing is wrapped. */
  hard: number
}

/** A stretch of text (UTF-16 offsets) in the style of one node. */
export interface TextRun {
  readonly start: number
  readonly end: number
  readonly owner: SceneNode
}

/** What can't be broken (a word with its hyphen), and the white space after it. */
export interface Atom {
  readonly start: number
  /** End of the visible part. */
  readonly end: number
  /** End with the white space that hangs. */
  readonly next: number
  readonly width: number
  readonly space: number
  /** A line break in the text follows. */
  readonly hard: boolean
}

/** One line as it is painted. */
export interface Line {
  readonly width: number
  readonly pieces: readonly Piece[]
  /** The last of its paragraph: justify leaves it alone. */
  readonly last: boolean
  /** Begins at the right. */
  readonly rtl: boolean
  /** Of a line in a mixed block; else the block's line height holds. */
  readonly height: number
  /** From the line's top; undefined: as the font has it. */
  readonly baseline: number | undefined
}

export interface Piece {
  readonly text: string
  /** Where it begins in the block's text; -1 for the "…" of a line that was cut. */
  readonly start: number
  readonly x: number
  readonly width: number
  readonly owner: SceneNode
  /** Its letters run from right to left. */
  readonly rtl: boolean
}

/** Sizes of a node by its content, as far as flow.ts has asked for them. */
export interface FlowSizes {
  min: number
  max: number
  /** Content width of the parent: what shares in padding are of. */
  room: number
  /** Height that is known before the width is (of a column that wraps). */
  tall: number
  /** Widths, the room at each (as above), and the height that they make. */
  heights: number[]
  /** Made to measure a row or column at `itemsWidth` (of its content); not used up yet. */
  items: readonly Item[] | null
  itemsWidth: number
  /** Is the height known without the content? Then shares of it are, too. */
  definite: boolean
  /** The size for which the kids have their places; -1 for none. */
  width: number
  height: number
  laid: boolean
}

export type Listener = (event: unknown) => void

/** Parts of a node that few nodes have, kept aside so that the many stay small. */
export class Extra {
  listeners: Map<string, Listener[]> | null = null
  scroll: ScrollState | null = null
  edit: EditState | null = null
  picture: Picture | null = null
  /** The picture behind a box. */
  ground: Picture | null = null
  /** Of a TRANSFORMED node. */
  matrix: Matrix | null = null
  /** Anonymous text blocks of a box, reused in order. */
  blocks: SceneNode[] | null = null
  /** Kids in paint order, when some have a zIndex. */
  order: SceneNode[] | null = null
  /** Resolved border, valid while `borderEpoch` is the state's. */
  border: BorderSpec | null = null
  borderEpoch = -1
  /** Of a popup: as large as it would be with room for it. */
  natural: Size | null = null
  /** Size last told to onResize. */
  toldWidth = -1
  toldHeight = -1
}

/** Where a scroll container stands, in the surface's unit. */
export interface ScrollState {
  top: number
  left: number
  /** Size of the content, and of the area that it is seen through. */
  contentWidth: number
  contentHeight: number
  viewWidth: number
  viewHeight: number
  /** The end was in view after the last layout. */
  atEnd: boolean
  /** Where the program wants it after the next layout; NaN for no wish. */
  wantTop: number
  wantLeft: number
  /** Where it stood when the last frame was painted. */
  shownTop: number
  shownLeft: number
  /** What onScroll was told last. */
  toldTop: number
  toldLeft: number
  toldEnd: boolean
}

export interface Picture {
  src: string | Uint8Array | LivePicture
  /** undefined while loading, null when it failed. */
  image: ImageSource | null | undefined
  /** Ends the loading when the node goes or gets another `src`. */
  cancel: (() => void) | undefined
}

export function extra(node: SceneNode): Extra {
  node.extra ??= new Extra()
  return node.extra
}

/** Puts `node` before `before`, or last. */
export function link(parent: SceneNode, node: SceneNode, before: SceneNode | null): void {
  const prev = before ? before.prev : parent.last
  node.parent = parent
  node.prev = prev
  node.next = before
  if (prev) prev.next = node
  else parent.first = node
  if (before) before.prev = node
  else parent.last = node
}

/** Takes `node` out of its parent's list. */
export function unlink(node: SceneNode): void {
  const { parent, prev, next } = node
  if (!parent) return
  if (prev) prev.next = next
  else parent.first = next
  if (next) next.prev = prev
  else parent.last = prev
  node.parent = node.prev = node.next = null
}

/** The box that a node lies in: its parent; of a popup the root. */
export function holder(node: SceneNode): SceneNode | null {
  return node.flags & POPUP ? node.host.root : node.parent
}

/** Is `node` below `ancestor`, or the same? */
export function contains(ancestor: SceneNode, node: SceneNode | null): boolean {
  for (let at = node; at; at = at.parent) if (at === ancestor) return true
  return false
}

/** Inline content: it has no box of its own. */
export function isInline(node: SceneNode): boolean {
  return node.kind === RAW || node.kind === SPAN
}

const NAMES = KIND_NAMES.map((name, kind) => (kind === RAW ? "text" : `<${name}>`))

/** The element, for messages: `<box>`. */
export function nodeName(node: SceneNode): string {
  return NAMES[node.kind]!
}
