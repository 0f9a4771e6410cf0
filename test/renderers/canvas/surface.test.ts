import { expect, test } from "vitest"
import type { Rect } from "../../../core/view/renderer.ts"
import type { PixelSurface } from "../../../renderers/canvas/surface.ts"
import { rng } from "../../core/view/rng.ts"
import {
  BLACK,
  BLUE,
  border,
  difference,
  engine,
  font,
  frame,
  GREEN,
  ink,
  pixel,
  platform,
  RED,
  shot,
  style,
  surface,
  WHITE,
} from "./support.ts"

test("a fill covers whole pixels, across tiles", () => {
  const on = surface()
  frame(on, () => on.fill(3, 4, 40, 20, RED, 0))
  expect(ink(on, 0, 0, 64, 64)).toBe(40 * 20)
  expect(pixel(on, 3, 4)).toBe("#ff0000ff")
  expect(pixel(on, 42, 23)).toBe("#ff0000ff")
  expect(pixel(on, 43, 23)).toBe("#00000000")
})

test("boxes that touch in the layout touch on the screen: edges are rounded, not sizes", () => {
  const on = surface({ pixelRatio: 1.5 })
  frame(on, () => {
    for (let i = 0; i < 10; i++) on.fill(i * 3.3, 0, 3.3, 4, RED, 0)
  })
  expect(ink(on, 0, 0, 96, 96)).toBe(Math.round(33 * 1.5) * 6) // no gap, nothing twice
})

test("what is outside of the damage stays, what is inside is painted anew", () => {
  const on = surface()
  frame(on, () => on.fill(0, 0, 64, 64, RED, 0))
  on.beginFrame([
    { x: 10, y: 10, width: 10, height: 10 },
    { x: 40, y: 40, width: 4, height: 4 },
  ])
  on.fill(0, 0, 64, 64, GREEN, 0)
  on.endFrame()
  expect(pixel(on, 9, 10)).toBe("#ff0000ff")
  expect(pixel(on, 10, 10)).toBe("#00ff00ff")
  expect(pixel(on, 19, 19)).toBe("#00ff00ff")
  expect(pixel(on, 20, 19)).toBe("#ff0000ff")
  expect(pixel(on, 43, 43)).toBe("#00ff00ff")
  expect(ink(on, 0, 0, 64, 64, "#ff0000ff")).toBe(100 + 16)
})

test("damage that nothing paints becomes transparent", () => {
  const on = surface()
  frame(on, () => on.fill(0, 0, 64, 64, RED, 0))
  on.beginFrame([{ x: 0, y: 0, width: 20, height: 64 }])
  on.endFrame()
  expect(pixel(on, 19, 30)).toBe("#00000000")
  expect(pixel(on, 20, 30)).toBe("#ff0000ff")
})

test("a clip cuts, and what comes after it is whole again", () => {
  const on = surface()
  frame(on, () => {
    on.pushClip(10, 10, 20, 20, 0)
    on.fill(0, 0, 64, 64, RED, 0)
    on.pushClip(15, 15, 100, 100, 0)
    on.fill(0, 0, 64, 64, GREEN, 4)
    on.popClip()
    on.popClip()
    on.fill(60, 60, 4, 4, BLUE, 0)
  })
  expect(pixel(on, 9, 10)).toBe("#00000000")
  expect(pixel(on, 14, 14)).toBe("#ff0000ff")
  expect(pixel(on, 15, 15)).toBe("#00ff00ff")
  expect(pixel(on, 30, 30)).toBe("#00000000")
  expect(pixel(on, 63, 63)).toBe("#0000ffff")
})

test("a rounded clip cuts the corners of what is inside", () => {
  const on = surface()
  frame(on, () => {
    on.pushClip(0, 0, 64, 64, 20)
    on.fill(0, 0, 64, 64, RED, 0)
    on.popClip()
  })
  expect(pixel(on, 1, 1)).toBe("#00000000")
  expect(pixel(on, 62, 62)).toBe("#00000000")
  expect(pixel(on, 32, 1)).toBe("#ff0000ff")
  expect(pixel(on, 8, 8)).toBe("#ff0000ff")
})

