// Hand-written limit: knows exactly what changes; one write per update; no framework.
import { writeSync } from "node:fs"
import { drive } from "../lib/driver.mjs"

const FG = { green: 32, yellow: 33, red: 31, cyan: 36 }
const sgr = (fg) => (fg ? `\x1b[${FG[fg]}m` : "\x1b[39m")
const out = (s) => {
  const b = typeof s === "string" ? Buffer.from(s) : s
  let o = 0
  while (o < b.length) {
    try {
      o += writeSync(1, b, o, b.length - o)
    } catch (e) {
      if (e.code !== "EAGAIN") throw e
    }
  }
}

drive(async (sc) => {
  out("\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H")
  if (sc.kind === "panels") {
    const cur = sc.panels.map((p) => p.lines.map((l) => ({ ...l })))
    let s = ""
    sc.panels.forEach((p) => {
      s += `\x1b[39m\x1b[${p.y + 1};${p.x + 1}H┌${"─".repeat(p.w - 2)}┐`
      for (let y = 1; y < p.h - 1; y++)
        s += `\x1b[39m\x1b[${p.y + y + 1};${p.x + 1}H│${p.lines[y - 1] ? sgr(p.lines[y - 1].fg) + p.lines[y - 1].text + "\x1b[39m" : " ".repeat(p.w - 2)}│`
      s += `\x1b[${p.y + p.h};${p.x + 1}H└${"─".repeat(p.w - 2)}┘`
    })
    out(s)
    let last // current SGR colour on the wire
    return {
      update(t) {
        let s = ""
        for (const [p, l, text, fg] of sc.changes(t)) {
          const o = cur[p][l],
            P = sc.panels[p],
            w = text.length,
            recolor = o.fg !== fg
          let i = 0
          while (i < w) {
            if (!recolor && o.text.charCodeAt(i) === text.charCodeAt(i)) {
              i++
              continue
            }
            let j = i + 1,
              gap = 0,
              e = j // merge gaps shorter than a cursor move
            while (j < w && gap < 8) {
              if (recolor || o.text.charCodeAt(j) !== text.charCodeAt(j)) {
                gap = 0
                e = j + 1
              } else gap++
              j++
            }
            s += `\x1b[${P.y + 2 + l};${P.x + 2 + i}H`
            if (last !== fg) {
              s += sgr(fg)
              last = fg
            }
            s += text.slice(i, e)
            i = e
          }
          o.text = text
          o.fg = fg
        }
        out(s)
      },
    }
  }
  if (sc.kind === "table") {
    const bottom = sc.rows - 1
    let s = sc.header
    for (let i = 0; i < sc.view; i++) s += `\x1b[${i + 2};1H${sc.table[i]}`
    out(s)
    out(`\x1b[2;${bottom}r`)
    return {
      update(t) {
        out(`\x1b[S\x1b[${bottom};1H${sc.table[sc.top(t) + sc.view - 1]}`)
      },
    } // scroll region: 1 new row on the wire
  }
  if (sc.kind === "cells") {
    const D = Array.from({ length: 256 }, (_, i) => Buffer.from(String(i)))
    const buf = Buffer.allocUnsafe(sc.w * sc.h * 44 + 16 * sc.h)
    const num = (n, p) => {
      const d = D[n]
      buf[p] = d[0]
      if (d.length > 1) {
        buf[p + 1] = d[1]
        if (d.length > 2) {
          buf[p + 2] = d[2]
          return p + 3
        }
        return p + 2
      }
      return p + 1
    }
    const draw = (t) => {
      let p = 0
      p += buf.write("\x1b[H", p, "latin1")
      for (let y = 0; y < sc.h; y++) {
        if (y) {
          buf[p++] = 13
          buf[p++] = 10
        }
        for (let x = 0; x < sc.w; x++) {
          const f = sc.fg(x, y, t),
            b = sc.bg(x, y, t)
          buf[p] = 27
          buf[p + 1] = 91
          buf[p + 2] = 51
          buf[p + 3] = 56
          buf[p + 4] = 59
          buf[p + 5] = 50
          buf[p + 6] = 59
          p += 7
          p = num(f >> 16, p)
          buf[p++] = 59
          p = num((f >> 8) & 255, p)
          buf[p++] = 59
          p = num(f & 255, p)
          buf[p] = 59
          buf[p + 1] = 52
          buf[p + 2] = 56
          buf[p + 3] = 59
          buf[p + 4] = 50
          buf[p + 5] = 59
          p += 6
          p = num(b >> 16, p)
          buf[p++] = 59
          p = num((b >> 8) & 255, p)
          buf[p++] = 59
          p = num(b & 255, p)
          buf[p++] = 109
          buf[p++] = sc.ch(x, y, t)
        }
      }
      out(buf.subarray(0, p))
    }
    draw(0)
    return { update: draw }
  }
  let s = ""
  for (let y = 0; y < sc.h; y++)
    s += `\x1b[${y + 1};1H` + sc.nodes.slice(y * sc.w, y * sc.w + sc.w).join("")
  out(s)
  return {
    update(t) {
      const [i, c] = sc.change(t)
      out(`\x1b[${((i / sc.w) | 0) + 1};${(i % sc.w) + 1}H${c}`)
    },
  }
})
