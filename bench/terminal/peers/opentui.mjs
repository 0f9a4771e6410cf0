// biome-ignore-all lint/correctness/noComponentHookFactories: a scene is a function
// OpenTUI: its core over the native scene, under Bun. renderer.idle() after each update.
import * as otui from "@opentui/core"
import { drive } from "../lib/driver.mjs"

const {
  createCliRenderer,
  BoxRenderable,
  TextRenderable,
  ScrollBoxRenderable,
  FrameBufferRenderable,
} = otui
drive(async (sc, { shipped }) => {
  const renderer = await createCliRenderer({
    exitOnCtrlC: false,
    exitSignals: [],
    useMouse: false,
    consoleMode: "disabled",
    useKittyKeyboard: null,
    ...(shipped ? {} : { targetFps: 100000, maxFps: 100000 }),
  })
  const root = renderer.root
  const T = (o) => new TextRenderable(renderer, { wrapMode: "none", ...o })
  const flush = () => renderer.idle()
  const done = async (p) => {
    await flush()
    return { ...p, flush }
  }
  if (sc.kind === "panels") {
    const texts = []
    root.flexDirection = "column"
    for (const g of sc.groups) {
      const row = new BoxRenderable(renderer, { flexDirection: "row", flexShrink: 0 })
      for (const i of g) {
        const p = sc.panels[i],
          box = new BoxRenderable(renderer, {
            border: true,
            borderStyle: "single",
            width: p.w,
            height: p.h,
            flexDirection: "column",
            flexShrink: 0,
          })
        texts[i] = p.lines.map((l) => {
          const t = T({ content: l.text, height: 1, flexShrink: 0, ...(l.fg ? { fg: l.fg } : {}) })
          box.add(t)
          return t
        })
        row.add(box)
      }
      root.add(row)
    }
    return done({
      update(t) {
        for (const [p, l, text, fg] of sc.changes(t)) {
          const n = texts[p][l]
          n.content = text
          if (fg) n.fg = fg
          else n.fg = "white"
        }
      },
    })
  }
  if (sc.kind === "table") {
    root.flexDirection = "column"
    root.add(T({ content: sc.header, height: 1, flexShrink: 0 }))
    const sb = new ScrollBoxRenderable(renderer, {
      height: sc.view,
      width: sc.cols,
      flexShrink: 0,
      scrollY: true,
      scrollX: false,
      viewportCulling: true,
      verticalScrollbarOptions: { visible: false },
      horizontalScrollbarOptions: { visible: false },
    })
    for (const r of sc.table) sb.add(T({ content: r, height: 1, flexShrink: 0 }))
    root.add(sb)
    return done({
      update(t) {
        sb.scrollTop = sc.top(t)
      },
    })
  }
  if (sc.kind === "cells") {
    const fb = new FrameBufferRenderable(renderer, { width: sc.w, height: sc.h })
    root.add(fb)
    // withBuffers: the library's bulk access to the planes of a frame buffer (half the cost of setCell per cell)
    const draw = (t) => {
      fb.frameBuffer.withBuffers(({ char, fg, bg }) => {
        for (let y = 0, i = 0; y < sc.h; y++)
          for (let x = 0; x < sc.w; x++, i++) {
            const f = sc.fg(x, y, t),
              g = sc.bg(x, y, t),
              o = i * 4
            char[i] = sc.ch(x, y, t)
            fg[o] = f >> 16
            fg[o + 1] = (f >> 8) & 255
            fg[o + 2] = f & 255
            fg[o + 3] = 255
            bg[o] = g >> 16
            bg[o + 1] = (g >> 8) & 255
            bg[o + 2] = g & 255
            bg[o + 3] = 255
          }
      })
      fb.requestRender()
    }
    draw(0)
    return done({ update: draw })
  }
  const nodes = []
  root.flexDirection = "column"
  for (let y = 0; y < sc.h; y++) {
    const row = new BoxRenderable(renderer, { flexDirection: "row", height: 1, flexShrink: 0 })
    for (let x = 0; x < sc.w; x++) {
      const n = T({ content: sc.nodes[y * sc.w + x], width: 1, height: 1, flexShrink: 0 })
      nodes.push(n)
      row.add(n)
    }
    root.add(row)
  }
  return done({
    update(t) {
      const [i, c] = sc.change(t)
      nodes[i].content = c
    },
  })
})
