// Does a terminal app grow? A million updates, each a frame, with the memory of the process every 100,000.
//
//     node bench/terminal/drift.mjs [updates] [words|numbers|bare]      in a terminal; after `npm run build`
//
//     words      the values come from ten thousand texts that are there already: what is left is the app's
//     numbers    each value is a number never seen before, by `String(n)`. V8 keeps such texts in a table for
//                a while, so that more of them outlive a collection, and it widens its young generation
//     bare       the same numbers without an app, written to the terminal: what that costs any program
//
// The heap is what counts; the process's own memory also holds what V8 has not collected yet.

import { readFileSync, writeSync } from "node:fs"
import { box, signal, text } from "filigree"
import { render } from "filigree/tui"

const updates = Number(process.argv[2] ?? 1_000_000)
const mode = process.argv[3] ?? "words"

const number = (t) => String((123_456 + t * 7919) % 1_000_000)
const words = Array.from({ length: 10_000 }, (_, t) => number(t))
const textAt = mode === "words" ? (t) => words[t % words.length] : number

const resident = () =>
  process.platform === "linux"
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024
    : process.memoryUsage.rss() / 1048576

/** Sixty panels, one of which changes. */
async function openApp() {
  const values = Array.from({ length: 60 }, (_, i) => signal(String(100_000 + i)))
  const view = () =>
    box(
      { flexDirection: "row", flexWrap: "wrap" },
      values.map(([value]) => box({ border: true, width: 8, height: 3 }, text({}, value))),
    )
  const app = await render(view, { console: "off", mouse: "off", maxFps: Number.POSITIVE_INFINITY })
  return {
    async update(t) {
      values[t % 60][1](textAt(t))
      await app.flush()
    },
    async close() {
      app.exit()
      await app.done
    },
  }
}

/** Bytes to the terminal, and nothing else. */
function openBare() {
  const bytes = Buffer.alloc(64)
  return {
    update(t) {
      writeSync(1, bytes, 0, bytes.write(`\x1b[H${textAt(t)}`))
    },
    close() {},
  }
}

const program = mode === "bare" ? openBare() : await openApp()
const rows = []
const start = process.cpuUsage()
for (let t = 0; t <= updates; t++) {
  if (t % 100_000 === 0 || t === 20_000)
    rows.push({
      updates: t,
      "MB resident": resident().toFixed(1),
      "MB heap": (process.memoryUsage().heapUsed / 1e6).toFixed(1),
    })
  await program.update(t)
  await new Promise((resolve) => setImmediate(resolve)) // a turn of the event loop, as between events
}
const { user } = process.cpuUsage(start)
await program.close()
console.table(rows)
console.log(`${(user / updates).toFixed(1)} µs of user CPU an update`)