test("a layer is blended as one: what overlaps in it does not show through", () => {
  const on = surface()
  frame(on, () => {
    on.fill(0, 0, 64, 64, BLACK, 0)
    on.pushLayer(10, 10, 40, 40, 0.5)
    on.fill(10, 10, 30, 30, WHITE, 0)
    on.fill(20, 20, 30, 30, WHITE, 0)
    on.popLayer()
  })
  for (const at of [12, 25, 45]) {
    const grey = Number.parseInt(pixel(on, at, at).slice(1, 3), 16)
    expect(grey, `at ${at}`).toBeGreaterThan(125)
    expect(grey, `at ${at}`).toBeLessThan(130) // 191 where two were blended one by one
  }
})

test("a layer leaves what lies outside of the damage alone", () => {
  const on = surface()
  frame(on, () => on.fill(0, 0, 64, 64, BLACK, 0))
  on.beginFrame([{ x: 0, y: 0, width: 30, height: 64 }])
  on.fill(0, 0, 64, 64, BLACK, 0)
  on.pushLayer(10, 10, 40, 40, 0.5)
  on.fill(10, 10, 40, 40, RED, 0)
  on.popLayer()
  on.endFrame()
  expect(pixel(on, 29, 20)).not.toBe("#000000ff")
  expect(pixel(on, 30, 20)).toBe("#000000ff")
})

test("what is painted later lies on top", () => {
  const on = surface()
  frame(on, () => {
    on.fill(0, 0, 40, 40, RED, 0)
    on.fill(20, 20, 40, 40, GREEN, 0)
  })
  expect(pixel(on, 30, 30)).toBe("#00ff00ff")
})

test.each([1, 1.5, 2])("a border of one CSS pixel is crisp at pixel ratio %d", (pixelRatio) => {
  const on = surface({ pixelRatio })
  frame(on, () => on.border(4, 4, 20, 20, border()))
  const line = Math.max(1, Math.round(pixelRatio))
  const size = Math.round(24 * pixelRatio) - Math.round(4 * pixelRatio)
  expect(ink(on, 0, 0, 64, 64)).toBe(4 * line * (size - line)) // no half-covered pixel
  expect(pixel(on, Math.round(4 * pixelRatio), Math.round(4 * pixelRatio))).toBe("#ffffffff")
})

test("each side of a border has its own style", () => {
  const on = surface()
  frame(on, () =>
    on.border(4, 4, 30, 30, border({ top: "heavy", right: "none", bottom: "double" })),
  )
  expect(pixel(on, 20, 5)).toBe("#ffffffff") // heavy: two pixels
  expect(pixel(on, 33, 20)).toBe("#00000000")
  expect([31, 32, 33].map((y) => pixel(on, 20, y))).toEqual(["#ffffffff", "#00000000", "#ffffffff"])
  expect(pixel(on, 4, 20)).toBe("#ffffffff")
})

test("a shadow falls around a box and not under it", () => {
  const on = surface({ width: 200, height: 200, tile: 64 })
  frame(on, () => on.shadow(50, 50, 100, 100, 8, "0 4px 10px rgb(0 0 0 / 80%)"))
  expect(pixel(on, 100, 100)).toBe("#00000000")
  const below = Number.parseInt(pixel(on, 100, 152).slice(7), 16)
  const far = Number.parseInt(pixel(on, 100, 160).slice(7), 16)
  expect(below).toBeGreaterThan(far)
  expect(far).toBeGreaterThan(0)
})

test("a shadow that is stretched to size equals one that is drawn at that size", () => {
  const css = "2px 5px 9px 1px rgb(0 0 0 / 70%)"
  const on = surface({ width: 200, height: 160, tile: 64 })
  frame(on, () => on.shadow(40, 30, 120, 90, 10, css))
  const by = platform.canvas(200, 160).getContext("2d")!
  by.shadowColor = "rgb(0 0 0 / 70%)"
  by.shadowBlur = 9
  by.shadowOffsetX = 1002
  by.shadowOffsetY = 5
  by.beginPath()
  by.roundRect(39 - 1000, 29, 122, 92, 11)
  by.fill()
  by.shadowColor = "transparent"
  by.globalCompositeOperation = "destination-out"
  by.beginPath()
  by.roundRect(41, 31, 118, 88, 9)
  by.fill()
  const whole = { width: 200, height: 160, data: by.getImageData(0, 0, 200, 160).data }
  expect(difference(shot(on), whole, 3)).toBe("")
})

