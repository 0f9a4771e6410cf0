// blessed: widgets at fixed places, tags for colours, screen.render() per update. 256 colours only.
import { createRequire } from "node:module"
import { drive } from "../lib/driver.mjs"

const blessed = createRequire(import.meta.url)(process.env.BENCH_VARIANT || "blessed")
// blessed buffers writes and flushes on nextTick: wait for it, or updates coalesce into one write
const flush = () => new Promise(setImmediate)
const tag = (l) => (l.fg ? `{${l.fg}-fg}${l.text}{/}` : l.text)
drive(async (sc) => {
  const screen = blessed.screen({
    smartCSR: true,
    fullUnicode: false,
    title: "bench",
    forceUnicode: true,
  })
  const done = async (p) => {
    screen.render()
    await flush()
    return { ...p, flush }
  }
  if (sc.kind === "panels") {
    const boxes = sc.panels.map((p) =>
      blessed.box({
        parent: screen,
        left: p.x,
        top: p.y,
        width: p.w,
        height: p.h,
        border: { type: "line" },
        tags: true,
        wrap: false,
        content: p.lines.map(tag).join("\n"),
      }),
    )
    return done({
      update(t) {
        for (const [p, l, text, fg] of sc.changes(t)) boxes[p].setLine(l, tag({ text, fg }))
        screen.render()
      },
    })
  }
  if (sc.kind === "table") {
    blessed.box({
      parent: screen,
      top: 0,
      left: 0,
      height: 1,
      width: sc.cols,
      content: sc.header,
      wrap: false,
    })
    const list = blessed.box({
      parent: screen,
      top: 1,
      left: 0,
      width: sc.cols,
      height: sc.view,
      scrollable: true,
      alwaysScroll: true,
      wrap: false,
      content: sc.table.join("\n"),
    })
    return done({
      update(t) {
        list.setScroll(sc.top(t))
        screen.render()
      },
    })
  }
  if (sc.kind === "cells") {
    const box = blessed.box({
      parent: screen,
      top: 0,
      left: 0,
      width: sc.w,
      height: sc.h,
      wrap: false,
    })
    const q = (c) =>
      16 +
      36 * Math.round(((c >> 16) & 255) / 51) +
      6 * Math.round(((c >> 8) & 255) / 51) +
      Math.round((c & 255) / 51)
    const draw = (t) => {
      const out = []
      for (let y = 0; y < sc.h; y++) {
        let s = ""
        for (let x = 0; x < sc.w; x++)
          s += `\x1b[38;5;${q(sc.fg(x, y, t))};48;5;${q(sc.bg(x, y, t))}m${String.fromCharCode(sc.ch(x, y, t))}`
        out.push(s + "\x1b[m")
      }
      box.setContent(out.join("\n"))
      screen.render()
    }
    draw(0)
    return done({ update: draw })
  }
  const boxes = sc.nodes.map((c, i) =>
    blessed.box({
      parent: screen,
      left: i % sc.w,
      top: (i / sc.w) | 0,
      width: 1,
      height: 1,
      content: c,
      wrap: false,
    }),
  )
  return done({
    update(t) {
      const [i, c] = sc.change(t)
      boxes[i].setContent(c)
      screen.render()
    },
  })
})
