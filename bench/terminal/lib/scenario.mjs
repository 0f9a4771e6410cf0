// Shared scenario models. Every peer draws exactly the same characters; the runner
// checks the final screen (parsed by @xterm/headless) against expected(tick).
// All per-tick data is precomputed before the measured loop so that the measured CPU
// is the peer's, not the model's.

const BLOCKS = " ▁▂▃▄▅▆▇█"
export const hash = (a, b) => {
  let h = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  h = Math.imul(h, 0x297a2d39)
  h ^= h >>> 15
  return h >>> 0
}
const pad = (s, w) => (s.length >= w ? s.slice(0, w) : s + " ".repeat(w - s.length))
const padL = (s, w) => (s.length >= w ? s.slice(0, w) : " ".repeat(w - s.length) + s)

export const TICKS = { T1: 1000, T2: 300, T3: 500, T4: 200, T5: 0, T6: 500 }
export const ALL = ["T1", "T2", "T3", "T4", "T5", "T6"]

// kind 'panels': panels[{x,y,w,h,lines:[{text,fg}]}], rows (panel indices grouped in flex rows),
//                changes(t) -> [[panel, line, text, fg], ...]
// kind 'table':  header, table[5000] strings of full width, view = visible data rows, top(t)
// kind 'cells':  w,h, char(x,y,t), fg(x,y,t), bg(x,y,t)  (24 bit numbers)
// kind 'nodes':  w,h, nodes[] initial chars, change(t) -> [index, char]
export function makeScenario(id, cols, rows, total) {
  if (id === "T1" || id === "T5") return t1(id, cols, rows)
  if (id === "T2") return t2(cols, rows, total)
  if (id === "T3") return t3(cols, rows)
  if (id === "T4") return t4(cols, rows)
  if (id === "T6") return t6(cols, rows)
  throw new Error("unknown scenario " + id)
}

function panelScenario(id, cols, rows, panels, groups, changes) {
  return {
    id,
    cols,
    rows,
    kind: "panels",
    panels,
    groups,
    changes,
    expected(t) {
      const state = panels.map((p) => p.lines.map((l) => l.text))
      for (let k = 1; k <= t; k++) for (const [p, l, text] of changes(k)) state[p][l] = text
      const g = Array.from({ length: rows }, () => Array(cols).fill(" "))
      const put = (x, y, s) => {
        for (let i = 0; i < s.length; i++) g[y][x + i] = s[i]
      }
      panels.forEach((p, i) => {
        put(p.x, p.y, "┌" + "─".repeat(p.w - 2) + "┐")
        for (let y = 1; y < p.h - 1; y++) {
          put(p.x, p.y + y, "│")
          put(p.x + p.w - 1, p.y + y, "│")
        }
        put(p.x, p.y + p.h - 1, "└" + "─".repeat(p.w - 2) + "┘")
        state[i].forEach((s, k) => void put(p.x + 1, p.y + 1 + k, s))
      })
      return g.map((r) => r.join(""))
    },
  }
}

function t1(id, cols, rows) {
  const w = Math.floor(cols / 10),
    h = Math.floor((rows - 1) / 6),
    panels = [],
    groups = []
  for (let r = 0; r < 6; r++) {
    const g = []
    for (let c = 0; c < 10; c++) {
      const i = r * 10 + c,
        lines = [{ text: pad(`Panel ${i}`, w - 2), fg: "cyan" }]
      for (let k = 1; k < h - 2; k++)
        lines.push({ text: pad(`k${k}: ${hash(i, k) % 100000}`, w - 2) })
      g.push(i)
      panels.push({ x: c * w, y: r * h, w, h, lines })
    }
    groups.push(g)
  }
  const P = 34,
    L = 2,
    num = (t) => pad(String((123456 + t * 7919) % 1000000).padStart(6, "0"), w - 2)
  panels[P].lines[L] = { text: num(0), fg: "green" }
  return panelScenario(id, cols, rows, panels, groups, (t) => [[P, L, num(t), "green"]])
}