test("text leaves ink in its line box, on a baseline of whole pixels", () => {
  const on = surface({ width: 120, height: 40, tile: 32 })
  frame(on, () => on.text(10, 10, 20, "EEEE", style()))
  const width = Math.ceil(engine.width("EEEE", font()))
  expect(ink(on, 10, 10, width, 20)).toBeGreaterThan(100)
  expect(ink(on, 0, 0, 120, 40)).toBe(ink(on, 10, 10, width, 20))
  // ascent 13, descent 5: baseline at 10 + (20 - 18) / 2 + 13 = 24
  expect(ink(on, 10, 23, width, 1)).toBeGreaterThan(8)
  expect(ink(on, 10, 24, width, 1)).toBe(0)
})

test("underline, strike, background and inverse are as wide as their text", () => {
  const on = surface({ width: 120, height: 40, tile: 32 })
  const width = Math.round(engine.width("aaaa", font()))
  frame(on, () => on.text(10, 10, 20, "aaaa", style({ background: RED, underline: true })))
  expect(ink(on, 0, 10, 120, 1)).toBe(width)
  expect(ink(on, 0, 0, 120, 40)).toBe(width * 20)
  frame(on, () => on.text(10, 10, 20, " ", style({ inverse: true })))
  expect(pixel(on, 10, 20)).toBe("#ffffffff")
})

test("a picture that is not there shows a frame with its alt text", () => {
  const on = surface({ width: 120, height: 60, tile: 64 })
  frame(on, () => on.image(10, 10, 100, 40, { width: 0, height: 0 }, "a cat", style()))
  expect(ink(on, 10, 10, 100, 1)).toBeGreaterThan(50)
  expect(ink(on, 40, 20, 40, 20, pixel(on, 14, 14))).toBeGreaterThan(20)
})

test("the pen draws crisp lines along an axis and stays in its rectangle", () => {
  const on = surface()
  frame(on, () => {
    const pen = on.pen(10, 10, 20, 20, font(), () => WHITE)
    pen.begin().moveTo(-50, 5.3).lineTo(50, 5.3).stroke("text", 1)
    pen.begin().rect(2.2, 8.4, 5.1, 100).fill("text")
  })
  expect(ink(on, 0, 0, 64, 16)).toBe(20)
  expect(ink(on, 10, 15, 20, 1)).toBe(20)
  expect(ink(on, 0, 17, 64, 40)).toBe(5 * 12)
})

test("a gap in the data of a line is left out, not drawn from nowhere", () => {
  const on = surface()
  frame(on, () => {
    const pen = on.pen(0, 0, 64, 64, font(), () => WHITE)
    pen.begin().moveTo(0, 10).lineTo(Number.NaN, 20).lineTo(60, 10).stroke("text", 1)
  })
  expect(ink(on, 0, 0, 64, 64)).toBe(60)
})

test("scrolling moves pixels across tiles, exactly", () => {
  const paint = (on: PixelSurface, shift: number) => {
    for (let i = 0; i < 30; i++) on.fill((i * 7) % 40, i * 5 - shift, 20, 3, RED + i * 20, 0)
  }
  for (const dy of [3, 17, -3, -22]) {
    const on = surface()
    frame(on, () => paint(on, 40))
    expect(on.scroll(0, 0, 64, 64, dy)).toBe(true)
    const strip: Rect =
      dy > 0 ? { x: 0, y: 64 - dy, width: 64, height: dy } : { x: 0, y: 0, width: 64, height: -dy }
    on.beginFrame([strip])
    paint(on, 40 + dy)
    on.endFrame()
    const whole = surface()
    frame(whole, () => paint(whole, 40 + dy))
    expect(difference(shot(on), shot(whole)), `by ${dy}`).toBe("")
  }
})

