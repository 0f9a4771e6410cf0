// Layout as CSS has it: how large is a node by what is in it, and where do its kids go? (What is a plain sum is
// linear.ts's.)
//
//     width(node)    border-box width by its content: the most it can use, or the least it can do with
//     height(node)   border-box height by its content, at a border-box width
//     layout(node)   all kids get their rectangles (flex.ts, grid.ts, absolute.ts)
//
// Sizes are remembered per node until something below it changes (marks.ts forgets them on the way up), and
// a box that comes out as it was is not walked again.

import {
  BOX,
  CLIPS,
  DRAW,
  type FlowSizes,
  GRID,
  IMAGE,
  INPUT,
  type SceneNode,
  TEXT,
  TEXTAREA,
} from "../node.ts"
import type { SceneState } from "../state.ts"
import { styleOf } from "../style/style.ts"
import { leastOfWords, linesFor, measureText } from "../text/lines.ts"
import { prepare } from "../text/text.ts"
import { placeAbsolute } from "./absolute.ts"
import { baselineOfFlex, layoutFlex } from "./flex.ts"
import { baselineOfGrid, layoutGrid, widthOfGrid } from "./grid.ts"
import {
  clamp,
  edgesOf,
  gapOf,
  hasShares,
  isAuto,
  isShare,
  limitsOf,
  marginsOf,
  resolve,
} from "./lengths.ts"
import { contentSize } from "./measure.ts"

/** Takes over a kid's rectangle, counted from its parent's border box (layout.ts). */
export type Settle = (
  state: SceneState,
  kid: SceneNode,
  x: number,
  y: number,
  width: number,
  height: number,
  covered: boolean,
) => void

/** The functions of this file, as those who lay out one kind of box see them. */
export interface Flow {
  readonly state: SceneState
  width(node: SceneNode, least: boolean): number
  contribution(node: SceneNode, least: boolean): number
  height(node: SceneNode, width: number): number
  baseline(node: SceneNode, width: number, height: number): number
  fit(node: SceneNode, room: number, base?: number): number
  shape(node: SceneNode, width: number, base: number): number
  shares(node: SceneNode): number
  ratio(node: SceneNode): number
  enter(node: SceneNode, room: number, tall?: number): void
  room(node: SceneNode): number
  put(node: SceneNode, x: number, y: number, width: number, height: number, definite: boolean): void
}

class Flowing implements Flow {
  readonly state: SceneState
  readonly settle: Settle
  readonly covered: boolean

  constructor(state: SceneState, settle: Settle, covered: boolean) {
    this.state = state
    this.settle = settle
    this.covered = covered
  }

  /** Tells a kid how wide its parent is inside, and how high the kid will be, if that is known. */
  enter(node: SceneNode, room: number, tall = Number.NaN): void {
    const known = node.flow
    if (known && !Object.is(known.tall, tall)) {
      known.tall = tall
      if (node.kind === BOX) known.min = known.max = Number.NaN
    }
    if (!known) {
      node.flow = fresh(room)
      node.flow.tall = tall
    } else if (known.room !== room) {
      if (hasShares(node)) known.laid = false
      known.room = room
    }
  }

  room(node: SceneNode): number {
    return node.flow?.room ?? Number.NaN
  }

  /** Width over height that the node keeps, or NaN. */
  ratio(node: SceneNode): number {
    const own = node.attrs.aspectRatio
    if (own) return own
    const image = node.kind === IMAGE ? node.extra?.picture?.image : undefined
    if (!image || image.width === 0 || image.height === 0) return Number.NaN
    return this.state.cells ? (2 * image.width) / image.height : image.width / image.height
  }

  width(node: SceneNode, least: boolean): number {
    const known = (node.flow ??= fresh(Number.NaN))
    const before = least ? known.min : known.max
    if (!Number.isNaN(before)) return before
    const width = this.measureWidth(node, least)
    if (least) known.min = width
    else known.max = width
    return width
  }

