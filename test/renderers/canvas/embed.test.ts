// A canvas inside a terminal: its pixels as half blocks or as a picture, its hands, its place in the app.

import { inflateSync } from "node:zlib"
import {
  box,
  createContext,
  ErrorBoundary,
  image,
  input,
  provide,
  rwSignal,
  text,
  use,
} from "filigree"
import { createPicture, EmbedCanvas, render, renderToPng } from "filigree/canvas"
import { renderToAnsi, terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { mountTest } from "../../../renderers/testing/index.ts"

const RED = 0xff0000
const KITTY = { answers: { version: "kitty(0.42.0)" } } as const

test("in a terminal the pixels of a canvas are half blocks, and follow its signals", async () => {
  const color = rwSignal("#ff0000")
  const view = () =>
    box(
      {},
      text({}, "above"),
      EmbedCanvas({
        width: 10,
        height: 3,
        label: "a colour",
        children: () => box({ flexGrow: 1, background: color }),
      }),
    )
  await using ui = await mountTest(view, terminal({ columns: 20, rows: 6 }))
  await ui.session.app.ready()
  await ui.flush()
  const { driver } = ui.session
  const shown = (x: number, y: number) => {
    const cell = driver.cell(x, y)
    return cell.text === "█" ? cell.color : cell.background
  }
  expect(shown(0, 1)).toBe(RED)
  expect(shown(9, 3)).toBe(RED)
  expect(driver.cell(10, 1).background).toBeUndefined()

  color.set("#00ff00")
  await expect.poll(() => shown(9, 3), { timeout: 20_000 }).toBe(0x00ff00)
  await ui.resize(20, 5)
  expect(shown(0, 1)).toBe(0x00ff00)
})

test("where the terminal shows pictures, each moment takes the place of the one before", async () => {
  const color = rwSignal("#ff0000")
  const view = () =>
    EmbedCanvas({
      width: 10,
      height: 2,
      children: () => box({ flexGrow: 1, background: color }),
    })
  await using ui = await mountTest(view, terminal({ ...KITTY, columns: 20, rows: 4 }))
  await ui.session.app.ready()
  await ui.flush()
  const { driver } = ui.session
  const pictures = () => {
    const found: { id: string; rgb: number[]; size: string }[] = []
    const parts = [...driver.output.matchAll(/\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\/g)]
    for (const [, keys = "", base64 = ""] of parts) {
      const of = (key: string) => new RegExp(`(?:^|,)${key}=([^,]*)`).exec(keys)?.[1] ?? ""
      if (of("a") !== "t") continue
      const data = inflateSync(Buffer.from(base64, "base64"))
      found.push({ id: of("i"), rgb: [...data.subarray(0, 3)], size: `${of("s")}x${of("v")}` })
    }
    return found
  }
  await expect.poll(() => pictures().length, { timeout: 20_000 }).toBeGreaterThan(0)
  const first = pictures().at(-1)!
  expect(first).toMatchObject({ rgb: [255, 0, 0], size: "80x32" })

  driver.reset()
  color.set("#0000ff")
  await expect.poll(() => pictures().at(-1)?.rgb, { timeout: 20_000 }).toEqual([0, 0, 255])
  expect(pictures().at(-1)!.id).toBe(first.id)
  expect(driver.output).not.toContain("\u{10eeee}") // its cells stayed as they were
})

test("pointer, wheel, keys and pastes reach in, by pixels", async () => {
  const words = rwSignal("")
  const seen: string[] = []
  const view = () =>
    box(
      {},
      input({ label: "outside" }),
      EmbedCanvas({
        width: 30,
        height: 6,
        children: () =>
          box(
            {
              flexGrow: 1,
              onPointerDown: (event) => seen.push(`down ${event.x},${event.y}`),
              onWheel: (event) => seen.push(`wheel ${event.deltaY}`),
            },
            input({ bind: words, width: 200, height: 24, label: "inside" }),
          ),
      }),
      box({ focusable: true, label: "behind" }, text({}, "behind")),
    )
  await using ui = await mountTest(view, terminal({ columns: 40, rows: 12 }))
  await ui.session.app.ready()
  await ui.press("tab", "tab") // the field outside, then into the canvas
  await ui.type("ab")
  await ui.paste("cd")
  expect(words.peek()).toBe("abcd")
  await ui.press("tab")
  await ui.type("x")
  expect(words.peek()).toBe("abcd") // the keyboard has gone on

  await ui.session.click(5, 4)
  await ui.session.wheel(5, 4, 1)
  expect(seen[0]).toBe("down 44,56") // the middle of the cell 5, 3 of 8 × 16
  expect(seen[1]).toMatch(/^wheel \d\d/)
})

test("contexts reach in, errors come out, and it ends with its place", async () => {
  const Name = createContext("nobody")
  const shown = rwSignal(true)
  const fails = rwSignal(false)
  let ended = 0
  let name = ""
  const { onCleanup } = await import("filigree")
  const view = () => {
    provide(Name, "somebody")
    return ErrorBoundary({
      fallback: (error: () => unknown) => text({}, () => `failed: ${(error() as Error).message}`),
      children: () =>
        box({}, () =>
          shown.get()
            ? EmbedCanvas({
                width: 8,
                height: 2,
                children: () => {
                  name = use(Name)
                  onCleanup(() => ended++)
                  if (fails.peek()) throw new Error("no picture")
                  return box({ flexGrow: 1, background: "#ffffff" })
                },
              })
            : null,
        ),
    })
  }
  await using ui = await mountTest(view, terminal({ columns: 30, rows: 4 }))
  await ui.session.app.ready()
  expect(name).toBe("somebody")
  shown.set(false)
  await ui.flush()
  expect(ended).toBe(1)
  fails.set(true)
  shown.set(true)
  await expect.poll(() => ui.screen(), { timeout: 20_000 }).toContain("failed: no picture")
})

test("a text of a view waits for the canvas in it", async () => {
  const view = () =>
    EmbedCanvas({
      width: 4,
      height: 1,
      children: () => box({ flexGrow: 1, background: "#00ff00" }),
    })
  expect(await renderToAnsi(view, { columns: 6, rows: 1, colors: 24 })).toContain("0;255;0")
})

test("a canvas is a picture on another canvas, too", async () => {
  const color = rwSignal("#ff0000")
  const picture = createPicture()
  const small = await render(() => box({ flexGrow: 1, background: color }), {
    width: 10,
    height: 10,
    sink: picture,
  })
  const large = await render(() => image({ src: picture, width: 40, height: 40, fit: "fill" }), {
    width: 60,
    height: 60,
  })
  const pixel = () => [...large.frame.read({ x: 20, y: 20, width: 1, height: 1 })].slice(0, 3)
  expect(pixel()).toEqual([255, 0, 0])
  color.set("#0000ff")
  await small.flush()
  await large.flush()
  expect(pixel()).toEqual([0, 0, 255])
  expect(
    (await renderToPng(() => image({ src: picture }), { width: 10, height: 10 })).length,
  ).toBeGreaterThan(50)
  large.dispose()
  await large.done
  small.dispose()
  await small.done
})