test("scrolling part of the surface leaves the rest alone", () => {
  const on = surface()
  frame(on, () => {
    on.fill(0, 0, 64, 64, RED, 0)
    on.fill(20, 30, 10, 10, GREEN, 0)
  })
  on.scroll(18, 18, 20, 30, 5)
  expect(pixel(on, 20, 25)).toBe("#00ff00ff")
  expect(pixel(on, 20, 35)).toBe("#ff0000ff")
  expect(pixel(on, 17, 25)).toBe("#ff0000ff")
})

test("what is scrolled has the pixels it had, whatever part of which tiles", () => {
  const random = rng(5)
  const int = (from: number, to: number) => from + random.int(to - from + 1)
  for (let step = 0; step < 60; step++) {
    const on = surface({ tile: random.pick([16, 24, 40, 64]) })
    frame(on, () => {
      if (step % 2 === 0) on.fill(0, 0, 64, 64, BLUE, 0)
      for (let i = 0; i < 12; i++)
        on.fill(int(-5, 60), int(-5, 60), int(1, 30), 3, i % 3 === 0 ? 0x8000ff00 : RED + i, 0)
    })
    const before = shot(on).data.slice()
    const [x, y] = [int(0, 40), int(0, 40)]
    const [width, height] = [int(4, 64 - x), int(4, 64 - y)]
    const dy = int(1, height - 1) * random.pick([1, -1])

    expect(on.scroll(x, y, width, height, dy)).toBe(true)

    const after = shot(on).data
    for (let row = 0; row < 64; row++)
      for (let column = 0; column < 64; column++) {
        const isInside = column >= x && column < x + width && row >= y && row < y + height
        if (isInside && (row + dy < y || row + dy >= y + height)) continue // to be painted
        const is = (row * 64 + column) * 4
        const was = ((isInside ? row + dy : row) * 64 + column) * 4
        for (let channel = 0; channel < 4; channel++)
          if (after[is + channel] !== before[was + channel])
            throw new Error(`step ${step}: the pixel at ${column}, ${row} is another`)
      }
  }
})

test("numbers that are none and sizes below zero paint nothing", () => {
  const on = surface()
  frame(on, () => {
    on.fill(Number.NaN, 0, 10, 10, RED, 0)
    on.fill(0, 0, -10, 10, RED, 0)
    on.fill(0, 0, 10, Number.NaN, RED, 3)
    on.border(0, 0, Number.NaN, -3, border())
    on.shadow(0, 0, -1, 5, 2, "0 0 5px red")
    on.text(Number.NaN, 0, 20, "", style())
    on.pushLayer(0, 0, 0, 0, 0.5)
    on.fill(0, 0, 10, 10, RED, 0)
    on.popLayer()
    on.pushClip(5, 5, -5, 5, 0)
    on.fill(0, 0, 64, 64, RED, 0)
    on.popClip()
  })
  expect(ink(on, 10, 0, 54, 64)).toBe(0)
  expect(ink(on, 0, 10, 64, 54)).toBe(0)
})

test("a surface of no area takes everything and shows nothing", () => {
  const on = surface({ width: 0, height: 0 })
  frame(on, () => {
    on.fill(0, 0, 10, 10, RED, 4)
    on.text(0, 0, 20, "x", style())
  })
  expect(on.frame.read()).toHaveLength(0)
  on.resize(10, 10)
  frame(on, () => on.fill(0, 0, 10, 10, RED, 0))
  expect(ink(on, 0, 0, 10, 10)).toBe(100)
})

test("the lines of a rounded border are whole pixels between their corners", () => {
  const on = surface({ width: 200, height: 60, tile: 64 })
  frame(on, () => on.border(4, 4, 190, 50, border({ radius: 8 })))
  const top = new Set(Array.from({ length: 160 }, (_, i) => pixel(on, 20 + i, 4)))
  expect([...top]).toEqual(["#ffffffff"]) // no seam where a path begins
  expect(ink(on, 20, 5, 160, 48)).toBe(0)
})
