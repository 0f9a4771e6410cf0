// The scenes of run.mjs: as one writes them by hand, in filigree, in Konva and in takumi.

import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { createCanvas, GlobalFonts } from "@napi-rs/canvas"
import { batch, box, For, rwSignal, text } from "filigree"
import { render, renderToPng } from "filigree/canvas"

const W = 1280
const H = 720
const COLUMNS = 40
const BOX = { w: 32, h: 28 }
const COUNT = 1000
const FILLS = ["#1e3a5f", "#3b1e5f", "#1e5f3a", "#5f3a1e"]
const ROW = 40
const file = createRequire(import.meta.url).resolve(
  "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
)
const hash = (a, b) => (Math.imul(a + 1, 0x85ebca6b) ^ Math.imul(b + 7, 0xc2b2ae35)) >>> 8
const words = (i, t) => String(hash(i, t) % 1000)
const place = (i) => ({ x: (i % COLUMNS) * BOX.w, y: Math.floor(i / COLUMNS) * BOX.h })
const changed = {
  one: (t) => [(t * 7919) % COUNT],
  scattered: (t) => Array.from({ length: 100 }, (_, k) => (t * 7919 + k * 131) % COUNT),
}

function byHand(size) {
  GlobalFonts.registerFromPath(file, "Geist")
  const across = Math.ceil(W / size)
  const tiles = []
  for (let y = 0; y < H; y += size)
    for (let x = 0; x < W; x += size) {
      const canvas = createCanvas(Math.min(size, W - x), Math.min(size, H - y))
      const c = canvas.getContext("2d")
      c.translate(-x, -y)
      c.font = "11px Geist"
      tiles.push({ c, canvas, x, y })
    }
  const on = (x, y, w, h, draw) => {
    for (let r = Math.floor(y / size); r <= Math.floor((y + h - 1) / size); r++)
      for (let k = Math.floor(x / size); k <= Math.floor((x + w - 1) / size); k++) {
        const tile = tiles[r * across + k]
        if (tile) draw(tile)
      }
  }
  const boxes = (scene) => () => {
    const draw = (tile, i, t) => {
      const { x, y } = place(i)
      tile.c.fillStyle = FILLS[i % 4]
      tile.c.fillRect(x, y, BOX.w - 2, BOX.h - 2)
      tile.c.fillStyle = "#fff"
      tile.c.fillText(words(i, t), x + 2, y + 17)
    }
    for (let i = 0; i < COUNT; i++) on(place(i).x, place(i).y, 30, 26, (tile) => draw(tile, i, 0))
    return (t) => {
      for (const i of changed[scene](t)) {
        const { x, y } = place(i)
        on(x, y, BOX.w - 2, BOX.h - 2, (tile) => draw(tile, i, t))
      }
      for (const i of changed[scene](t)) {
        const { x, y } = place(i)
        on(x, y, 30, 26, (tile) => tile.c.getImageData(x - tile.x, y - tile.y, 30, 26))
      }
    }
  }
  const scroll = () => {
    const { c, canvas } = tiles[0]
    c.font = "14px Geist"
    const row = (i, y) => {
      c.fillStyle = i & 1 ? "#162033" : "#0f172a"
      c.fillRect(0, y, W, ROW)
      c.fillStyle = "#e2e8f0"
      c.fillText(`row ${i}`, 16, y + 25)
      c.fillText(words(i, 1), 800, y + 25)
    }
    for (let i = 0; i < H / ROW; i++) row(i, i * ROW)
    return (t) => {
      c.drawImage(canvas, 0, ROW, W, H - ROW, 0, 0, W, H - ROW)
      row(t + H / ROW - 1, H - ROW)
      c.getImageData(0, 0, 1, 1)
    }
  }
  const card = () => () => {
    const canvas = createCanvas(1200, 630)
    const c = canvas.getContext("2d")
    const sky = c.createLinearGradient(0, 0, 1200, 630)
    sky.addColorStop(0, "#1e3a8a")
    sky.addColorStop(1, "#7c3aed")
    c.fillStyle = sky
    c.fillRect(0, 0, 1200, 630)
    c.shadowColor = "rgba(0,0,0,0.4)"
    c.shadowBlur = 40
    c.shadowOffsetY = 12
    c.fillStyle = "#fff"
    c.beginPath()
    c.roundRect(60, 60, 1080, 510, 32)
    c.fill()
    c.shadowColor = "transparent"
    c.fillStyle = "#0f172a"
    c.font = "600 56px Geist"
    c.fillText("A universal reactive", 110, 200)
    c.fillText("UI framework", 110, 267)
    return canvas.encode("png")
  }
  return size < W
    ? { one: boxes("one"), scattered: boxes("scattered") }
    : { one: boxes("one"), scattered: boxes("scattered"), scroll, card }
}

const sink = {
  present(frame, damage) {
    for (const rect of damage)
      if (rect.width * rect.height <= 16384) frame.read(rect)
      else frame.settle(rect)
  },
}

const boxes = (scene) => async () => {
  const texts = Array.from({ length: COUNT }, (_, i) => rwSignal(words(i, 0)))
  const view = texts.map((value, i) => {
    const { x, y } = place(i)
    return box(
      {
        position: "absolute",
        left: x,
        top: y,
        width: BOX.w - 2,
        height: BOX.h - 2,
        paddingX: 2,
        justifyContent: "center",
        background: FILLS[i % 4],
      },
      text({ fontSize: 11, color: "#fff" }, value),
    )
  })
  const app = await render(() => box({ flexGrow: 1 }, view), { width: W, height: H, sink })
  return (t) => {
    batch(() => {
      for (const i of changed[scene](t)) texts[i].set(words(i, t))
    })
    return app.flush()
  }
}

