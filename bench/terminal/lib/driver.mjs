// Driver used by every peer program (and usable by ours). Runs under node and bun.
// argv: program SCENARIO ; env: BENCH_TICKS, BENCH_WARMUP, BENCH_CAP_MS, BENCH_PACE_MS, BENCH_RESULT (file)
import { readFileSync, writeFileSync, writeSync } from "node:fs"
import { makeScenario, TICKS } from "./scenario.mjs"

const env = process.env
const now = () => performance.timeOrigin + performance.now()
// In-stream markers: an OSC the terminal ignores; the runner splits the byte stream on them.
const mark = (name) => {
  // The app has made the file non-blocking: a terminal that is slow to read says EAGAIN.
  const bytes = Buffer.from(`\x1b]7777;${name}\x07`)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at)
    } catch (e) {
      if (e.code !== "EAGAIN") throw e
    }
  }
}
const vm = () => {
  const s = readFileSync("/proc/self/status", "utf8")
  const g = (k) => +(s.match(new RegExp(k + ":\\s+(\\d+)"))?.[1] ?? 0) / 1024
  return { rss: g("VmRSS"), peak: g("VmHWM") }
}

export async function drive(makePeer) {
  const id = process.argv[2]
  const cols = process.stdout.columns,
    rows = process.stdout.rows
  const pace = +(env.BENCH_PACE_MS ?? 0)
  const warm = +(env.BENCH_WARMUP ?? 20),
    n = +(env.BENCH_TICKS ?? TICKS[id]),
    cap = +(env.BENCH_CAP_MS ?? 1e9)
  const result = { scenario: id, cols, rows }
  let peer
  try {
    const sc = makeScenario(id, cols, rows, warm + n)
    const c00 = process.cpuUsage()
    peer = await makePeer(sc, { shipped: pace > 0 }) // resolves when the first full frame is written
    const c01 = process.cpuUsage()
    mark("first")
    Object.assign(result, {
      firstAt: now(),
      cpuFirst: c01,
      cpuMount: { user: c01.user - c00.user, system: c01.system - c00.system },
      rssFirst: vm().rss,
    })
    if (n > 0) {
      let t = 0
      const tick = async () => {
        t++
        peer.update(t)
        const p = peer.flush?.(t)
        if (p) await p
      }
      for (let i = 0; i < warm; i++) await tick()
      if (peer.settle) await peer.settle()
      mark("start")
      const sent = []
      const w0 = performance.now(),
        c0 = process.cpuUsage()
      let k = 0
      if (pace) {
        for (; k < n; k++) {
          await new Promise((r) => setTimeout(r, pace))
          sent.push(now())
          await tick()
        }
      } else {
        for (; k < n; k++) {
          await tick()
          if ((k & 7) === 7 && performance.now() - w0 > cap) {
            k++
            break
          }
        }
      }
      if (peer.settle) await peer.settle()
      const c1 = process.cpuUsage(c0),
        w1 = performance.now()
      mark("end")
      Object.assign(result, {
        ticks: k,
        tick: t,
        user: c1.user / 1000,
        sys: c1.system / 1000,
        wall: w1 - w0,
        sent,
      })
    } else {
      result.tick = 0
      if (peer.settle) await peer.settle()
      mark("end")
    }
    Object.assign(result, vm())
    result.ok = true
  } catch (e) {
    result.error = String(e?.stack ?? e)
  }
  writeFileSync(env.BENCH_RESULT ?? "/dev/stderr", JSON.stringify(result) + "\n")
  // hold the screen (no teardown: the final screen is what is verified), leave hard
  await new Promise((r) => setTimeout(r, 30))
  process.kill(process.pid, "SIGKILL")
}

// Helper for peers that write through process.stdout.write: resolves when a frame was written.
export function stdoutWatch() {
  const orig = process.stdout.write.bind(process.stdout)
  let count = 0,
    waiter = null
  process.stdout.write = (...a) => {
    const r = orig(...a)
    count++
    if (waiter) {
      const w = waiter
      waiter = null
      w()
    }
    return r
  }
  return {
    get count() {
      return count
    },
    next(ms = 2000) {
      return new Promise((res) => {
        const to = setTimeout(() => {
          waiter = null
          res(false)
        }, ms)
        waiter = () => {
          clearTimeout(to)
          res(true)
        }
      })
    },
  }
}
