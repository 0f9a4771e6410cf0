// Where the surfaces are known to differ, and why. A tree that has one of these is counted by itself.

import type { Tree } from "./corpus.ts"

/** Which sizes of a box do not depend on what is inside. */
interface Known {
  readonly x: boolean
  readonly y: boolean
}

/** Says whether `node`, a kid of `parent`, is laid out in this way. */
type Match = (node: Tree, parent: Tree, known: Known) => boolean

const isGrid = (tree: Tree) => tree.attrs["display"] === "grid"
const isRow = (tree: Tree) => String(tree.attrs["flexDirection"]).startsWith("row")
const isAbsolute = (tree: Tree) => tree.attrs["position"] === "absolute"
const isPercent = (value: unknown) => typeof value === "string" && value.endsWith("%")
const has = (tree: Tree, ...names: string[]) => names.some((name) => tree.attrs[name] !== undefined)
const percent = (tree: Tree, ...names: string[]) =>
  names.some((name) => isPercent(tree.attrs[name]))
const MARGINS = ["margin", "marginTop", "marginLeft", "marginX"]
const main = (parent: Tree, known: Known) => (isRow(parent) ? known.x : known.y)

function isStretched(node: Tree, parent: Tree): boolean {
  const own = node.attrs["alignSelf"]
  const align =
    own !== undefined && own !== "auto" ? own : (parent.attrs["alignItems"] ?? "stretch")
  return align === "stretch" && !MARGINS.some((name) => node.attrs[name] === "auto")
}

export const EXPLAINED: Readonly<Record<string, { readonly why: string; readonly match: Match }>> =
  {
    wrap: {
      why: "Yoga packs wrapped lines before stretching, and drops relative offsets where it aligns lines",
      match: (_, parent) => has(parent, "flexWrap"),
    },
    "aspect ratio": {
      why: "Yoga applies min and max after the ratio, CSS transfers them through it",
      match: (node) => has(node, "aspectRatio"),
    },
    picture: {
      why: "a stretched picture keeps its own height in the scene and its shape in CSS",
      match: (node) => node.kind === "image" && !(has(node, "width") && has(node, "height")),
    },
    field: {
      why: "a field without a size is the browser's choice in a page, and is not stretched there",
      match: (node) => node.kind === "input" || node.kind === "textarea",
    },
    absolute: {
      why: "Yoga does not take offsets off the width that absolute words may have, and counts a title bar as border",
      match: (node, parent) => isAbsolute(node) && (!has(node, "width") || has(parent, "title")),
    },
    "grid margins": {
      why: "auto and percentage margins of grid items are not resolved against their areas",
      match: (node, parent) =>
        isGrid(parent) &&
        MARGINS.some((name) => node.attrs[name] === "auto" || isPercent(node.attrs[name])),
    },
    "grid shares": {
      why: "percentages, limits and spans of grid items: the scene's tracks are simpler than CSS (grid.ts)",
      match: (node, parent) =>
        isGrid(parent) &&
        (has(node, "gridColumn", "gridRow", "minWidth", "minHeight", "maxWidth", "maxHeight") ||
          percent(node, "width", "height")),
    },
    "shares of unknown": {
      why: "percentages and flex bases of a size that depends on what is inside: Yoga takes 0 or nothing, CSS measures twice",
      match: (node, parent, known) =>
        (!known.x && percent(node, "width", "minWidth", "maxWidth", "marginLeft")) ||
        (!known.y && percent(node, "height", "minHeight", "maxHeight")) ||
        (!isGrid(parent) && !main(parent, known) && has(node, "flex", "flexBasis")),
    },
    limits: {
      why: "Yoga shares out room from sizes that min and max have bounded already, CSS from the flex base sizes",
      match: (node, parent) =>
        percent(node, "minWidth", "minHeight") ||
        (!isGrid(parent) &&
          has(node, ...(isRow(parent) ? ["minWidth", "maxWidth"] : ["minHeight", "maxHeight"])) &&
          has(
            parent.kids.find((kid) => has(kid, "flex", "flexGrow", "flexShrink")) ?? parent,
            "flex",
            "flexGrow",
            "flexShrink",
          )),
    },
    "words with a margin": {
      why: "words that would fill the width: Yoga takes their margin off first, in CSS max-width is the parent's width",
      match: (node, parent) =>
        node.kind === "text" &&
        has(node, ...MARGINS) &&
        !has(node, "width") &&
        (isRow(parent) || !isStretched(node, parent)),
    },
    "offsets in reverse": {
      why: "in a reversed row or column Yoga counts the offsets of a relative item from the other side",
      match: (node, parent) =>
        !isAbsolute(node) &&
        has(node, "top", "left") &&
        String(parent.attrs["flexDirection"]).endsWith("reverse"),
    },
    addresses: {
      why: "an address is broken after its colon in a page, and before a word that fits here",
      match: (node) => JSON.stringify(node.words).includes("://"),
    },
  }

