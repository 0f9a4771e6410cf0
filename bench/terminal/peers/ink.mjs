// biome-ignore-all lint/correctness/noComponentHookFactories: a scene is a function
// Ink 8: React components, one useState per panel (only the panel that changes re-renders), maxFps lifted,
// waitUntilRenderFlush() after each update. Variants: default (whole frame rewritten) and incrementalRendering.

import { Box, render, Text } from "ink"
import React, { memo, useState } from "react"
import { drive, stdoutWatch } from "../lib/driver.mjs"

const h = React.createElement
const incremental = process.env.BENCH_VARIANT === "incremental"
drive(async (sc, { shipped }) => {
  const set = [],
    watch = stdoutWatch()
  let app
  if (sc.kind === "panels") {
    const Panel = memo(({ i }) => {
      const p = sc.panels[i],
        [lines, setLines] = useState(p.lines)
      set[i] = setLines
      return h(
        Box,
        { borderStyle: "single", width: p.w, height: p.h, flexDirection: "column" },
        lines.map((l, k) => h(Text, { key: k, color: l.fg, wrap: "truncate" }, l.text)),
      )
    })
    app = h(
      Box,
      { flexDirection: "column" },
      sc.groups.map((g, r) =>
        h(
          Box,
          { key: r },
          g.map((i) => h(Panel, { key: i, i })),
        ),
      ),
    )
  } else if (sc.kind === "table") {
    const App = () => {
      const [t, setT] = useState(0)
      set[0] = setT
      const top = sc.top(t)
      return h(
        Box,
        { flexDirection: "column" },
        h(Text, { wrap: "truncate" }, sc.header),
        sc.table
          .slice(top, top + sc.view)
          .map((s, i) => h(Text, { key: top + i, wrap: "truncate" }, s)),
      )
    }
    app = h(App)
  } else if (sc.kind === "cells") {
    const line = (y, t) => {
      let s = ""
      for (let x = 0; x < sc.w; x++) {
        const f = sc.fg(x, y, t),
          b = sc.bg(x, y, t)
        s += `\x1b[38;2;${f >> 16};${(f >> 8) & 255};${f & 255}m\x1b[48;2;${b >> 16};${(b >> 8) & 255};${b & 255}m${String.fromCharCode(sc.ch(x, y, t))}`
      }
      return s + "\x1b[39m\x1b[49m"
    }
    const App = () => {
      const [t, setT] = useState(0)
      set[0] = setT
      const out = []
      for (let y = 0; y < sc.h; y++) out.push(h(Text, { key: y, wrap: "truncate" }, line(y, t)))
      return h(Box, { flexDirection: "column" }, out)
    }
    app = h(App)
  } else {
    const Cell = memo(({ i }) => {
      const [c, setC] = useState(sc.nodes[i])
      set[i] = setC
      return h(Text, null, c)
    })
    const rows = []
    for (let y = 0; y < sc.h; y++) {
      const r = []
      for (let x = 0; x < sc.w; x++) r.push(h(Cell, { key: x, i: y * sc.w + x }))
      rows.push(h(Box, { key: y }, r))
    }
    app = h(Box, { flexDirection: "column" }, rows)
  }
  const inst = render(app, {
    exitOnCtrlC: false,
    patchConsole: false,
    alternateScreen: true,
    interactive: true,
    incrementalRendering: incremental,
    ...(shipped ? {} : { maxFps: 1000 }),
  })
  const flush = () => inst.waitUntilRenderFlush()
  await flush()
  const state = sc.kind === "panels" ? sc.panels.map((p) => p.lines) : null
  let wait
  return {
    update(t) {
      wait = watch.next(500)
      if (state) {
        const touched = new Set()
        for (const [p, l, text, fg] of sc.changes(t)) {
          if (!touched.has(p)) {
            touched.add(p)
            state[p] = state[p].slice()
          }
          state[p][l] = { text, fg }
        }
        for (const p of touched) set[p](state[p])
      } else if (sc.kind === "nodes") {
        const [i, c] = sc.change(t)
        set[i](c)
      } else set[0](t)
    },
    // React commits asynchronously: wait for the write of this update, then for the rest of the frame
    flush: shipped ? () => wait : () => wait.then(flush),
  }
})
