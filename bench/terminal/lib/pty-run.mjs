// Runs one program under a pty, collects the byte stream raw, splits it on the markers, verifies the final screen.

import { existsSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { makeScenario } from "./scenario.mjs"

const require = createRequire(import.meta.url)
const pty = require("@lydell/node-pty")
const { Terminal } = require("@xterm/headless")
const now = () => performance.timeOrigin + performance.now()
let seq = 0

export function runPty({
  cmd,
  scenario,
  cols,
  rows,
  ticks,
  warmup,
  capMs,
  paceMs = 0,
  env = {},
  cwd,
  timeoutMs = 30000,
}) {
  return new Promise((resolve) => {
    const file = join(tmpdir(), `bench-term-${process.pid}-${seq++}.json`)
    const chunks = [],
      times = []
    const t0 = now()
    const p = pty.spawn(cmd[0], [...cmd.slice(1), scenario], {
      name: "xterm-256color",
      cols,
      rows,
      cwd,
      encoding: null,
      env: {
        ...process.env,
        NODE_ENV: "production",
        TERM: "xterm-256color",
        COLORTERM: "truecolor",
        LANG: "C.UTF-8",
        FORCE_COLOR: "3",
        CI: "",
        BENCH_RESULT: file,
        BENCH_TICKS: String(ticks),
        BENCH_WARMUP: String(warmup),
        BENCH_CAP_MS: String(capMs),
        BENCH_PACE_MS: String(paceMs),
        ...env,
        NODE_EXTRA_CA_CERTS: "", // Node 20 parses what it names at each start: 30 ms for a system's certificates
      },
    })
    let firstAt = 0,
      done = false
    p.onData((d) => {
      const b = Buffer.isBuffer(d) ? d : Buffer.from(d)
      chunks.push(b)
      times.push(now())
      if (!firstAt && b.includes("\x1b]7777;first")) firstAt = times[times.length - 1]
      // answer the usual terminal queries so that peers do not wait for a real terminal
      if (b.length < 4096 && !firstAt)
        answer(
          b.toString("latin1"),
          (s) => {
            try {
              p.write(s)
            } catch {}
          },
          cols,
          rows,
        )
    })
    const timer = setTimeout(() => {
      try {
        process.kill(p.pid, "SIGKILL")
      } catch {}
    }, timeoutMs)
    p.onExit(() =>
      setTimeout(() => {
        if (done) return
        done = true
        clearTimeout(timer)
        let r = { error: "no result (crash or timeout)" }
        if (existsSync(file)) {
          try {
            r = JSON.parse(readFileSync(file, "utf8"))
          } catch (e) {
            r = { error: String(e) }
          }
          rmSync(file)
        }
        const all = Buffer.concat(chunks)
        if (r.error) {
          r.tail = all.subarray(-1500).toString("utf8")
          resolve(r)
          return
        }
        const iS = all.indexOf("\x1b]7777;start\x07"),
          iE = all.indexOf("\x1b]7777;end\x07"),
          iF = all.indexOf("\x1b]7777;first\x07")
        r.bytesFirst = iF
        r.bytes = iS < 0 ? 0 : iE - iS - 13
        r.startup = firstAt - t0
        if (r.sent?.length) {
          r.latency = []
          let k = 0
          for (const s of r.sent) {
            while (k < times.length && times[k] < s) k++
            if (k < times.length) r.latency.push(times[k] - s)
          }
        }
        r.raw = all
        resolve(r)
      }, 30),
    )
  })
}

function answer(s, w, cols, rows) {
  if (s.includes("\x1b[6n")) w("\x1b[1;1R")
  if (s.includes("\x1b[c")) w("\x1b[?62;22c")
  if (s.includes("\x1b[14t")) w(`\x1b[4;${rows * 16};${cols * 8}t`)
  if (s.includes("\x1b[>0q") || s.includes("\x1b[>q")) w("\x1bP>|bench 1\x1b\\")
  if (s.includes("\x1b]10;?")) w("\x1b]10;rgb:ffff/ffff/ffff\x1b\\")
  if (s.includes("\x1b]11;?")) w("\x1b]11;rgb:0000/0000/0000\x1b\\")
}

export async function verify(r, scenario, cols, rows, total) {
  const term = new Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 })
  await new Promise((res) => term.write(r.raw, res))
  const sc = makeScenario(scenario, cols, rows, total)
  const want = sc.expected(r.tick),
    b = term.buffer.active
  let bad = 0,
    firstBad = null
  for (let y = 0; y < rows; y++) {
    const got = (b.getLine(b.baseY + y)?.translateToString(false, 0, cols) ?? "").padEnd(cols),
      w = want[y].padEnd(cols)
    if (got !== w) {
      for (let x = 0; x < cols; x++) if (got[x] !== w[x]) bad++
      firstBad ??= { y, got: got.slice(0, 120), want: w.slice(0, 120) }
    }
  }
  let colorBad = null
  if (sc.kind === "cells") {
    colorBad = 0
    const cell = b.getNullCell()
    for (let y = 0; y < sc.h; y += 7)
      for (let x = 0; x < sc.w; x += 11) {
        b.getLine(b.baseY + y).getCell(x, cell)
        if (
          !(
            cell.isFgRGB() &&
            cell.getFgColor() === sc.fg(x, y, r.tick) &&
            cell.isBgRGB() &&
            cell.getBgColor() === sc.bg(x, y, r.tick)
          )
        )
          colorBad++
      }
  }
  term.dispose()
  return { bad, firstBad, colorBad }
}
