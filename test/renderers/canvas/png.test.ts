import { deflateSync } from "node:zlib"
import { expect, test } from "vitest"
import { contextOf, drawable } from "../../../renderers/canvas/platform.ts"
import { encodePng } from "../../../renderers/canvas/png.ts"
import { difference, type Picture, platform } from "./support.ts"

const deflate = (data: Uint8Array, level: number) => deflateSync(data, { level })

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