  private measureWidth(node: SceneNode, least: boolean): number {
    const { state } = this
    switch (node.kind) {
      case TEXT: {
        const block = prepare(state, node)
        return least ? leastOfWords(state, node) : block.natural
      }
      case DRAW:
        return 0
      case BOX: {
        const edges = edgesOf(state, node, Number.NaN)
        const frame = edges.left + edges.right
        return (
          frame + (node.flags & GRID ? widthOfGrid(this, node, least) : this.flexWidth(node, least))
        )
      }
      default:
        return contentSize(state, node, Number.POSITIVE_INFINITY).width
    }
  }

  private flexWidth(node: SceneNode, least: boolean): number {
    const { attrs, kids } = node
    const row = attrs.flexDirection?.startsWith("row") === true
    const wraps = attrs.flexWrap !== undefined && attrs.flexWrap !== "nowrap"
    if (wraps && !row && !least) return this.columnsWidth(node)
    const sums = row && !(least && wraps)
    const gap = sums ? gapOf(this.state, node, "columnGap", 0) : 0
    let width = 0
    let count = 0
    const tall = row && !wraps ? this.innerHeight(node) : Number.NaN
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i]!
      if (kid.attrs.position === "absolute") continue
      this.enter(kid, this.room(kid), isStretched(kid, node) ? tall : Number.NaN)
      const own =
        row && !(wraps && least) ? this.flexible(kid, least) : this.contribution(kid, least)
      width = sums ? width + own + (count > 0 ? gap : 0) : Math.max(width, own)
      count++
    }
    return row && wraps && !least ? Math.max(width, this.flexWidth(node, true)) : width
  }

  /** Height of the content box that is known before the width is, or NaN. */
  private innerHeight(node: SceneNode): number {
    const { state } = this
    const edges = edgesOf(state, node, Number.NaN)
    const own = resolve(state, node, node.attrs.height, true, Number.NaN)
    const height = Number.isNaN(own) ? (node.flow?.tall ?? Number.NaN) : own
    const { max } = limitsOf(state, node, true, Number.NaN, 0)
    const most = Number.isNaN(height) && max < Number.POSITIVE_INFINITY ? max : height
    return Math.min(most, max) - edges.top - edges.bottom
  }

  /** A column that wraps is as wide as its lines together. */
  private columnsWidth(node: SceneNode): number {
    const { state } = this
    const room = this.innerHeight(node)
    const gap = gapOf(state, node, "rowGap", room)
    const between = gapOf(state, node, "columnGap", 0)
    let total = 0
    let line = 0
    let used = 0
    let count = 0
    for (const kid of node.kids) {
      if (kid.attrs.position === "absolute") continue
      this.enter(kid, this.room(kid))
      const width = this.contribution(kid, false)
      const margin = marginsOf(state, kid, 0)
      const inner = width - (margin.left || 0) - (margin.right || 0)
      const given = resolve(state, kid, basisOf(kid) ?? kid.attrs.height, true, room)
      const frame = edgesOf(state, kid, Number.NaN)
      const limits = limitsOf(state, kid, true, room, frame.top + frame.bottom)
      const size =
        clamp(Number.isNaN(given) ? this.height(kid, inner) : given, limits) +
        (margin.top || 0) +
        (margin.bottom || 0)
      if (count > 0 && used + gap + size > room + 1e-3) {
        total += line + between
        line = used = count = 0
      }
      used += size + (count > 0 ? gap : 0)
      line = Math.max(line, width)
      count++
    }
    return total + line
  }

  /** The same for an item of a row: one that can't grow (shrink) beyond a basis that it names has it as a limit. */
  private flexible(kid: SceneNode, least: boolean): number {
    const own = this.contribution(kid, least)
    const { attrs } = kid
    const basis = basisOf(kid)
    if (basis === undefined) return own
    const edges = edgesOf(this.state, kid, Number.NaN)
    const frame = edges.left + edges.right
    const given = resolve(this.state, kid, basis, false, Number.NaN)
    if (Number.isNaN(given)) return own
    const margin = marginsOf(this.state, kid, 0)
    const margins = (margin.left || 0) + (margin.right || 0)
    const base = Math.max(given, frame)
    let size = own - margins
    if (!(attrs.flexGrow ?? attrs.flex)) size = Math.min(size, base)
    if (!(attrs.flexShrink ?? (attrs.flex ? 1 : 0))) size = Math.max(size, base)
    return clamp(size, this.widthLimits(kid, Number.NaN, frame)) + margins
  }

  /** What a kid adds to the width of its parent's content, margins counted. */
  contribution(node: SceneNode, least: boolean): number {
    const { state } = this
    const { attrs } = node
    const margin = marginsOf(state, node, 0)
    const margins = (margin.left || 0) + (margin.right || 0)
    const edges = edgesOf(state, node, Number.NaN)
    const limits = this.widthLimits(node, Number.NaN, edges.left + edges.right)
    let width = resolve(state, node, attrs.width, false, Number.NaN)
    if (Number.isNaN(width)) {
      const ratio = this.ratio(node)
      const said = resolve(state, node, attrs.height, true, Number.NaN)
      const tall = (node.flow?.tall ?? Number.NaN) - (margin.top || 0) - (margin.bottom || 0)
      const tallest = limitsOf(state, node, true, Number.NaN, edges.top + edges.bottom)
      const height = Number.isNaN(said) ? clamp(tall, tallest) : clamp(said, tallest)
      const shrinks =
        node.kind === IMAGE || node.kind === INPUT || node.kind === TEXTAREA
          ? isShare(attrs.width) ||
            isShare(attrs.maxWidth) ||
            (node.kind === IMAGE && isAuto(attrs.width) && attrs.maxWidth === undefined)
          : false
      width =
        least && shrinks
          ? 0
          : Number.isNaN(height * ratio)
            ? this.shape(node, this.width(node, least), Number.NaN)
            : height * ratio
    }
    return clamp(width, limits) + margins
  }

  /** Limits of the width; a node that keeps its shape has those of its height as well. */
  private widthLimits(node: SceneNode, base: number, frame: number) {
    return limitsOf(this.state, node, false, base, frame)
  }

  height(node: SceneNode, width: number): number {
    const known = (node.flow ??= fresh(Number.NaN))
    const { heights, room } = known
    for (let i = 0; i < heights.length; i += 3)
      if (heights[i] === width && (Object.is(heights[i + 1], room) || !hasShares(node)))
        return heights[i + 2]!
    const height = this.measureHeight(node, width)
    if (heights.length > 18) heights.length = 0
    heights.push(width, room, height)
    return height
  }

  private measureHeight(node: SceneNode, width: number): number {
    const { state } = this
    const edges = edgesOf(state, node, this.room(node))
    const frame = edges.top + edges.bottom
    const ratio = this.ratio(node)
    if (!Number.isNaN(ratio)) {
      const height = Math.max(frame, width / ratio)
      return state.cells ? Math.max(height > 0 ? 1 : 0, Math.round(height)) : height
    }
    switch (node.kind) {
      case TEXT:
        return measureText(state, node, width).height
      case DRAW:
        return 0
      case BOX:
        return node.flags & GRID
          ? layoutGrid(this, node, width, Number.NaN, false, false)
          : layoutFlex(this, node, width, Number.NaN, false, false)
      default:
        return contentSize(state, node, width).height
    }
  }

  /** The first baseline of a node of this size, from its border box; of what has none, its lower edge. */
  baseline(node: SceneNode, width: number, height: number): number {
    const { state } = this
    if (node.kind === IMAGE || node.kind === DRAW) return height
    if (node.kind === BOX) {
      const inner =
        node.flags & GRID
          ? baselineOfGrid(this, node, width, height)
          : baselineOfFlex(this, node, width, height)
      // What scrolls or cuts has it inside of its border box.
      return node.flags & CLIPS ? clamp(inner, { min: 0, max: height }) : inner
    }
    if (node.kind === TEXT) {
      const [line] = state.cells ? [] : linesFor(state, node, width, Number.POSITIVE_INFINITY)
      if (line?.baseline !== undefined) return line.baseline
    }
    if (state.cells) return Math.min(1, height)
    const { ascent, descent, lineHeight } = state.metrics(styleOf(state, node).font)
    const leading = (lineHeight - ascent - descent) / 2
    if (node.kind === INPUT) return (height - lineHeight) / 2 + leading + ascent
    const first = Math.floor(leading) + ascent
    return node.kind === TEXT ? first : Math.min(height, first) // a textarea scrolls
  }

  /** The width of what is not stretched: as its content likes it, but no wider than the room, if it can. */
  fit(node: SceneNode, room: number, base = Number.NaN): number {
    const shares = this.shares(node)
    const most = this.width(node, false) + shares
    const width =
      most <= room ? most : Math.min(most, Math.max(this.width(node, true) + shares, room))
    return this.shape(node, width, base)
  }

  /** Width that padding takes which is a share of the parent's; nothing while the width is by content. */
  shares(node: SceneNode): number {
    if (node.kind !== BOX || !hasShares(node)) return 0
    const edges = edgesOf(this.state, node, this.room(node))
    const plain = edgesOf(this.state, node, Number.NaN)
    return edges.left + edges.right - plain.left - plain.right
  }

  /** What keeps its shape has the limits of its height as limits of its width, too. */
  shape(node: SceneNode, width: number, base: number): number {
    const ratio = this.ratio(node)
    if (Number.isNaN(ratio)) return width
    const edges = edgesOf(this.state, node, this.room(node))
    const limits = limitsOf(this.state, node, true, base, edges.top + edges.bottom)
    return clamp(width, { min: limits.min * ratio, max: limits.max * ratio })
  }

  put(
    node: SceneNode,
    x: number,
    y: number,
    width: number,
    height: number,
    definite: boolean,
  ): void {
    const known = (node.flow ??= fresh(Number.NaN))
    if (known.definite !== definite) {
      known.definite = definite
      known.laid = false
    }
    this.settle(this.state, node, x, y, width, height, this.covered)
  }
}