function t2(cols, rows, total) {
  const H = rows - 1,
    panels = [],
    groups = [[], [], []]
  const add = (g, x, y, w, h, lines, kind, k) => {
    groups[g].push(panels.length)
    panels.push({ x, y, w, h, lines, kind, k })
  }
  const cw = Math.floor(cols / 4)
  for (let i = 0; i < 4; i++) add(0, i * cw, 0, i === 3 ? cols - 3 * cw : cw, 8, [], "spark", i)
  const tw = Math.floor(cols / 3)
  for (let i = 0; i < 3; i++) add(1, i * tw, 8, i === 2 ? cols - 2 * tw : tw, 18, [], "table", i)
  const y = 26,
    h = H - 26,
    half = Math.floor(cols / 2),
    q = Math.floor(cols / 8)
  add(2, 0, y, half, h, [], "log", 0)
  ;["clock", "gauge", "gauge", "stats"].forEach(
    (kind, i) => void add(2, half + i * q, y, i === 3 ? cols - half - 3 * q : q, h, [], kind, i),
  )

  const val = (k, n) =>
    (Math.sin(n / 7 + k) + Math.sin(n / 3.1 + k * 2) + 2) * 12 + (hash(k, n) % 8)
  const spark = (p, t) => {
    const w = p.w - 2,
      ch = p.h - 3,
      out = [{ text: pad(`cpu${p.k} ${padL(val(p.k, t + w - 1).toFixed(1), 6)}%`, w), fg: "cyan" }]
    const vs = []
    for (let i = 0; i < w; i++)
      vs.push(Math.max(0, Math.min(ch * 8, Math.round((val(p.k, t + i) / 56) * ch * 8))))
    for (let r = ch - 1; r >= 0; r--) {
      let s = ""
      for (let i = 0; i < w; i++) s += BLOCKS[Math.max(0, Math.min(8, vs[i] - r * 8))]
      out.push({ text: s, fg: "green" })
    }
    return out
  }
  const version = (p, r, t) => {
    let n = 0
    for (let k = 1; k <= t; k++) if ((hash(k, p.k) + r) % 3 === 0) n++
    return n
  }
  const trow = (p, r, v) => {
    const w = p.w - 2,
      a = hash(p.k * 100 + r, v),
      st = a % 3
    return {
      text: pad(
        `${pad(`svc-${p.k}${String(r).padStart(2, "0")}`, 9)}${padL((((a >>> 3) % 100000) / 10).toFixed(1), 9)}${padL(((a >>> 7) % 1000).toString(), 6)}  ${["ok  ", "warn", "fail"][st]}  ${pad("eu-west-" + (a % 7), 20)}`,
        w,
      ),
      fg: ["green", "yellow", "red"][st],
    }
  }
  const logLine = (n, w) =>
    pad(
      `${String(n).padStart(6, "0")} [${["INFO", "WARN", "DEBUG"][n % 3]}] worker-${hash(n, 1) % 16} handled request ${(hash(n, 2) >>> 0).toString(16)} in ${hash(n, 3) % 900} ms`,
      w,
    )
  const logs = (p, t) => {
    const ih = p.h - 2,
      w = p.w - 2,
      out = []
    for (let i = 0; i < ih; i++) {
      const n = t * 10 + i
      out.push({ text: logLine(n, w), fg: n % 3 === 1 ? "yellow" : undefined })
    }
    return out
  }
  const clock = (t) => {
    const s = 36000 + t * 0.1
    return `${String(Math.floor(s / 3600)).padStart(2, "0")}:${String(Math.floor(s / 60) % 60).padStart(2, "0")}:${(s % 60).toFixed(1).padStart(4, "0")}`
  }
  const linesAt = (p, t) => {
    const w = p.w - 2
    if (p.kind === "spark") return spark(p, t)
    if (p.kind === "table") {
      const out = [
        {
          text: pad(`${pad("name", 9)}${padL("value", 9)}${padL("n", 6)}  stat  region`, w),
          fg: "cyan",
        },
      ]
      for (let r = 0; r < 15; r++) out.push(trow(p, r, version(p, r, t)))
      return out
    }
    if (p.kind === "log") return logs(p, t)
    if (p.kind === "clock")
      return [{ text: pad("clock", w), fg: "cyan" }, { text: pad(clock(t), w) }]
    if (p.kind === "gauge") {
      const v = (val(p.k + 9, t) / 56) % 1,
        n = Math.round(v * (w - 5))
      return [
        { text: pad(`gauge ${p.k}`, w), fg: "cyan" },
        {
          text: pad(
            "█".repeat(n) + "░".repeat(w - 5 - n) + padL(String(Math.round(v * 100)), 4) + "%",
            w,
          ),
          fg: "green",
        },
      ]
    }
    return ["req/s", "p99", "err", "conn"].map((s, i) => ({
      text: pad(`${s}: ${hash(i, t) % 10000}`, w),
    }))
  }
  // precompute
  let prev = panels.map((p) => (p.lines = linesAt(p, 0)))
  const versions = panels.map((p) => (p.kind === "table" ? Array(15).fill(0) : null))
  const frames = [[]]
  for (let t = 1; t <= total; t++) {
    const ch = []
    const next = panels.map((p, i) => {
      if (p.kind === "table") {
        const hk = hash(t, p.k),
          ls = prev[i].slice()
        for (let r = 0; r < 15; r++)
          if ((hk + r) % 3 === 0) ls[r + 1] = trow(p, r, ++versions[i][r])
        return ls
      }
      return linesAt(p, t)
    })
    next.forEach((ls, p) => {
      ls.forEach((l, k) => {
        const o = prev[p][k]
        if (o.text !== l.text || o.fg !== l.fg) ch.push([p, k, l.text, l.fg])
      })
    })
    frames.push(ch)
    prev = next
  }
  return panelScenario("T2", cols, rows, panels, groups, (t) => frames[t] ?? [])
}

