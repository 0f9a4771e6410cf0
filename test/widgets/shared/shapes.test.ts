import { expect, test } from "vitest"
import type { Pen } from "../../../core/view/index.ts"
import { dashes, ringSector, roundRect } from "../../../widgets/shared/shapes.ts"

/** A pen that notes the ends of what it is asked. */
function notingPen() {
  const points: [x: number, y: number][] = []
  const note = (...given: number[]) => {
    points.push([given.at(-2)!, given.at(-1)!])
    return pen
  }
  const pen = {
    moveTo: note,
    lineTo: note,
    curveTo: note,
    rect: (x: number, y: number, w: number, h: number) => {
      note(x, y)
      return note(x + w, y + h)
    },
    close: () => pen,
  } as unknown as Pen
  return { pen, points }
}

test("a rounded rectangle stays in its rectangle, however large the radius", () => {
  for (const radius of [0, 2, 1000]) {
    const { pen, points } = notingPen()
    roundRect(pen, 10, 20, 30, 8, radius)
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    expect([Math.min(...xs), Math.max(...xs)], `radius ${radius}`).toEqual([10, 40])
    expect([Math.min(...ys), Math.max(...ys)], `radius ${radius}`).toEqual([20, 28])
  }
})

test("a piece of a ring lies between its radii", () => {
  const { pen, points } = notingPen()

  ringSector(pen, 0, 0, 6, 10, 0, Math.PI)

  for (const [x, y] of points) {
    const radius = Math.hypot(x, y)
    expect(radius).toBeGreaterThan(5.999)
    expect(radius).toBeLessThan(10.001)
  }
})

test("dashes of 2 with gaps of 1 go on around a corner", () => {
  const cut = dashes([0, 0, 4, 0, 4, 3], 2, 1)

  expect(cut).toEqual([0, 0, 2, 0, 3, 0, 4, 0, 4, 0, 4, 1, 4, 2, 4, 3])
})
