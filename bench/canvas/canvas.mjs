// The scenes C1 to C5 of the canvas benchmark, through the public API of the built package.
//
// Run by a harness that gives the scenes: node canvas.mjs C1a, in a folder with lib/driver.mjs and
// lib/scenario.mjs (see README.md). A frame counts only when its pixels have been made, so the sink
// reads what changed.

import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { box, draw, image, memo, rwSignal, text } from "filigree"
import { encodeFrame, registerFont, render } from "filigree/canvas"

const lib = (file) => import(pathToFileURL(join(process.cwd(), "lib", file)).href)
const [{ drive }, { FONT, FONT_BOLD, FAMILY }] = await Promise.all([
  lib("driver.mjs"),
  lib("scenario.mjs"),
])
await registerFont({ family: FAMILY, source: FONT })
await registerFont({ family: FAMILY, source: FONT_BOLD })

const theme = (background) => {
  const colors = new Proxy({ background }, { get: (known, name) => known[name] ?? "#808080" })
  return { name: "bench", scheme: "dark", colors }
}

/** Reads what changed; when that is much it only has the pixels made, as who draws by hand does. */
const sink = {
  present(frame, damage) {
    let area = 0
    for (const { width, height } of damage) area += width * height
    for (const rect of damage)
      if (area <= 16384) frame.read(rect)
      else frame.settle(rect)
  },
}

const absolute = (x, y, width, height, rest) => ({
  position: "absolute",
  left: x,
  top: y,
  width,
  height,
  ...rest,
})

/** Text with its baseline at `base`: Liberation Sans has ascent 0.905 and descent 0.212. */
const label = (x, base, size, color, words, rest) =>
  text(
    {
      position: "absolute",
      left: x,
      top: base - 0.9465 * size,
      fontSize: size,
      lineHeight: 1.2,
      color,
      wrap: "none",
      ...rest,
    },
    words,
  )

const page = (sc, ...children) =>
  box({ width: sc.W, height: sc.H, fontFamily: FAMILY }, ...children)

async function open(sc, view, background) {
  const app = await render(() => page(sc, view), {
    width: sc.W,
    height: sc.H,
    theme: theme(background),
    sink,
  })
  await app.flush()
  return app
}

const png = (app) => () => encodeFrame(app.frame)

async function boxes(sc) {
  const words = sc.box.map((b) => rwSignal(b.text))
  const view = sc.box.map((b, i) =>
    box(
      absolute(b.x, b.y, b.w, b.h, { background: b.fill }),
      label(2, b.h / 2 + sc.size * 0.35, sc.size, sc.fg, words[i]),
    ),
  )
  const app = await open(sc, view, sc.bg)
  return {
    png: png(app),
    update(t) {
      const [i, value] = sc.change(t)
      words[i].set(value)
      return app.flush()
    },
  }
}

function chart(sc, p, tick) {
  return draw(
    absolute(-1, -1, p.w, p.h, {
      paint(pen) {
        pen.begin()
        for (const [x, y] of sc.points(p.k, tick.get())) pen.lineTo(x, y)
        pen.stroke(sc.line[p.k], 1.5)
      },
    }),
  )
}

function gauge(sc, p, tick) {
  const value = () => sc.gauge(p.k, tick.get())
  return [
    draw(
      absolute(-1, -1, p.w, p.h, {
        paint(pen) {
          const middle = p.w / 2
          pen
            .begin()
            .arc(middle, 120, 56, Math.PI, 2 * Math.PI)
            .stroke(sc.border, 14)
          pen
            .begin()
            .arc(middle, 120, 56, Math.PI, Math.PI * (1 + value()))
            .stroke(sc.line[p.k], 14)
        },
      }),
    ),
    label(p.w / 2 - 13, 149, 12, sc.fg, () => `${Math.round(value() * 100)}%`),
  ]
}