function t3(cols, rows) {
  const N = 5000,
    view = rows - 2,
    mk = (i) => {
      let s = `#${String(i).padStart(5, "0")} item-${(hash(i, 1) % 100000).toString(36)}`
      for (let c = 0; s.length < cols; c++) s += padL(String(hash(i, c + 2) % 1000000), 12)
      return pad(s, cols)
    }
  const table = Array.from({ length: N }, (_, i) => mk(i))
  let header = "id     name"
  for (let c = 0; header.length < cols; c++) header += padL(`col${c}`, 12)
  header = pad(header, cols)
  const top = (t) => t % (N - view)
  return {
    id: "T3",
    cols,
    rows,
    kind: "table",
    header,
    table,
    view,
    top,
    expected: (t) => [header, ...table.slice(top(t), top(t) + view), " ".repeat(cols)],
  }
}

function t4(cols, rows) {
  const w = cols,
    h = rows - 1
  const ch = (x, y, t) => 33 + ((x + y * 3 + t) % 94)
  const fg = (x, y, t) =>
    (((x * 13 + t * 5) & 255) << 16) |
    (((y * 29 + t * 3) & 255) << 8) |
    ((x * 7 + y * 11 + t * 2) & 255)
  const bg = (x, y, t) => fg(x, y, t) ^ 0x80c0a0
  return {
    id: "T4",
    cols,
    rows,
    kind: "cells",
    w,
    h,
    ch,
    fg,
    bg,
    expected: (t) => {
      const out = []
      for (let y = 0; y < rows; y++) {
        let s = ""
        for (let x = 0; x < cols; x++) s += y < h ? String.fromCharCode(ch(x, y, t)) : " "
        out.push(s)
      }
      return out
    },
  }
}

function t6(cols, rows) {
  const w = cols,
    h = Math.min(rows - 1, Math.floor(10000 / w)),
    n = w * h
  const nodes = Array(n).fill(".")
  const change = (t) => [(t * 7919) % n, String.fromCharCode(65 + (t % 26))]
  return {
    id: "T6",
    cols,
    rows,
    kind: "nodes",
    w,
    h,
    nodes,
    change,
    expected: (t) => {
      const a = nodes.slice()
      for (let k = 1; k <= t; k++) {
        const [i, c] = change(k)
        a[i] = c
      }
      const out = []
      for (let y = 0; y < rows; y++)
        out.push(y < h ? a.slice(y * w, y * w + w).join("") : " ".repeat(w))
      return out
    },
  }
}
