import * as zlib from "node:zlib"
import { expect, test } from "vitest"
import { contextOf, drawable } from "../../../renderers/canvas/platform.ts"
import { type Checksum, encodePng } from "../../../renderers/canvas/png.ts"
import { difference, type Picture, platform } from "./support.ts"

const deflate = (data: Uint8Array, level: number) => zlib.deflateSync(data, { level })

async function decoded(bytes: Uint8Array): Promise<Picture> {
  const bitmap = await platform.decode(bytes)
  const ctx = contextOf(platform.canvas(bitmap.width, bitmap.height))
  ctx.drawImage(drawable(bitmap), 0, 0)
  const { data } = ctx.getImageData(0, 0, bitmap.width, bitmap.height)
  return { width: bitmap.width, height: bitmap.height, data }
}

function noise(width: number, height: number, opaque: boolean): Picture {
  const data = new Uint8Array(width * height * 4)
  let seed = 1
  for (let i = 0; i < data.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    // Alpha of 0 or 255: a translucent pixel loses bits when it is premultiplied to be drawn.
    data[i] = i % 4 === 3 ? (opaque || seed & 0x10000 ? 255 : 0) : seed >>> 24
    if (i % 4 === 3 && data[i] === 0) data.fill(0, i - 3, i)
  }
  return { width, height, data }
}

test.each([
  [1, 1, true],
  [37, 19, true],
  [37, 19, false],
  [300, 2, true],
])("a PNG of %d × %d, opaque: %s, decodes to the same pixels", async (width, height, opaque) => {
  const picture = noise(width, height, opaque)
  for (const level of [1, 6]) {
    const bytes = await encodePng(picture, deflate, level)
    expect(difference(await decoded(bytes), picture)).toBe("")
    expect(bytes[25]).toBe(opaque ? 2 : 6) // colour type: RGB loses the alpha that says nothing
  }
})

/** Letters on flat panels, a gradient that is steeper down than across, or see-through corners. */
function scene(width: number, height: number, kind: string): Picture {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const value = kind === "slanted" ? ((x * 2) / 3 + y * 5) | 0 : ((x >> 2) ^ (y >> 3)) % 3
      data[at] = value
      data[at + 1] = kind === "flat" ? value * 40 : value + 7
      data[at + 2] = 30
      data[at + 3] = 255
      if (kind === "corners") data.fill(x + y < 9 ? 0 : 255, at, at + 4)
    }
  return { width, height, data }
}

test.each([
  ["flat", 0],
  ["slanted", 1],
  ["noisy across", 2],
  ["corners", 0],
])("a picture that is %s is written with filter %d", async (kind, filter) => {
  const picture = kind === "noisy across" ? mixed(64, 40) : scene(64, 40, kind)
  const bytes = await encodePng(picture, deflate, 6)

  expect(difference(await decoded(bytes), picture)).toBe("")
  const rows = zlib.inflateSync(idat(bytes))
  const stride = 1 + 64 * (bytes[25] === 2 ? 3 : 4)
  expect(rows[30 * stride]).toBe(filter)
})

/** Noise in every column, the same in every row. */
function mixed(width: number, height: number): Picture {
  const picture = noise(width, height, true)
  for (let y = 1; y < height; y++) picture.data.copyWithin(y * width * 4, 0, width * 4)
  return picture
}

function idat(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return bytes.subarray(41, 41 + view.getUint32(33))
}

test("the checksum of the host is used, and ours agrees with it", async () => {
  const picture = noise(20, 20, true)
  const own = await encodePng(picture, deflate, 1)
  const theirs = await encodePng(picture, deflate, 1, (zlib as { crc32?: Checksum }).crc32)
  expect(theirs).toEqual(own)
})