async function list() {
  const top = rwSignal(0)
  const visible = () => Array.from({ length: H / ROW + 1 }, (_, i) => top.get() + i)
  const row = (index) => {
    const i = index()
    return box(
      {
        position: "absolute",
        top: i * ROW,
        width: W,
        height: ROW,
        background: i & 1 ? "#162033" : "#0f172a",
        flexDirection: "row",
        alignItems: "center",
        paddingLeft: 16,
      },
      text({ width: 784, color: "#e2e8f0" }, `row ${i}`),
      text({ color: "#e2e8f0" }, words(i, 1)),
    )
  }
  const view = () =>
    box(
      { overflow: "scroll", scrollbar: "none", height: H, scrollTop: () => top.get() * ROW },
      box({ height: 100_000 * ROW }, For({ each: visible, children: row })),
    )
  const app = await render(view, { width: W, height: H, sink })
  return (t) => {
    top.set(t)
    return app.flush()
  }
}

function card() {
  const view = () =>
    box(
      { flexGrow: 1, padding: 60, background: "linear-gradient(118deg, #1e3a8a, #7c3aed)" },
      box(
        {
          flexGrow: 1,
          padding: 50,
          background: "#fff",
          borderRadius: 32,
          shadow: "0 12px 40px rgb(0 0 0 / 40%)",
        },
        text(
          { fontSize: 56, fontWeight: 600, lineHeight: 1.2, color: "#0f172a" },
          "A universal reactive UI framework",
        ),
      ),
    )
  return () => renderToPng(view, { width: 1200, height: 630 })
}

async function konva() {
  let Konva
  try {
    Konva = (await import("konva")).default
  } catch {
    return {}
  }
  GlobalFonts.registerFromPath(file, "Geist")
  Konva.Util.createCanvasElement = () => Object.assign(createCanvas(1, 1), { style: {} })
  const scene = (name) => () => {
    const stage = new Konva.Stage({ width: W, height: H })
    const layer = new Konva.Layer({ listening: false })
    stage.add(layer)
    const texts = Array.from({ length: COUNT }, (_, i) => {
      const { x, y } = place(i)
      layer.add(new Konva.Rect({ x, y, width: 30, height: 26, fill: FILLS[i % 4] }))
      const node = new Konva.Text({
        x: x + 2,
        y: y + 8,
        text: words(i, 0),
        fontFamily: "Geist",
        fontSize: 11,
        fill: "#fff",
      })
      layer.add(node)
      return node
    })
    layer.draw()
    return (t) => {
      for (const i of changed[name](t)) texts[i].text(words(i, t))
      layer.draw()
      layer.getCanvas()._canvas.getContext("2d").getImageData(0, 0, 1, 1)
    }
  }
  return { one: scene("one"), scattered: scene("scattered") }
}

/** Keeps nothing: each update renders the whole tree. */
async function takumi() {
  let Renderer
  try {
    Renderer = (await import("@takumi-rs/core")).Renderer
  } catch {
    return {}
  }
  const renderer = new Renderer()
  await renderer.registerFont({ name: "Geist", data: readFileSync(file) })
  const box = (style, ...children) => ({ type: "container", style, children })
  const text = (style, words) => ({ type: "text", text: words, style })
  const at = (left, top, width, height, rest) => ({
    position: "absolute",
    left,
    top,
    width,
    height,
    ...rest,
  })
  const page = (width, height, rest, ...children) =>
    box({ position: "relative", width, height, fontFamily: "Geist", ...rest }, ...children)
  const draw = (root, width, height, format) => renderer.render(root, { width, height, format })
  const boxes = (scene) => () => {
    const now = Array.from({ length: COUNT }, (_, i) => words(i, 0))
    return (t) => {
      for (const i of changed[scene](t)) now[i] = words(i, t)
      const kids = now.map((value, i) => {
        const { x, y } = place(i)
        const style = at(x, y, BOX.w - 2, BOX.h - 2, { backgroundColor: FILLS[i % 4] })
        const label = { position: "absolute", left: 2, top: 6, fontSize: 11, color: "#fff" }
        return box(style, text(label, value))
      })
      return draw(page(W, H, {}, ...kids), W, H, "raw")
    }
  }
  const scroll = () => (t) => {
    const rows = Array.from({ length: H / ROW }, (_, k) => {
      const label = (left, value) =>
        text({ position: "absolute", left, top: 12, fontSize: 14, color: "#e2e8f0" }, value)
      const color = (t + k) & 1 ? "#162033" : "#0f172a"
      const style = at(0, k * ROW, W, ROW, { backgroundColor: color })
      return box(style, label(16, `row ${t + k}`), label(800, words(t + k, 1)))
    })
    return draw(page(W, H, {}, ...rows), W, H, "raw")
  }
  const card = () => () => {
    const sky = { backgroundImage: "linear-gradient(118deg, #1e3a8a, #7c3aed)" }
    const panel = at(60, 60, 1080, 510, {
      backgroundColor: "#fff",
      borderRadius: 32,
      boxShadow: "0 12px 40px rgba(0,0,0,0.4)",
    })
    const title = at(50, 50, 980, 140, { fontSize: 56, fontWeight: 600, lineHeight: 1.2 })
    const words = text({ ...title, color: "#0f172a" }, "A universal reactive UI framework")
    return draw(page(1200, 630, sky, box(panel, words)), 1200, 630, "png")
  }
  return { one: boxes("one"), scattered: boxes("scattered"), scroll, card }
}

export const programs = {
  "by-hand": byHand(W),
  "by-hand-tiles": byHand(256),
  filigree: { one: boxes("one"), scattered: boxes("scattered"), scroll: list, card },
  konva: await konva(),
  takumi: await takumi(),
}
