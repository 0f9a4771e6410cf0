// Pictures of views, and live apps, through the public entry.

import { mkdtempSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { resource } from "../../../core/async/index.ts"
import { onWarning } from "../../../core/dev.ts"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box, draw, image, input, text, useApp } from "../../../core/view/index.ts"
import {
  encodeFrame,
  type Frame,
  fileSink,
  registerFont,
  render,
  renderToAvif,
  renderToJpeg,
  renderToPdf,
  renderToPng,
  renderToSvg,
  renderToWebp,
} from "../../../renderers/canvas/index.ts"
import { contextOf, drawable } from "../../../renderers/canvas/platform.ts"
import { type Picture, platform } from "./support.ts"

const dark = (): never => {
  throw new Error("a broken view")
}

async function decoded(bytes: Uint8Array): Promise<Picture> {
  const bitmap = await platform.decode(bytes)
  const ctx = contextOf(platform.canvas(bitmap.width, bitmap.height))
  ctx.drawImage(drawable(bitmap), 0, 0)
  const { data } = ctx.getImageData(0, 0, bitmap.width, bitmap.height)
  return { width: bitmap.width, height: bitmap.height, data }
}

function color({ width, data }: Picture, x: number, y: number): number[] {
  const at = (y * width + x) * 4
  return [...data.slice(at, at + 3)]
}

function warnings(): { readonly codes: string[]; stop(): void } {
  const codes: string[] = []
  const stop = onWarning((warning) => codes.push(warning.code))
  return { codes, stop }
}

const red = () => box({ width: 40, height: 30, background: "#ff0000" })

test("renderToPng draws the view at its size and scale", async () => {
  const picture = await decoded(await renderToPng(red, { width: 60, height: 50, scale: 2 }))
  expect([picture.width, picture.height]).toEqual([120, 100])
  expect(color(picture, 79, 59)).toEqual([255, 0, 0])
  expect(color(picture, 80, 59)).toEqual([255, 255, 255])
})

test("a small PNG has the same pixels and fewer bytes", async () => {
  const view = () =>
    draw({
      width: 200,
      height: 200,
      paint: (pen) => {
        for (let i = 0; i < 90; i++) pen.begin().arc(100, 100, i, 0, i).stroke("tomato", 1)
      },
    })
  const fast = await renderToPng(view, { width: 200, height: 200 })
  const small = await renderToPng(view, { width: 200, height: 200, size: "small" })
  expect(small.length).toBeLessThan(fast.length)
  expect((await decoded(small)).data).toEqual((await decoded(fast)).data)
})

test.each([
  ["JPEG", renderToJpeg],
  ["WebP", renderToWebp],
  ["AVIF", renderToAvif],
])("a %s shows the view", async (_name, make) => {
  const picture = await decoded(await make(red, { width: 60, height: 50, quality: 95 }))
  const [r, g, b] = color(picture, 20, 15)
  expect(r).toBeGreaterThan(240)
  expect(g! + b!).toBeLessThan(30)
  await expect(make(red, { quality: 101 })).rejects.toThrow("quality 101")
})

test("an SVG is one document with the view's shapes, at the size asked for", async () => {
  const svg = await renderToSvg(red, { width: 60, height: 50 })
  expect(svg).toMatch(/<svg[^>]* width="60" height="50"/)
  expect(svg.match(/<svg/g)).toHaveLength(1)
  expect(color(await decoded(new TextEncoder().encode(svg)), 20, 15)).toEqual([255, 0, 0])
})

