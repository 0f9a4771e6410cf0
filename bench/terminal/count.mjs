// How many instructions does an update take? A count that a busy machine does not change.
//
//     npm run build && node bench/terminal/count.mjs T1 [T2 …]        needs valgrind; a minute each
//
// The program runs twice on one thread, V8's compilers included: once it stops after eight updates, once after
// all of the scene's. The difference is the work of the updates between, as in the table but without its noise.

import { readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { runPty } from "./lib/pty-run.mjs"
import { TICKS } from "./lib/scenario.mjs"

const home = dirname(fileURLToPath(import.meta.url))
const log = join(tmpdir(), `filigree-count-${process.pid}.txt`)

async function count(scene, capMs) {
  const valgrind = ["valgrind", "--tool=cachegrind", "--cachegrind-out-file=/dev/null"]
  const result = await runPty({
    cmd: [...valgrind, `--log-file=${log}`, process.execPath, "--single-threaded", "terminal.mjs"],
    scenario: scene,
    cols: 200,
    rows: 60,
    ticks: TICKS[scene],
    warmup: 20,
    capMs,
    cwd: home,
    timeoutMs: 600_000,
  })
  if (result.error) throw new Error(result.error)
  const instructions = /I\s+refs:\s+([\d,]+)/.exec(readFileSync(log, "utf8"))?.[1]
  rmSync(log)
  return { instructions: Number(instructions.replaceAll(",", "")), updates: result.ticks }
}

for (const scene of process.argv.slice(2)) {
  const few = await count(scene, -1)
  const all = await count(scene, 1e9)
  const each = (all.instructions - few.instructions) / (all.updates - few.updates)
  console.log(`${scene}  ${(each / 1000).toFixed(0)},000 instructions an update`)
}
process.exit() // the pty's handle would keep it alive
