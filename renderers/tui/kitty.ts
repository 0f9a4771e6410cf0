// Pictures by kitty's graphics protocol: real pixels, placed by cells.
//
//     picture ──▶ id 0x3a91c2 ──▶ pixels, once      ESC _ G a=t,i=… ; base64 in chunks ESC \
//                      │
//     cells of it: U+10EEEE, a mark for the row, a mark for the column; the colour is the id
//
//     placeholders  the terminal puts the picture's part where such a cell stands (kitty, ghostty, and
//                   through tmux): clipping, scrolling, covering and deletion are those of text
//     placements    other terminals (WezTerm, Konsole): the cells are blanks on the wire, and the
//                   rectangles that are left of the picture are placed over them after each frame
//
// A picture is sent in the size it is shown in, never larger, and stays in the terminal while it is seen
// or there is room for it. Of pixels that change (a canvas in the terminal), kitty itself is sent the bands
// that are others (a=f: a part of the picture's only frame is written over); other terminals get the whole.
//
// Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (Kovid Goyal), with the list of marks from
// its rowcolumn-diacritics.txt.

import { type Cells, IMAGE } from "./cells.ts"
import { type Band, changedBands } from "./changed-bands.ts"
import type { TerminalSize } from "./driver/driver.ts"
import type { Emitter } from "./emit.ts"
import { PLACEHOLDER, type Pool } from "./glyphs.ts"
import { type Picture, scaledPicture } from "./picture.ts"

/** What a cell is taken for while the terminal does not say, in pixels. */
const CELL_WIDTH = 10
const CELL_HEIGHT = 20
/** Base64 characters in one sequence. */
const CHUNK = 4096
/** Bytes of pixels that the terminal keeps for us beyond what is seen; kitty itself keeps 320 MB. */
const KEPT = 32 << 20
/** Pictures in the terminal beyond those that are seen. */
const MOST_KEPT = 100
/** Pixels of one picture: a screen of 4K. */
const MOST_PIXELS = 3840 * 2160

/** First and last of each run of marks, hexadecimal. */
const MARK_RUNS =
  "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 " +
  "5a8-5a9 5ab-5ac 5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 " +
  "735-736 73a 73d 73f-741 743 745 747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 " +
  "953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb " +
  "1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 20d4-20d7 20db-20dc 20e1 20e7 20e9 " +
  "20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf " +
  "aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244"

/** The mark for each number of a row or column. */
let marks: readonly string[] | undefined

function markOf(n: number): string {
  marks ??= MARK_RUNS.split(" ").flatMap((run) => {
    const [first = 0, last = first] = run.split("-").map((code) => Number.parseInt(code, 16))
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))
  })
  return marks[n] ?? ""
}

/** Rows and columns that marks can name. */
export const MOST_CELLS = 297

interface Sent {
  readonly id: number
  /** Of the picture as it was sent, in pixels. */
  width: number
  height: number
  readonly columns: number
  readonly rows: number
  /** The picture, or what it is a moment of. */
  readonly key: object
  /** What was sent. */
  shown: Picture
  /** Of pixels that change: the bytes of the last moment. */
  pixels: Pixels | undefined
  /** The number of the last `settle` in which a cell showed it. */
  seen: number
}

/** A rectangle of cells, and where in its picture it begins. */
interface Placement {
  readonly image: number
  readonly x: number
  readonly y: number
  readonly column: number
  readonly row: number
  readonly width: number
  height: number
}

export class KittyImages {
  /** Whether the terminal knows placeholders. */
  placeholders = true
  /** Whether the terminal lets a part of a picture be written over. */
  edits = false
  // Of a cell, in pixels.
  #cellWidth = CELL_WIDTH
  #cellHeight = CELL_HEIGHT
  readonly #pool: Pool
  readonly #through: (sequence: string) => string
  /** tmux may bring colours down to 256: an id is one of these then, and passes unchanged. */
  readonly #inPalette: boolean
  readonly #sent = new Map<number, Sent>()
  #byPicture = new WeakMap<object, Sent[]>()
  #next: number
  #outbox = ""
  #settles = 0
  /** Placements by what they are, with their ids. */
  #placed = new Map<string, { readonly image: number; readonly id: number }>()
  #nextPlacement = 1

  /**
   * @param through - Makes a sequence reach the terminal itself, through tmux.
   * @param firstId - From 0 to 1. Ids are the terminal's, and other programs have some: begin anywhere.
   */
  constructor(pool: Pool, through: (sequence: string) => string, firstId = Math.random()) {
    this.#pool = pool
    this.#through = through
    this.#inPalette = through(" ") !== " "
    const [least, most] = this.#ids
    this.#next = least + Math.floor(firstId * (most - least))
  }