test("a PDF has a page for each view that it is given", async () => {
  const page = (words: string) => () => box({ padding: 20 }, text({}, words))
  const pdf = await renderToPdf([page("one"), page("two"), page("three")], { title: "Report" })
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-")
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(3)
  const single = await renderToPdf(page("one"))
  expect(single.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test("an address leads out of a PDF, where the words of it are seen", async () => {
  const pdf = await renderToPdf(() =>
    box(
      { padding: 20 },
      text({ href: "https://example.org/a" }, "here"),
      text({ href: "javascript:alert(1)" }, "not there"),
      box(
        { width: 10, height: 20, overflow: "hidden", marginTop: 30 },
        text({ marginLeft: 40, href: "https://example.org/b" }, "cut off"),
      ),
    ),
  )
  const words = pdf.toString("latin1")
  expect(words.match(/\/URI \([^)]*\)/g)).toEqual(["/URI (https://example.org/a)"])
})

test.each(["png", "jpeg", "webp", "avif", "gif", "svg"] as const)(
  "a picture in %s is shown",
  async (format) => {
    const { createCanvas } = await import("@napi-rs/canvas")
    const canvas = createCanvas(8, 8)
    const ctx = canvas.getContext("2d")
    ctx.fillStyle = "#00c000"
    ctx.fillRect(0, 0, 8, 8)
    const src =
      format === "svg"
        ? new TextEncoder().encode(
            '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#00c000"/></svg>',
          )
        : new Uint8Array(await canvas.encode(format as "png"))
    const view = () => box({ background: "white" }, image({ src, alt: "green" }))
    const picture = await decoded(await renderToPng(view, { width: 8, height: 8 }))
    const [r, g, b] = color(picture, 4, 4)
    expect(g).toBeGreaterThan(170)
    expect(r! + b!).toBeLessThan(60)
  },
)

test("a picture waits for resources and images", async () => {
  const inside = await renderToPng(red, { width: 40, height: 30 })
  const view = () => {
    const late = resource(
      () => 1,
      () => new Promise<string>((resolve) => setTimeout(() => resolve("#00ff00"), 30)),
    )
    return box(
      {},
      box({ width: 20, height: 20, background: () => late.get() ?? "#000000" }),
      image({ src: inside, width: 40, height: 30 }),
    )
  }
  const picture = await decoded(await renderToPng(view, { width: 60, height: 60 }))
  expect(color(picture, 10, 10)).toEqual([0, 255, 0])
  expect(color(picture, 20, 35)).toEqual([255, 0, 0])
})

test("what never settles is waited for until the time is over, and warned about", async () => {
  const { codes, stop } = warnings()
  const view = () => {
    resource(
      () => 1,
      () => new Promise<string>(() => {}),
    )
    return red()
  }
  const picture = await decoded(await renderToPng(view, { width: 60, height: 60, timeout: 50 }))
  stop()
  expect(color(picture, 10, 10)).toEqual([255, 0, 0])
  expect(codes).toContain("render-timeout")
})

test.each([
  [{ width: Number.NaN }, "width NaN"],
  [{ width: -1 }, "width -1"],
  [{ height: Number.POSITIVE_INFINITY }, "height Infinity"],
  [{ width: 0, height: 10 }, "no area"],
  [{ width: 100_000, height: 10 }, "100000 × 10 pixels"],
  [{ width: 30_000, height: 30_000 }, "30000 × 30000 pixels"],
  [{ scale: 0 }, "0 device pixels"],
  [{ scale: Number.NaN }, "NaN device pixels"],
])("a size that cannot be is refused with the number in it: %o", async (size, words) => {
  await expect(renderToPng(red, size)).rejects.toThrow(words)
  await expect(renderToPng(red, size)).rejects.toMatchObject({ code: "bad-size" })
})

test("a picture of 30,000 pixels' width is drawn to its end", async () => {
  const view = () => box({ flexDirection: "row", justifyContent: "end" }, red())
  const picture = await decoded(await renderToPng(view, { width: 30_000, height: 30 }))
  expect(picture.width).toBe(30_000)
  expect(color(picture, 29_999, 15)).toEqual([255, 0, 0])
  expect(color(picture, 29_959, 15)).toEqual([255, 255, 255])
})

test("sizes from bad data draw nothing instead of failing", async () => {
  const { stop } = warnings()
  const view = () =>
    box(
      {},
      box({ width: Number.NaN, height: -5, background: "#00ff00" }),
      box({ width: 0, height: 10, background: "#00ff00", border: true, shadow: "0 0 4px red" }),
      text({ fontSize: 0 }, "nothing"),
      draw({
        width: 10,
        height: 10,
        paint: (pen) => void pen.begin().rect(Number.NaN, 0, 5, 5).fill("text"),
      }),
      red(),
    )
  const bytes = await renderToPng(view, { width: 60, height: 60 })
  stop()
  const { data } = await decoded(bytes)
  let count = 0
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === 255 && data[i + 1] === 0 && data[i + 2] === 0) count++
  expect(count).toBe(40 * 30)
})

test("a picture that is missing or broken shows its alt text, and is warned about", async () => {
  const { codes, stop } = warnings()
  let failed: unknown
  const view = () =>
    box(
      {},
      image({
        src: "/nowhere/cat.png",
        alt: "a cat",
        width: 80,
        height: 30,
        onError: (error) => {
          failed = error
        },
      }),
      image({ src: new Uint8Array([1, 2, 3]), alt: "a dog", width: 80, height: 30 }),
    )
  const picture = await decoded(await renderToPng(view, { width: 80, height: 60 }))
  stop()
  const ink = (top: number) => {
    let count = 0
    for (let i = top * 80 * 4; i < (top + 30) * 80 * 4; i += 4) if (picture.data[i]! < 200) count++
    return count
  }
  expect(ink(0)).toBeGreaterThan(20)
  expect(ink(30)).toBeGreaterThan(20)
  expect(codes.filter((code) => code === "image-failed")).toHaveLength(2)
  expect(failed).toMatchObject({ code: "bad-image" })
})

test("what the view or a painter throws rejects the picture", async () => {
  await expect(renderToPng(dark, { width: 10, height: 10 })).rejects.toThrow("a broken view")
  const painter = () => draw({ width: 10, height: 10, paint: dark })
  await expect(renderToPng(painter, { width: 10, height: 10 })).rejects.toThrow("a broken view")
})

test("registerFont refuses what is no font, and says what it was given", async () => {
  const bytes = new Uint8Array([0, 1, 2, 3])
  await expect(registerFont({ family: "X", source: bytes })).rejects.toThrow("a buffer of 4 bytes")
  await expect(registerFont({ family: "X", source: "/nowhere/x.woff2" })).rejects.toThrow(
    "/nowhere/x.woff2",
  )
  await expect(registerFont({ family: "", source: bytes })).rejects.toMatchObject({
    code: "bad-font",
  })
})

test("a live app hands its sink the damage of each change, and nothing in between", async () => {
  const width = rwSignal(10)
  const seen: string[] = []
  const app = await render(
    () => box({ width: 100, height: 100 }, box({ width, height: 10, background: "#ff0000" })),
    {
      width: 100,
      height: 100,
      sink: {
        present: (_frame, damage) => {
          seen.push(damage.map((r) => `${r.x},${r.y} ${r.width}×${r.height}`).join(" "))
        },
      },
    },
  )
  await app.flush()
  expect(seen).toEqual(["0,0 100×100"])
  for (let i = 0; i < 10_000; i++) width.set(20 + (i % 7))
  await app.flush()
  expect(seen).toHaveLength(2) // one frame for ten thousand writes
  expect(seen[1]).toMatch(/^0,0 \d\d×10$/)
  await app.flush()
  expect(seen).toHaveLength(2)
  app.dispose()
  expect(await app.done).toBe(0)
})

test("a sink that is busy gets the frames of meanwhile as one", async () => {
  const left = rwSignal(0)
  const frames: number[] = []
  let release = () => {}
  const app = await render(
    () => box({ position: "absolute", left, width: 10, height: 10, background: "#ff0000" }),
    {
      width: 100,
      height: 20,
      sink: {
        present(_frame: Frame, damage) {
          frames.push(damage.length)
          return new Promise<void>((resolve) => {
            release = resolve
          })
        },
      },
    },
  )
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
  for (const x of [20, 40, 60]) {
    left.set(x)
    await turn()
  }
  expect(frames).toHaveLength(1) // the first is still being shown
  release()
  await turn()
  expect(frames).toHaveLength(2)
  expect(frames[1]).toBeGreaterThanOrEqual(3)
  release()
  app.dispose()
  await app.done
})

test("pointer, keys and paste reach a live app, and useApp ends it", async () => {
  const log: string[] = []
  const app = await render(
    () => {
      const { exit } = useApp()
      return box(
        {},
        box({ width: 50, height: 20, onPress: (event) => log.push(`press ${event.x},${event.y}`) }),
        input({ width: 80, autoFocus: true, onInput: (event) => log.push(event.value) }),
        box({ width: 50, height: 20, onPress: () => exit(3) }),
      )
    },
    { width: 100, height: 100 },
  )
  await app.flush()
  app.key({ key: "a", text: "a" })
  app.paste("bc")
  app.pointer({ type: "down", x: 5, y: 7, button: 0 })
  app.pointer({ type: "up", x: 5, y: 7, button: 0 })
  expect(log).toEqual(["a", "abc", "press 5,7"])
  await app.flush()
  app.pointer({ type: "down", x: 5, y: 45, button: 0 })
  app.pointer({ type: "up", x: 5, y: 45, button: 0 })
  expect(await app.done).toBe(3)
})

test("size() follows resize, and encodeFrame takes the pixels of now", async () => {
  const shown: number[] = []
  const app = await render(
    () => {
      const { size } = useApp()
      return text({}, () => {
        shown.push(size().width)
        return `${size().width}`
      })
    },
    { width: 100, height: 40 },
  )
  app.resize(60, 20)
  await app.flush()
  const picture = await decoded(await encodeFrame(app.frame))
  expect([picture.width, picture.height]).toEqual([60, 20])
  expect(app.size()).toEqual({ width: 60, height: 20 })
  expect(shown).toEqual([100, 60])
  expect(() => app.resize(-1, 5)).toThrow("width -1")
  app.dispose()
  await app.done
})

test("setting the theme repaints and runs no component again", async () => {
  let runs = 0
  const app = await render(
    () => {
      runs++
      return box({ flexGrow: 1, background: "accent" })
    },
    { width: 10, height: 10 },
  )
  const { theme } = app
  app.theme = { ...theme, name: "other", colors: { ...theme.colors, accent: "#00ff00" } }
  await app.flush()
  expect([...app.frame.read({ x: 5, y: 5, width: 1, height: 1 })]).toEqual([0, 255, 0, 255])
  expect(runs).toBe(1)
  app.dispose()
  await app.done
})

test("a font that is registered while an app lives takes effect at once", async () => {
  const { stop } = warnings()
  let width = () => 0
  const app = await render(
    () =>
      box(
        { flexDirection: "row", fontFamily: "Late" },
        text({ ref: (handle) => (width = () => handle.bounds().width) }, "iiiiiiii"),
      ),
    { width: 200, height: 40 },
  )
  await app.flush()
  const before = width()
  const mono = createRequire(import.meta.url).resolve(
    "@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff2",
  )
  await registerFont({ family: "Late", source: mono })
  await app.flush()
  stop()
  expect(width()).toBeGreaterThan(before * 1.5)
  app.dispose()
  await app.done
})

test("fileSink keeps a PNG of what is shown", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "canvas-")), "now.png")
  const app = await render(red, { width: 60, height: 50, sink: fileSink(path) })
  await app.flush()
  app.dispose()
  await app.done
  expect(color(await decoded(readFileSync(path)), 20, 15)).toEqual([255, 0, 0])
})

test("options that cannot be are refused before anything is drawn", async () => {
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "none",
      (error) => (error as { code?: string }).code ?? String(error),
    )
  const view = () => box({ flexGrow: 1 })
  const size = { width: 10, height: 10 }
  expect(await code(renderToPng(view, { ...size, size: "tiny" as never }))).toBe("bad-option")
  expect(await code(renderToPng(view, { ...size, timeout: Number.NaN }))).toBe("bad-option")
  expect(await code(renderToJpeg(view, { ...size, quality: "80" as never }))).toBe("bad-quality")
  expect(await code(renderToWebp(view, { width: 20_000, height: 1 }))).toBe("bad-size")
  expect(await code(renderToPdf([]))).toBe("bad-option")
  expect(await code(render(view, { ...size, tile: -4 }))).toBe("bad-option")
  expect(await code(render(view, { ...size, maxFps: 0 }))).toBe("bad-option")
})
