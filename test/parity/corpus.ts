// Trees of universal elements, made by chance from a seed: what the surfaces are compared on.
//
// A tree is data, so that it travels into a browser as JSON. Each element has a number, by which its
// box is found again. Lengths are CSS pixels; `cells` gives the same tree in the terminal's unit.

import { type Rng, rng } from "../core/view/rng.ts"

export type Kind = "box" | "text" | "draw" | "image" | "input" | "textarea"

export interface Tree {
  readonly id: number
  readonly kind: Kind
  readonly attrs: Readonly<Record<string, unknown>>
  readonly kids: readonly Tree[]
  /** Of a text: its words, and runs with a style of their own. */
  readonly words: readonly Words[]
}

export type Words =
  | string
  | { readonly attrs: Readonly<Record<string, unknown>>; readonly words: readonly Words[] }

/** A picture of 60 × 40 pixels. */
export const PICTURE =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="teal"/></svg>`,
  )

const VOCABULARY =
  "the a load average of every node is shown here with its state, memory and network, so that you see at once what changed; internationalization well-known 42 3.14 (really) e-mail https://example.org/path résumé naïve I/O 100% OK ok now".split(
    " ",
  )

const ALIGN = ["start", "center", "end", "stretch", "baseline"]
const JUSTIFY = ["start", "center", "end", "between", "around", "evenly"]

/** Tree number `seed`. */
export function makeTree(seed: number): Tree {
  return new Maker(rng(seed * 7919 + 13)).root()
}

class Maker {
  private ids = 0
  private left = 0
  private readonly chance: Rng
  /** Two trees in five are as most interfaces are; in the others every feature is usual. */
  private readonly calm: boolean

  constructor(chance: Rng) {
    this.chance = chance
    this.calm = chance.chance(0.4)
  }

  root(): Tree {
    const { chance } = this
    this.left = 6 + chance.int(14)
    const id = this.ids++
    const attrs: Record<string, unknown> = {
      width: chance.chance(0.2) ? 40 + chance.int(20) * 10 : 240 + chance.int(66) * 10,
    }
    if (chance.chance(0.75)) attrs["height"] = (chance.chance(0.5) ? 60 : 300) + chance.int(40) * 10
    const display = this.container(attrs)
    return { id, kind: "box", attrs, words: [], kids: this.kids(0, display) }
  }

  private kids(depth: number, display: string): Tree[] {
    const kids: Tree[] = []
    const count = 1 + this.chance.int(display === "grid" ? 6 : 4)
    for (let i = 0; i < count && this.left > 0; i++) kids.push(this.element(depth + 1, display))
    return kids
  }

  private element(depth: number, display: string): Tree {
    const { chance } = this
    this.left--
    const id = this.ids++
    const roll = chance.int(100)
    const kind: Kind =
      depth < 5 && roll < 50
        ? "box"
        : roll < 82
          ? "text"
          : roll < 88
            ? "draw"
            : roll < 94
              ? "image"
              : roll < 98
                ? "input"
                : "textarea"
    const attrs: Record<string, unknown> = {}
    this.item(attrs, display, kind)
    if (kind === "text") return { id, kind, attrs, kids: [], words: this.text(attrs) }
    if (kind === "image") attrs["src"] = PICTURE
    if (kind === "textarea") this.some(attrs, 0.4, "rows", () => 1 + chance.int(6))
    if (kind !== "box") return { id, kind, attrs, kids: [], words: [] }
    const inner = this.container(attrs)
    const kids = chance.chance(0.12) ? [] : this.kids(depth, inner)
    return { id, kind, attrs, words: [], kids }
  }

  private length(most: number): unknown {
    const { chance } = this
    const roll = chance.int(10)
    return roll < 9 ? chance.int(most / 5) * 5 : `${1 + chance.int(Math.ceil(most / 20))}lh`
  }

  private size(most: number): unknown {
    const { chance } = this
    return chance.chance(0.3) ? `${10 * (1 + chance.int(10))}%` : 5 + chance.int(most / 5) * 5
  }

  private some(
    attrs: Record<string, unknown>,
    share: number,
    name: string,
    value: () => unknown,
  ): void {
    if (this.chance.chance(this.calm && share < 0.2 ? share / 5 : share)) attrs[name] = value()
  }

  /** How a box arranges its kids. Says whether it is a grid. */
  private container(attrs: Record<string, unknown>): string {
    const { chance } = this
    this.some(attrs, 0.35, "gap", () => chance.pick([2, 4, 8, 12, "1lh"]))
    this.some(attrs, 0.08, "columnGap", () => 2 * chance.int(8))
    this.some(attrs, 0.05, "rowGap", () => chance.pick([3, 6, "5%"]))
    this.some(attrs, 0.3, "padding", () => chance.pick([1, 2, 4, 8, 10]))
    this.some(attrs, 0.12, "paddingX", () => this.length(30))
    this.some(attrs, 0.08, "paddingTop", () => this.length(30))
    this.some(attrs, 0.05, "paddingRight", () => chance.pick(["5%", "10%", "2ch"]))
    this.some(attrs, 0.25, "border", () =>
      chance.pick([true, "single", "round", "heavy", "double"]),
    )
    this.some(attrs, 0.05, "borderLeft", () => chance.pick([false, "heavy"]))
    this.some(attrs, 0.08, "title", () => chance.pick(["Load", "Memory of the node"]))
    this.some(attrs, 0.12, "overflow", () => chance.pick(["hidden", "hidden", "scroll"]))
    this.some(attrs, 0.06, "fontSize", () => chance.pick([11, 12, 16, 20]))
    if (chance.chance(0.14)) {
      attrs["display"] = "grid"
      const track = () =>
        chance.pick([
          ...["1fr", "1fr", "2fr", "auto", "60", "20%", "0.5fr"],
          ...["minmax(40, 1fr)", "minmax(20, 90)", "minmax(auto, 60)", "minmax(20, auto)"],
        ])
      attrs["gridTemplateColumns"] = chance.chance(0.3)
        ? `repeat(${1 + chance.int(3)}, 1fr)`
        : Array.from({ length: 1 + chance.int(3) }, track).join(" ")
      this.some(attrs, 0.35, "gridTemplateRows", () =>
        Array.from({ length: 1 + chance.int(2) }, () =>
          chance.pick(["auto", "1fr", "40", "2lh", "30%", "minmax(10, auto)"]),
        ).join(" "),
      )
      this.some(attrs, 0.15, "gridAutoRows", () => chance.pick(["30", "auto", "2lh", "1fr"]))
      this.some(attrs, 0.1, "gridAutoColumns", () => chance.pick(["30", "auto", "1fr"]))
      this.some(attrs, 0.15, "gridAutoFlow", () => "column")
      this.some(attrs, 0.15, "alignItems", () => chance.pick(ALIGN))
      return "grid"
    }
    this.some(attrs, 0.5, "flexDirection", () =>
      chance.pick(["row", "row", "row", "row", "column", "row-reverse", "column-reverse"]),
    )
    this.some(attrs, 0.15, "flexWrap", () => chance.pick(["wrap", "wrap", "wrap", "wrap-reverse"]))
    this.some(attrs, 0.3, "alignItems", () => chance.pick(ALIGN))
    this.some(attrs, 0.3, "justifyContent", () => chance.pick(JUSTIFY))
    // Most of what wraps is a row.
    if (attrs["flexWrap"] && chance.chance(0.7)) attrs["flexDirection"] = "row"
    if (attrs["flexWrap"])
      this.some(attrs, 0.4, "alignContent", () => chance.pick([...JUSTIFY, "stretch"]))
    return "flex"
  }

  /** Where an element stands in its parent, and how large it is. */
  private item(attrs: Record<string, unknown>, display: string, kind: Kind): void {
    const { chance } = this
    const isLeaf = kind !== "box" && kind !== "text"
    const sized = isLeaf ? 0.6 : kind === "text" ? 0.1 : 0.22
    if (kind === "draw" || kind === "image") {
      if (kind === "draw" || chance.chance(0.5)) {
        attrs["width"] = this.size(120)
        attrs["height"] = 5 + chance.int(16) * 5
      } else this.some(attrs, 0.3, "width", () => 20 + chance.int(12) * 5)
    } else {
      this.some(attrs, sized, "width", () => this.size(200))
      this.some(attrs, sized * (kind === "text" ? 0.5 : 0.8), "height", () => this.size(120))
    }
    this.some(attrs, 0.07, "minWidth", () => this.size(80))
    this.some(attrs, 0.05, "minHeight", () => this.size(60))
    this.some(attrs, 0.07, "maxWidth", () => this.size(200))
    this.some(attrs, 0.05, "maxHeight", () => this.size(120))
    this.some(attrs, 0.1, "margin", () => chance.pick([1, 2, 4, 8]))
    this.some(attrs, 0.05, "marginTop", () => chance.pick([2, 5, 10, "auto", -3]))
    this.some(attrs, 0.06, "marginLeft", () => chance.pick([2, 5, 10, "auto", "auto", "5%"]))
    this.some(attrs, 0.02, "marginX", () => "auto")
    this.some(attrs, 0.03, "marginBottom", () => chance.pick([6, "auto", "3%", -2]))
    this.some(attrs, 0.03, "marginRight", () => chance.pick([6, "auto", "1ch"]))
    if (kind === "box") this.some(attrs, 0.05, "aspectRatio", () => chance.pick([0.5, 1, 1.5, 2]))
    if (chance.chance(this.calm ? 0.03 : 0.08)) {
      attrs["position"] = "absolute"
      if (chance.chance(0.25)) attrs["inset"] = this.length(20)
      else {
        attrs[chance.pick(["left", "right"])] = chance.chance(0.2) ? "10%" : this.length(60)
        attrs[chance.pick(["top", "bottom"])] = chance.chance(0.2) ? "10%" : this.length(60)
        this.some(attrs, 0.25, "right", () => this.length(40))
        this.some(attrs, 0.15, "bottom", () => this.length(40))
      }
      return
    }
    this.some(attrs, 0.04, "top", () => chance.int(12) - 4)
    this.some(attrs, 0.04, "left", () => chance.int(12) - 4)
    this.some(attrs, 0.02, "right", () => chance.int(12) - 4)
    this.some(attrs, 0.02, "bottom", () => chance.pick([4, "10%"]))
    this.some(attrs, 0.1, "alignSelf", () => chance.pick([...ALIGN, "auto"]))
    if (display === "grid") {
      this.some(attrs, 0.08, "gridColumn", () => chance.pick(["span 2", "1 / 3", 2, "1", "2 / -1"]))
      this.some(attrs, 0.05, "gridRow", () => chance.pick(["span 2", 2, 1]))
      return
    }
    if (chance.chance(0.2)) attrs["flex"] = chance.pick([1, 1, 1, 2])
    else {
      this.some(attrs, 0.15, "flexGrow", () => chance.pick([1, 1, 2]))
      this.some(attrs, 0.2, "flexShrink", () => chance.pick([1, 1, 2]))
      this.some(attrs, 0.08, "flexBasis", () => chance.pick([0, 40, 100, "50%", "auto"]))
    }
  }

  private text(attrs: Record<string, unknown>): Words[] {
    const { chance } = this
    this.some(attrs, 0.08, "align", () => chance.pick(["center", "right"]))
    this.some(attrs, 0.06, "wrap", () => chance.pick(["none", "char"]))
    this.some(attrs, 0.04, "truncate", () => true)
    this.some(attrs, 0.03, "lineClamp", () => 2)
    this.some(attrs, 0.08, "fontSize", () => chance.pick([11, 16, 18]))
    this.some(attrs, 0.06, "bold", () => true)
    this.some(attrs, 0.03, "lineHeight", () => chance.pick([1, 1.2, 1.6]))
    this.some(attrs, 0.03, "letterSpacing", () => 1)
    return this.words(1 + chance.int(chance.chance(0.2) ? 40 : 6), 0)
  }

  private words(count: number, depth: number): Words[] {
    const { chance } = this
    const words: Words[] = []
    let run: string[] = []
    for (let i = 0; i < count; i++) {
      if (depth < 2 && chance.chance(0.06)) {
        if (run.length > 0) words.push(`${run.join(" ")} `)
        run = [""]
        const attrs = chance.pick<Record<string, unknown>>([
          { bold: true },
          { italic: true },
          { fontSize: 11 },
          { color: "accent" },
        ])
        words.push({ attrs, words: this.words(1 + chance.int(4), depth + 1) })
      } else run.push(chance.pick(VOCABULARY))
    }
    if (run.length > 0 && run.join("") !== "") words.push(run.join(" "))
    return words.length > 0 ? words : ["ok"]
  }
}
