// The scenes T1 to T6 in filigree: a component per scene, a signal per value, layout by flex.
//
//     node run.mjs --only T1,T3        this program and the others, under a pty
//
// It runs the built package by its public API (`npm run build` first).

import { box, draw, For, signal, text } from "filigree"
import { render } from "filigree/tui"
import { drive } from "./lib/driver.mjs"

/** Colours of the scenes: entries of the terminal's palette, as the other programs use them. */
const COLORS = { green: "ansi(2)", yellow: "ansi(3)", red: "ansi(1)", cyan: "ansi(6)" }

const SCENES = {
  /** T1, T2, T5: bordered panels in rows, one text a line. */
  panels(scene) {
    const values = scene.panels.map((panel) => panel.lines.map((line) => signal(line)))
    const panel = (i) => {
      const { w, h } = scene.panels[i]
      return box(
        { border: true, width: w, height: h },
        values[i].map(([line]) =>
          text({ wrap: "none", height: 1, color: () => COLORS[line().fg] }, () => line().text),
        ),
      )
    }
    return {
      view: () =>
        box(
          {},
          scene.groups.map((group) => box({ flexDirection: "row" }, group.map(panel))),
        ),
      update(t) {
        for (const [i, k, words, fg] of scene.changes(t)) values[i][k][1]({ text: words, fg })
      },
    }
  },

  /** T3: a long list in a scroll box. */
  table(scene) {
    const [top, setTop] = signal(0)
    return {
      view: () =>
        box(
          {},
          text({ wrap: "none" }, scene.header),
          box(
            { overflow: "scroll", scrollbar: "none", scrollTop: top, height: scene.view },
            For({ each: () => scene.table, children: (row) => text({ wrap: "none" }, row) }),
          ),
        ),
      update: (t) => setTop(scene.top(t)),
    }
  },

  /** T4: every cell by itself. */
  cells(scene) {
    const [tick, setTick] = signal(0)
    const paint = (pen) => {
      const t = tick()
      for (let y = 0; y < scene.h; y++)
        for (let x = 0; x < scene.w; x++)
          pen.cell(
            x,
            y,
            scene.ch(x, y, t),
            0xff000000 | scene.fg(x, y, t),
            0xff000000 | scene.bg(x, y, t),
          )
    }
    return {
      view: () => draw({ width: scene.w, height: scene.h, paint }),
      update: setTick,
    }
  },

  /** T6: ten thousand texts of one character. */
  nodes(scene) {
    const values = scene.nodes.map((c) => signal(c))
    const rows = Array.from({ length: scene.h }, (_, y) =>
      values.slice(y * scene.w, (y + 1) * scene.w),
    )
    return {
      view: () =>
        rows.map((row) =>
          box(
            { flexDirection: "row", height: 1 },
            row.map(([value]) => text({ width: 1, height: 1, wrap: "none" }, value)),
          ),
        ),
      update(t) {
        const [i, c] = scene.change(t)
        values[i][1](c)
      },
    }
  },
}

drive(async (scene, { shipped }) => {
  const { view, update } = SCENES[scene.kind](scene)
  const app = await render(view, {
    console: "off",
    mouse: "off",
    ...(shipped ? {} : { maxFps: Number.POSITIVE_INFINITY }),
  })
  return { update, flush: shipped ? undefined : () => app.flush() }
})