async function dashboard(sc) {
  const tick = rwSignal(0)
  const over = new Map()
  const table = (p) =>
    Array.from({ length: 12 }, (_, r) =>
      Array.from({ length: 4 }, (_, k) => {
        const q = sc.cellRect(p, r, k)
        const own = rwSignal(undefined)
        over.set(p.k * 1000 + r * 10 + k, own)
        const words = () => own.get() ?? sc.cell(p.k, r, k, tick.get())
        return label(q.x - p.x - 1, q.y - p.y + 13, 12, k ? sc.fg : sc.dim, words)
      }),
    )
  const content = {
    chart: (p) => chart(sc, p, tick),
    table,
    gauge: (p) => gauge(sc, p, tick),
    log: () =>
      Array.from({ length: 9 }, (_, i) =>
        label(11, 45 + i * 18, 12, sc.dim, () => sc.logs(tick.get())[i]),
      ),
    clock: () => label(25, 115, 28, sc.fg, () => sc.clock(tick.get()), { bold: true }),
    stats: () =>
      Array.from({ length: 4 }, (_, i) =>
        label(11, 53 + i * 30, 12, sc.fg, () => sc.stat(i, tick.get())),
      ),
  }
  const view = sc.panels.map((p) =>
    box(
      absolute(p.x, p.y, p.w, p.h, {
        background: sc.panelBg,
        border: "single",
        borderColor: sc.border,
        borderRadius: 8,
      }),
      label(11, 19, 13, sc.fg, p.title, { bold: true }),
      content[p.kind](p),
    ),
  )
  const app = await open(sc, view, sc.bg)
  if (sc.id === "C2full")
    return {
      png: png(app),
      update(t) {
        tick.set(t)
        return app.flush()
      },
    }
  return {
    png: png(app),
    update(t) {
      const o = sc.one(t)
      over.get(o.k * 1000 + o.r * 10 + o.c).set(o.text)
      return app.flush()
    },
  }
}

async function list(sc) {
  const top = rwSignal(0)
  // As List does: a row that leaves at one end comes back at the other, and shows another item.
  const slots = Array.from({ length: sc.visible + 1 }, (_, slot) => slot)
  const row = (slot) => {
    const index = memo(() => {
      const first = top.get()
      const n = slots.length
      return first + ((((slot - first) % n) + n) % n)
    })
    const item = memo(() => sc.rows[index()])
    return box(
      absolute(0, () => index() * sc.rowH, sc.W, sc.rowH, {
        background: () => (index() & 1 ? sc.odd : sc.even),
      }),
      label(16, 25, 14, sc.dim, () => item().id),
      label(140, 25, 14, sc.fg, () => item().name),
      label(800, 25, 14, sc.fg, () => item().value),
      box(
        absolute(1080, 8, 80, 24, { background: () => item().color, borderRadius: 12 }),
        label(16, 17, 14, sc.fg, () => item().badge),
      ),
    )
  }
  const view = box(
    {
      width: sc.W,
      height: sc.H,
      overflow: "scroll",
      scrollbar: "none",
      scrollTop: () => top.get() * sc.rowH,
    },
    box({ height: sc.rows.length * sc.rowH }, slots.map(row)),
  )
  const app = await open(sc, view, sc.even)
  return {
    png: png(app),
    update(t) {
      top.set(sc.top(t))
      return app.flush()
    },
  }
}

async function card(sc) {
  const { avatar } = await lib("avatar.mjs")
  const bytes = avatar()
  const { panel: p, avatar: a } = sc
  const view = () =>
    page(
      sc,
      box(
        { flex: 1, background: `linear-gradient(118deg, ${sc.from}, ${sc.to})` },
        box(
          absolute(p.x, p.y, p.w, p.h, {
            background: p.bg,
            borderRadius: p.r,
            shadow: `0 12px ${p.shadow}px rgb(0 0 0 / 40%)`,
          }),
        ),
        image({ ...absolute(a.x, a.y, a.s, a.s), src: bytes, borderRadius: a.r, fit: "fill" }),
        sc.texts.map((t) =>
          text(
            {
              ...absolute(t.x, t.y, t.w),
              height: undefined,
              fontSize: t.size,
              lineHeight: t.lh / t.size,
              color: t.color,
              bold: t.bold ?? false,
            },
            t.text,
          ),
        ),
      ),
    )
  let last
  return {
    async draw() {
      last?.dispose()
      last = await render(view, { width: sc.W, height: sc.H, tile: 4096 })
      await last.ready()
      last.frame.settle()
    },
    encode: () => encodeFrame(last.frame),
  }
}

drive((sc) => {
  if (sc.kind === "boxes") return boxes(sc)
  if (sc.kind === "dash") return dashboard(sc)
  if (sc.kind === "list") return list(sc)
  return card(sc)
})