/** The first reason for which the boxes of the tree may differ. */
export function reasonFor(tree: Tree): string | undefined {
  for (const name in EXPLAINED)
    if (some(tree, { x: true, y: has(tree, "height") }, EXPLAINED[name]!.match)) return name
  return undefined
}

function some(parent: Tree, known: Known, match: Match): boolean {
  return parent.kids.some(
    (kid) => match(kid, parent, known) || some(kid, knownOf(kid, parent, known), match),
  )
}

function knownOf(node: Tree, parent: Tree, known: Known): Known {
  const given = (name: string, whole: boolean) =>
    has(node, name) && (!isPercent(node.attrs[name]) || whole)
  const row = isRow(parent)
  const fills = isStretched(node, parent) && !isAbsolute(node)
  const grows = has(node, "flex") && !isGrid(parent)
  return {
    x: given("width", known.x) || (known.x && !isGrid(parent) && (row ? grows : fills)),
    y: given("height", known.y) || (known.y && !isGrid(parent) && (row ? fills : grows)),
  }
}

/** Reasons that only the boxes show. */
export const FOUND = {
  overflow:
    "something does not fit: Yoga does not hold a box to its parent's width, nor clamps and shrinks as CSS where room lacks",
  "broken words":
    "a text is narrower than its longest word: the page and the scene break inside of words at other places",
} as const

/** A reason that lies in how large things came out; `boxes` of the page. */
export function foundReason(tree: Tree, boxes: readonly (readonly number[])[]): string | undefined {
  const [x, y, width, height] = boxes[tree.id] as [number, number, number, number]
  for (const kid of tree.kids) {
    const [kx, ky, kw, kh] = boxes[kid.id] as [number, number, number, number]
    if (kid.kind === "text" && kw < longest(kid)) return "broken words"
    const inner = foundReason(kid, boxes)
    if (inner) return inner
    if (isAbsolute(kid) || has(kid, "top", "left")) continue
    if (kx < x - 1 || ky < y - 1 || kx + kw > x + width + 1 || ky + kh > y + height + 1)
      return "overflow"
  }
  return undefined
}

/** About how wide the longest word is. */
function longest(text: Tree): number {
  const words = JSON.stringify(text.words).match(/[^\s"]+/g) ?? []
  return Math.max(...words.map((word) => Math.min(20, word.length))) * 7
}

/** Takes off what makes a difference explained, as far as attributes do. */
export function settle(tree: Tree): Tree {
  const tend = (parent: Tree, known: Known) => {
    for (const kid of parent.kids) {
      const attrs = kid.attrs as Record<string, unknown>
      const differs = () => Object.values(EXPLAINED).some(({ match }) => match(kid, parent, known))
      for (const name of DOUBTFUL) if (name in attrs && differs()) delete attrs[name]
      tend(kid, knownOf(kid, parent, known))
    }
  }
  tend(tree, { x: true, y: has(tree, "height") })
  return tree
}

const DOUBTFUL = [
  ...[
    "gridColumn",
    "gridRow",
    "top",
    "left",
    "minWidth",
    "maxWidth",
    "minHeight",
    "maxHeight",
    "flex",
    "flexBasis",
  ],
  ...["marginX", "marginLeft", "marginTop", "margin", "height", "width"],
]