  /** Least and greatest id. The first sixteen colours have other ways of being written. */
  get #ids(): readonly [number, number] {
    return this.#inPalette ? [16, 255] : [1, 0xffffff]
  }

  /** Bits of colour that ids need. */
  get depth(): 8 | 24 {
    return this.#inPalette ? 8 : 24
  }

  /** Whether cells of pictures may not be moved by the terminal itself. */
  get forbidsScrolling(): boolean {
    return !this.placeholders && this.#sent.size > 0
  }

  /** The terminal's cells have a size in pixels, as far as it told. */
  measure({ columns, rows, pixelWidth, pixelHeight }: TerminalSize): void {
    this.#cellWidth = pixelWidth > 0 && columns > 0 ? pixelWidth / columns : CELL_WIDTH
    this.#cellHeight = pixelHeight > 0 && rows > 0 ? pixelHeight / rows : CELL_HEIGHT
  }

  /** The id of a picture in a size of cells; its pixels go out with the next frame. */
  use(picture: Picture, columns: number, rows: number): number {
    const known = this.#byPicture
      .get(picture.of ?? picture)
      ?.find((s) => s.columns === columns && s.rows === rows)
    if (!known) return this.#send(picture, columns, rows).id
    known.seen = this.#settles
    if (known.shown !== picture) this.#transmit(known, picture)
    return known.id
  }

  /** The colour that says whose the cells are. */
  colorOf(id: number): number {
    return this.#inPalette ? 0x100 | id : 0xff000000 | id
  }

  /** What stands in the cell of a picture at `column`, `row`. */
  glyph(column: number, row: number): number {
    return this.#pool.cluster(PLACEHOLDER + markOf(row) + markOf(column))
  }

  #send(picture: Picture, columns: number, rows: number): Sent {
    const id = this.#newId()
    const size = this.#sizeOf(picture, columns, rows)
    const key = picture.of ?? picture
    const seen = this.#settles
    const sent = { id, ...size, columns, rows, key, shown: picture, pixels: undefined, seen }
    this.#sent.set(id, sent)
    const list = this.#byPicture.get(key)
    if (list) list.push(sent)
    else this.#byPicture.set(key, [sent])
    this.#transmit(sent, picture)
    return sent
  }

  /** The pixels, as the next moment of a picture in the place of the one before: its cells stay. */
  #transmit(sent: Sent, picture: Picture): void {
    const { id, columns, rows } = sent
    const size = this.#sizeOf(picture, columns, rows)
    const before = sent.pixels
    const pixels = pixelsOf(picture, size.width, size.height)
    sent.width = size.width
    sent.height = size.height
    sent.shown = picture
    if (this.edits && picture.of) sent.pixels = pixels
    const bands = before && this.edits ? bandsOf(before, pixels) : undefined
    if (bands) {
      for (const band of bands) this.#edit(id, pixels, band)
      return
    }
    // The terminal drops what was placed of the moment before.
    for (const [key, { image }] of this.#placed) if (image === id) this.#placed.delete(key)

    const head = `a=t,q=2,i=${id},f=${pixels.depth * 8},s=${size.width},v=${size.height},o=z`
    this.#sayPixels(head, "q=2", pixels.bytes)
    if (this.placeholders) this.#say(`a=p,U=1,q=2,i=${id},c=${columns},r=${rows}`)
  }

  /** Writes over a part of a picture in the terminal. */
  #edit(id: number, pixels: Pixels, { x, y, width, height }: Band): void {
    const format = pixels.depth * 8
    const head = `a=f,q=2,i=${id},r=1,X=1,f=${format},s=${width},v=${height},x=${x},y=${y},o=z`
    this.#sayPixels(head, "a=f,q=2", partOf(pixels, { x, y, width, height }))
  }

  /** In chunks, the first of which says what they are. */
  #sayPixels(head: string, following: string, bytes: Buffer): void {
    const zlib = process.getBuiltinModule("node:zlib") // a start without pictures does not pay for it
    const base64 = zlib.deflateSync(bytes, { level: 3 }).toString("base64")
    for (let at = 0; at < base64.length; at += CHUNK) {
      const more = at + CHUNK < base64.length ? 1 : 0
      this.#say(`${at === 0 ? head : following},m=${more}`, base64.slice(at, at + CHUNK))
    }
  }

  #newId(): number {
    const [least, most] = this.#ids
    const following = (id: number) => (id >= most ? least : id + 1)
    let id = this.#next
    for (let n = 0; n < 256 && this.#sent.has(id); n++) id = following(id)
    this.#next = following(id)
    return id
  }

  /** No more pixels than the cells have, and no more than the picture has. */
  #sizeOf(picture: Picture, columns: number, rows: number): { width: number; height: number } {
    const room = Math.min(
      1,
      Math.max(
        (columns * this.#cellWidth) / picture.width,
        (rows * this.#cellHeight) / picture.height,
      ),
      Math.sqrt(MOST_PIXELS / (picture.width * picture.height)),
    )
    return {
      width: Math.max(1, Math.round(picture.width * room)),
      height: Math.max(1, Math.round(picture.height * room)),
    }
  }

  #say(keys: string, payload = ""): void {
    this.#outbox += this.#through(`\x1b_G${keys}${payload && `;${payload}`}\x1b\\`)
  }

  /** What must be written before the frame whose cells were painted last. */
  takeOutbox(): string {
    const text = this.#outbox
    this.#outbox = ""
    return text
  }

  /** After a frame was encoded: places what must be placed, and forgets what is seen no more. */
  settle(cells: Cells, out: Emitter): void {
    if (this.#sent.size === 0) return
    const placements = this.placeholders ? undefined : ([] as Placement[])
    this.#settles++
    this.#look(cells, placements)
    if (placements) this.#place(placements, out)
    this.#forgetOld(out)
  }

  /** Notes which pictures are seen, and the rectangles of them. */
  #look(cells: Cells, placements: Placement[] | undefined): void {
    const { attr, glyph, fg, width } = cells
    let above: Placement[] = []
    let row: Placement[] = []
    for (let i = 0; i < attr.length; i++) {
      if (i % width === 0) {
        above = row
        row = []
      }
      if (!(attr[i]! & IMAGE)) continue
      const id = fg[i]! & (this.#inPalette ? 0xff : 0xffffff)
      const sent = this.#sent.get(id)
      if (!sent) continue
      sent.seen = this.#settles
      if (!placements) continue
      const x = i % width
      const part = this.#pool.partOf(glyph[i]!)
      const from = i
      while (
        x + (i - from) + 1 < width &&
        attr[i + 1]! & IMAGE &&
        fg[i + 1] === fg[from] &&
        this.#follows(glyph[from]!, glyph[i + 1]!, i + 1 - from)
      )
        i++
      const length = i - from + 1
      const y = Math.floor(from / width)
      const [r, c] = [indexOf(part, 0), indexOf(part, 1)]
      const grown = above.find(
        (p) =>
          p.image === id &&
          p.x === x &&
          p.width === length &&
          p.column === c &&
          p.row + p.height === r &&
          p.y + p.height === y,
      )
      if (grown) {
        grown.height++
        row.push(grown)
        continue
      }
      const placement = { image: id, x, y, column: c, row: r, width: length, height: 1 }
      placements.push(placement)
      row.push(placement)
    }
  }

  /** Whether a cell is the one `by` columns to the right of another, of one row of a picture. */
  #follows(first: number, other: number, by: number): boolean {
    const a = this.#pool.partOf(first)
    const b = this.#pool.partOf(other)
    return indexOf(a, 0) === indexOf(b, 0) && indexOf(a, 1) + by === indexOf(b, 1)
  }

  #place(placements: readonly Placement[], out: Emitter): void {
    const now = new Map<string, { readonly image: number; readonly id: number }>()
    const missing: [string, Placement][] = []
    for (const p of placements) {
      const key = `${p.image} ${p.x},${p.y} ${p.column},${p.row} ${p.width},${p.height}`
      const known = this.#placed.get(key)
      if (known) now.set(key, known)
      else missing.push([key, p])
    }
    for (const [key, { image, id }] of this.#placed)
      if (!now.has(key)) out.raw(this.#through(`\x1b_Ga=d,d=i,q=2,i=${image},p=${id}\x1b\\`))
    for (const [key, p] of missing) {
      const sent = this.#sent.get(p.image)
      if (!sent) continue
      const id = this.#nextPlacement++
      const left = Math.round((p.column * sent.width) / sent.columns)
      const top = Math.round((p.row * sent.height) / sent.rows)
      const right = Math.round(((p.column + p.width) * sent.width) / sent.columns)
      const bottom = Math.round(((p.row + p.height) * sent.height) / sent.rows)
      out.moveTo(p.x, p.y)
      out.raw(
        this.#through(
          `\x1b_Ga=p,q=2,C=1,z=-1,i=${p.image},p=${id},c=${p.width},r=${p.height},x=${left},y=${top},` +
            `w=${Math.max(1, right - left)},h=${Math.max(1, bottom - top)}\x1b\\`,
        ),
      )
      now.set(key, { image: p.image, id })
    }
    this.#placed = now
  }

  /** Frees the oldest of those that are not seen, as far as they are too much. */
  #forgetOld(out: Emitter): void {
    let bytes = 0
    let count = 0
    for (const sent of this.#sent.values()) {
      if (sent.seen === this.#settles) continue
      bytes += sent.width * sent.height * 4
      count++
    }
    if (bytes <= KEPT && count <= MOST_KEPT) return
    const old = [...this.#sent.values()].filter((sent) => sent.seen !== this.#settles)
    for (const sent of old.sort((a, b) => a.seen - b.seen)) {
      if (bytes <= KEPT && count <= MOST_KEPT) return
      bytes -= sent.width * sent.height * 4
      count--
      this.#sent.delete(sent.id)
      const list = this.#byPicture.get(sent.key)
      list?.splice(list.indexOf(sent), 1)
      out.raw(this.#through(`\x1b_Ga=d,d=I,q=2,i=${sent.id}\x1b\\`))
    }
  }

  /** Something was printed over, or moved away under, what we have placed. */
  unplace(): void {
    for (const { image, id } of this.#placed.values()) this.#say(`a=d,d=i,q=2,i=${image},p=${id}`)
    this.#placed.clear()
  }

  /** Bytes that free all of it. */
  clear(): string {
    this.#outbox = ""
    for (const id of this.#sent.keys()) this.#say(`a=d,d=I,q=2,i=${id}`)
    this.forget()
    return this.takeOutbox()
  }

  /** The terminal has nothing of ours any more. */
  forget(): void {
    this.#sent.clear()
    this.#byPicture = new WeakMap()
    this.#placed.clear()
  }
}

/** The number that a mark of a placeholder stands for: 0 the row's, 1 the column's. */
function indexOf(part: string, which: 0 | 1): number {
  const points = [...part]
  return markIndex(points[which + 1] ?? "")
}

let indices: Map<string, number> | undefined
function markIndex(mark: string): number {
  if (!indices) {
    markOf(0)
    indices = new Map(marks?.map((one, i) => [one, i]))
  }
  return indices.get(mark) ?? 0
}

/** Pixels as the protocol takes them: RGB when nothing is seen through, else RGBA. */
interface Pixels {
  readonly width: number
  readonly height: number
  /** Bytes of a pixel. */
  readonly depth: 3 | 4
  readonly bytes: Buffer
}

function pixelsOf(picture: Picture, width: number, height: number): Pixels {
  const isWhole = width === picture.width && height === picture.height
  const pixels = isWhole ? picture.pixels : bytesOf(scaledPicture(picture, width, height))
  const count = width * height
  let opaque = true
  for (let i = 3; i < count * 4 && opaque; i += 4) opaque = pixels[i] === 255
  if (!opaque) {
    const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, count * 4)
    // What changes may change in place, and is compared with its next moment.
    return { width, height, depth: 4, bytes: picture.of ? Buffer.from(bytes) : bytes }
  }
  const bytes = Buffer.allocUnsafe(count * 3)
  for (let i = 0, o = 0; i < count * 4; i += 4, o += 3) {
    bytes[o] = pixels[i]!
    bytes[o + 1] = pixels[i + 1]!
    bytes[o + 2] = pixels[i + 2]!
  }
  return { width, height, depth: 3, bytes }
}

/** Where two moments differ; undefined when the whole is as cheap, or the pixels are of another kind. */
function bandsOf(before: Pixels, { width, height, depth, bytes }: Pixels): Band[] | undefined {
  if (before.width !== width || before.height !== height || before.depth !== depth) return undefined
  const bands = changedBands(before.bytes, bytes, width, height, depth)
  const area = bands.reduce((sum, band) => sum + band.width * band.height, 0)
  return area <= (width * height) / 2 ? bands : undefined
}

function partOf(pixels: Pixels, band: Band): Buffer {
  const { bytes, depth, width } = pixels
  const stride = band.width * depth
  const part = Buffer.allocUnsafe(stride * band.height)
  for (let row = 0; row < band.height; row++) {
    const from = ((band.y + row) * width + band.x) * depth
    bytes.copy(part, row * stride, from, from + stride)
  }
  return part
}

/** 0xAARRGGBB as four bytes each: R, G, B, A. */
function bytesOf(colors: Int32Array): Uint8Array {
  const bytes = new Uint8Array(colors.length * 4)
  for (let i = 0; i < colors.length; i++) {
    const color = colors[i]!
    bytes[i * 4] = (color >> 16) & 255
    bytes[i * 4 + 1] = (color >> 8) & 255
    bytes[i * 4 + 2] = color & 255
    bytes[i * 4 + 3] = color >>> 24
  }
  return bytes
}
