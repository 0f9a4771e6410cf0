// What stands in a cell: a number, so that a screen is a few typed arrays.
//
//     bit 30      29        28      27       26 … 0
//       WIDE    CLUSTER    TAIL   RISKY      code point, or index into the pool
//
// "a" is 0x61. "日" is WIDE | 0x65e5, and the cell to its right is TAIL. "👩‍🚀" is several code points:
// they are kept once in a pool, and the cell is WIDE | CLUSTER | RISKY | index. All values fit a
// signed 32-bit integer, so that the engine keeps them as small integers.

import { graphemes, isPlain } from "./width.ts"

/** Takes two columns; the second cell is TAIL. */
export const WIDE = 1 << 30
/** The low bits are an index into the pool. */
export const CLUSTER = 1 << 29
/** The second column of a wide grapheme. */
export const TAIL = 1 << 28
/** Terminals disagree about its width: after it, say the column. */
export const RISKY = 1 << 27
/** The code point or index. */
export const VALUE = RISKY - 1

export const SPACE = 0x20
/**
 * What is left of a wide grapheme whose other half was covered: seen as a space. It is told apart so
 * that the grapheme comes back when only the covered half is painted anew.
 */
export const BROKEN = 0
/** Stands where a terminal puts a part of a picture, followed by marks that say which (kitty.ts). */
export const PLACEHOLDER = "\u{10eeee}"

/** The clusters and link addresses that cells name by index. Each screen has one. */
export class Pool {
  readonly #clusters: string[] = []
  readonly #clusterIndex = new Map<string, number>()
  readonly #links: string[] = [""]
  readonly #linkIndex = new Map<string, number>([["", 0]])
  readonly #shaped = new Map<string, Int32Array>()
  /** The terminal knows placeholders; else parts of pictures go out as spaces. */
  sendsPlaceholders = false
  #limit = 20_000
  /** A link found no place, and dropping unused ones may make some. */
  #refused = false
  #crowded = false

  /** How many different clusters are kept. */
  get size(): number {
    return this.#clusters.length
  }

  /** Index of a cluster; the same text has the same index until `clear`. */
  intern(cluster: string): number {
    let index = this.#clusterIndex.get(cluster)
    if (index === undefined) {
      index = this.#clusters.push(cluster) - 1
      this.#clusterIndex.set(cluster, index)
    }
    return index
  }

  /** The glyph of a cluster that is one column wide. */
  cluster(text: string): number {
    return CLUSTER | this.intern(text)
  }

  /** Index of a link address, 0 for none; at most 255 at a time, further ones are not links. */
  link(address: string): number {
    const known = this.#linkIndex.get(address)
    if (known !== undefined) return known
    if (this.#links.length > 255) {
      this.#refused = !this.#crowded
      return 0
    }
    const index = this.#links.push(address) - 1
    this.#linkIndex.set(address, index)
    return index
  }

  address(link: number): string {
    return this.#links[link] ?? ""
  }

  /** True when it is time to drop what no cell names: the owner calls `clear`, interns what it still has, and `settle`. */
  get isFull(): boolean {
    return this.#clusters.length > this.#limit || this.#refused
  }

  /** After `clear` and interning anew: when to be full again. */
  settle(): void {
    this.#limit = Math.max(20_000, this.#clusters.length * 2)
    this.#crowded = this.#links.length > 200
    this.#refused = false
  }

  /** Forgets everything; no cell may keep an index. */
  clear(): void {
    this.#clusters.length = 0
    this.#clusterIndex.clear()
    this.#links.length = 1
    this.#linkIndex.clear()
    this.#linkIndex.set("", 0)
    this.#shaped.clear()
  }

  /** The characters of a glyph; a TAIL is "", and a part of a picture a space. */
  textOf(glyph: number): string {
    if (glyph & TAIL) return ""
    if (glyph === BROKEN) return " "
    if (glyph & CLUSTER) {
      const text = this.partOf(glyph)
      return text.startsWith(PLACEHOLDER) ? " " : text
    }
    return String.fromCodePoint(glyph & VALUE)
  }

  /** A cluster as it is kept: of a part of a picture, the placeholder and its marks. */
  partOf(glyph: number): string {
    return this.#clusters[glyph & VALUE] ?? " "
  }

  /** A cluster as it goes to the terminal. */
  sentOf(glyph: number): string {
    return this.sendsPlaceholders ? this.partOf(glyph) : this.textOf(glyph)
  }

  /**
   * One glyph for each column of `text`, safe for a terminal; or undefined when each UTF-16 unit is
   * a column by itself, and the caller can read them from the text.
   */
  shape(text: string): Int32Array | undefined {
    if (isPlain(text)) return undefined
    const known = this.#shaped.get(text)
    if (known) return known
    const out: number[] = []
    for (const grapheme of graphemes(text)) {
      out.push(this.#glyph(grapheme.text, grapheme.width, grapheme.risky))
      if (grapheme.width === 2) out.push(TAIL)
    }
    const shaped = Int32Array.from(out)
    if (text.length <= 400) {
      if (this.#shaped.size >= 2048) this.#shaped.clear()
      this.#shaped.set(text, shaped)
    }
    return shaped
  }

  #glyph(text: string, width: 1 | 2, risky: boolean): number {
    const codePoint = text.codePointAt(0)!
    const single = text.length === (codePoint > 0xffff ? 2 : 1)
    const flags = (width === 2 ? WIDE : 0) | (risky ? RISKY : 0)
    return single ? flags | codePoint : flags | CLUSTER | this.intern(text)
  }
}