/** Is the kid of a row as high as its line? */
function isStretched({ attrs }: SceneNode, parent: SceneNode): boolean {
  const own = attrs.alignSelf
  const align = own && own !== "auto" ? own : (parent.attrs.alignItems ?? "stretch")
  return align === "stretch" && isAuto(attrs.height)
}

function fresh(room: number): FlowSizes {
  return {
    min: Number.NaN,
    max: Number.NaN,
    room,
    tall: Number.NaN,
    heights: [],
    items: null,
    itemsWidth: Number.NaN,
    definite: false,
    width: -1,
    height: -1,
    laid: false,
  }
}

/** Size along the main axis that the flex attributes name. */
function basisOf({ attrs }: SceneNode): number | string | undefined {
  const basis = attrs.flexBasis ?? (attrs.flex ? 0 : undefined)
  return basis === "auto" ? undefined : basis
}

/** Gives all kids of a box whose own rectangle is settled theirs. False if they have them already. */
export function layoutFlow(
  state: SceneState,
  node: SceneNode,
  definite: boolean,
  covered: boolean,
  settle: Settle,
): boolean {
  const known = (node.flow ??= fresh(Number.NaN))
  const { width, height } = node
  if (known.laid && known.width === width && known.height === height) {
    known.items = null
    return false
  }
  const flow = new Flowing(state, settle, covered)
  const sure = definite || known.definite
  if (node.flags & GRID) layoutGrid(flow, node, width, height, sure, true)
  else layoutFlex(flow, node, width, height, sure, true)
  for (const kid of node.kids) if (kid.attrs.position === "absolute") placeAbsolute(flow, node, kid)
  known.laid = true
  known.width = width
  known.height = height
  return true
}
