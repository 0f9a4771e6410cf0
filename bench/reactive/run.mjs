// How fast is the graph, and how much memory does it take, against its peers in the same run?
//
//     npm run build && (cd bench/reactive && npm install) && node bench/reactive/run.mjs
//     node bench/reactive/run.mjs --rounds 7 --only cellx --libs alien,filigree
//
// Every library runs in a process of its own, so that none profits from code compiled for another;
// rounds are interleaved and start with another library each time. A case's time is the CPU time
// of its fastest slice in that process; the table shows medians over the rounds of the ratio to the
// first library of the same round. CPU time leaves out what a busy machine does in between.

import { spawnSync } from "node:child_process"
import os from "node:os"
import { fileURLToPath } from "node:url"
import { cases } from "./cases.mjs"
import { load, names } from "./peers.mjs"

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}

/** CPU milliseconds of this process. */
function cpu() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const SLICE = 3 // ms: a slice is repeated until it takes at least this long
const SLICES = 30

async function measureCase(fw, entry) {
  const iterate = entry.whole ? () => entry.run(fw) : fw.withBuild(() => entry(fw))
  for (let i = 0; i < 5; i++) iterate()
  let repeats = 1
  for (let took = 0; took < SLICE; repeats *= 2) {
    const from = cpu()
    for (let i = 0; i < repeats; i++) iterate()
    took = cpu() - from
    if (took >= SLICE) break
  }
  let best = Number.POSITIVE_INFINITY
  for (let slice = 0; slice < SLICES; slice++) {
    const from = cpu()
    for (let i = 0; i < repeats; i++) iterate()
    best = Math.min(best, (cpu() - from) / repeats)
    if (slice % 10 === 9) await new Promise((resolve) => setTimeout(resolve))
  }
  if (!entry.whole) fw.cleanup()
  globalThis.gc()
  return best * 1000
}

/** Bytes for each of `count` things that `make` makes and keeps. */
function measureMemory(fw, count, make) {
  const used = () => {
    globalThis.gc()
    globalThis.gc()
    return process.memoryUsage().heapUsed
  }
  fw.withBuild(() => make(100))
  fw.cleanup()
  const before = used()
  const kept = fw.withBuild(() => make(count))
  const bytes = (used() - before) / count - 8 // the slot in the list that keeps it
  fw.cleanup()
  return kept === fw ? 0 : bytes
}

async function child(name, only) {
  const fw = await load(name)
  const result = { name: fw.name, times: {}, bytes: {} }
  for (const [title, entry] of Object.entries(cases)) {
    if (!only || title.includes(only)) result.times[title] = await measureCase(fw, entry)
  }
  if (!only) {
    const count = 20_000
    const list = (n, make) => Array.from({ length: n }, make)
    const shared = list(10, (_, i) => fw.signal(i))
    const one = () => shared[0].read()
    const ten = () => {
      for (const node of shared) node.read()
    }
    const { raw } = fw
    result.bytes.signal = measureMemory(fw, count, (n) => list(n, (_, i) => raw.signal(i)))
    result.bytes["memo, read once"] = measureMemory(fw, count, (n) => {
      const nodes = list(n, () => raw.computed(one))
      for (const node of nodes) raw.read(node)
      return nodes
    })
    result.bytes["effect, 1 source"] = measureMemory(fw, count, (n) =>
      list(n, () => fw.effect(one)),
    )
    const wide = measureMemory(fw, count, (n) => list(n, () => fw.effect(ten)))
    result.bytes["one more edge"] = (wide - result.bytes["effect, 1 source"]) / 9
  }
  process.stdout.write(JSON.stringify(result))
}

const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function parent() {
  const libs = option("libs", names.join(",")).split(",")
  const rounds = Number(option("rounds", "5"))
  const only = option("only", "")
  const results = new Map(libs.map((lib) => [lib, []]))
  const labels = new Map()
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < libs.length; i++) {
      const lib = libs[(i + round) % libs.length]
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [
          "--expose-gc",
          "--single-threaded-gc",
          fileURLToPath(import.meta.url),
          "--child",
          lib,
          only,
        ],
        { env: { ...process.env, NODE_ENV: "production" }, maxBuffer: 1 << 24 },
      )
      if (status !== 0) throw new Error(`${lib} failed:\n${stderr}`)
      const result = JSON.parse(String(stdout))
      results.get(lib).push(result)
      labels.set(lib, result.name)
    }
  }

  const base = libs[0]
  const widths = libs.map((lib) => Math.max(labels.get(lib).length, 14) + 2)
  const print = (title, cells) =>
    console.log(title.padEnd(30) + cells.map((cell, i) => cell.padStart(widths[i])).join(""))
  console.log(
    `node ${process.version}, ${os.cpus()[0].model}, ${rounds} rounds, load ${os.loadavg()[0].toFixed(1)}\n`,
  )
  print(
    "microseconds, ratio",
    libs.map((lib) => labels.get(lib)),
  )
  const logs = new Map(libs.map((lib) => [lib, 0]))
  const titles = Object.keys(results.get(base)[0].times)
  for (const title of titles) {
    print(
      title,
      libs.map((lib) => {
        const own = results.get(lib).map((result) => result.times[title])
        const ratio = median(own.map((t, round) => t / results.get(base)[round].times[title]))
        logs.set(lib, logs.get(lib) + Math.log(ratio))
        const time = median(own)
        return `${time < 100 ? time.toFixed(1) : time.toFixed(0)} ${ratio.toFixed(2)}x`
      }),
    )
  }
  print(
    "geometric mean",
    libs.map((lib) => `${Math.exp(logs.get(lib) / titles.length).toFixed(3)}x`),
  )
  if (only) return
  console.log()
  print(
    "bytes each",
    libs.map((lib) => labels.get(lib)),
  )
  for (const title of Object.keys(results.get(base)[0].bytes)) {
    print(
      title,
      libs.map((lib) => median(results.get(lib).map((r) => r.bytes[title])).toFixed(0)),
    )
  }
}

if (process.argv[2] === "--child") await child(process.argv[3], process.argv[4])
else parent()
