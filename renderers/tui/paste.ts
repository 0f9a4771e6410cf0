// The body of a bracketed paste: everything up to ESC [ 201 ~, in linear time and bounded memory.

const END = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e] // ESC [ 2 0 1 ~
const ESC = 0x1b

export class PasteBuffer {
  readonly #limit: number
  #bytes = new Uint8Array(0)
  #length = 0
  #truncated = false
  /** How many bytes of END have been seen at the end of what was taken. */
  #matched = 0

  /** @param limit - Longest body in bytes; what is beyond is dropped. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Takes bytes from index `from` on.
   *
   * @returns The index of the last byte of END, or -1 if the paste goes on after `bytes`.
   */
  take(bytes: Uint8Array, from: number): number {
    let i = from
    while (i < bytes.length) {
      if (this.#matched === 0) {
        const next = bytes.indexOf(ESC, i)
        this.#append(bytes, i, next < 0 ? bytes.length : next)
        if (next < 0) return -1
        i = next + 1
        this.#matched = 1
        continue
      }
      const byte = bytes[i]
      if (byte === END[this.#matched]) {
        this.#matched++
        if (this.#matched === END.length) return i
        i++
        continue
      }
      // No: what looked like END belongs to the text. ESC stands only at its front, so that no
      // later byte of it can begin another match.
      this.#append(END_BYTES, 0, this.#matched)
      this.#matched = 0
    }
    return -1
  }

  /** The text, with "\n" for every line end; the buffer is empty afterwards. */
  finish(): { text: string; truncated: boolean } {
    const truncated = this.#truncated
    let end = this.#length
    if (truncated) end = wholeCharacters(this.#bytes, end)
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#bytes.subarray(0, end))
    this.clear()
    return { text: text.replace(/\r\n?/g, "\n"), truncated }
  }

  clear(): void {
    this.#bytes = new Uint8Array(0)
    this.#length = 0
    this.#truncated = false
    this.#matched = 0
  }

  #append(source: Uint8Array, from: number, to: number): void {
    const room = this.#limit - this.#length
    if (to - from > room) {
      this.#truncated = true
      to = from + room
    }
    if (to <= from) return
    const length = this.#length + to - from
    if (length > this.#bytes.length) {
      const size = Math.min(this.#limit, Math.max(length, this.#bytes.length * 2, 1024))
      const grown = new Uint8Array(size)
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(source.subarray(from, to), this.#length)
    this.#length = length
  }
}

const END_BYTES = Uint8Array.from(END)

/** Where to cut so that no UTF-8 character is halved. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let start = end
  while (start > 0 && end - start < 4 && ((bytes[start - 1] ?? 0) & 0xc0) === 0x80) start--
  const lead = bytes[start - 1] ?? 0
  const needs = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return end - start + 1 < needs ? start - 1 : end
}
