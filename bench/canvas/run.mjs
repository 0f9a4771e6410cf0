// node bench/canvas/run.mjs [--only one,scroll] [--updates 600]
//
// Each program runs in a process of its own: `run.mjs child <program> <scene> <updates>`.

import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const SCENES = ["one", "scattered", "scroll", "card"]
const PROGRAMS = ["by-hand", "by-hand-tiles", "filigree", "konva", "takumi"]
const self = fileURLToPath(import.meta.url)

if (process.argv[2] === "child") await child(...process.argv.slice(3))
else parent()

function parent() {
  const option = (name, usual) => {
    const at = process.argv.indexOf(name)
    return at < 0 ? usual : process.argv[at + 1]
  }
  const scenes = option("--only", SCENES.join()).split(",")
  const updates = option("--updates", "600")
  for (const scene of scenes) {
    const runs = new Map()
    for (let round = 0; round < 3; round++)
      for (const program of PROGRAMS) {
        const { stdout, stderr } = spawnSync(
          process.execPath,
          [self, "child", program, scene, updates],
          {
            encoding: "utf8",
            env: { ...process.env, NODE_ENV: "production", NODE_EXTRA_CA_CERTS: "" },
          },
        )
        const line = stdout.trim().split("\n").pop()
        if (line) runs.set(program, [...(runs.get(program) ?? []), Number(line)])
        else if (round === 0 && !/not here/.test(stderr)) process.stderr.write(stderr)
      }
    const base = median(runs.get("by-hand") ?? [])
    console.log(`\n${scene}: user ms per update`)
    for (const [program, values] of runs) {
      const ms = median(values)
      console.log(
        `  ${program.padEnd(14)} ${ms.toFixed(3).padStart(9)}   ${(ms / base).toFixed(2)} ×`,
      )
    }
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

async function child(program, scene, updates) {
  const { programs } = await import("./scenes.mjs")
  const make = programs[program]?.[scene]
  if (!make) return process.stderr.write("not here\n")
  const update = await make()
  const count = scene === "card" ? Math.ceil(updates / 20) : Number(updates)
  let tick = 0
  for (; tick < count / 4; ) await update(++tick)
  const before = process.cpuUsage()
  for (let i = 0; i < count; i++) {
    await update(++tick)
    if (i % 20 === 0) await new Promise(setImmediate) // buffers are freed between turns
  }
  console.log(process.cpuUsage(before).user / 1000 / count)
  process.exit(0)
}
