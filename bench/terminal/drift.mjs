// Does a terminal app grow? A million updates, each a frame, with the memory of the process every 100,000.
//
//     node bench/terminal/drift.mjs [updates]         in a terminal; after `npm run build`
//
// The heap is what counts; the process's own memory also holds what V8 has not collected yet.

import { readFileSync } from "node:fs"
import { box, signal, text } from "filigree"
import { render } from "filigree/tui"

const updates = Number(process.argv[2] ?? 1_000_000)
const values = Array.from({ length: 60 }, (_, i) => signal(String(100_000 + i)))
const view = () =>
  box(
    { flexDirection: "row", flexWrap: "wrap" },
    values.map(([value]) => box({ border: true, width: 8, height: 3 }, text({}, value))),
  )

const resident = () =>
  process.platform === "linux"
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024
    : process.memoryUsage.rss() / 1048576

const app = await render(view, { console: "off", mouse: "off", maxFps: Number.POSITIVE_INFINITY })
const rows = []
const start = process.cpuUsage()
for (let t = 0; t <= updates; t++) {
  if (t % 100_000 === 0 || t === 20_000)
    rows.push({
      updates: t,
      "MB resident": resident().toFixed(1),
      "MB heap": (process.memoryUsage().heapUsed / 1e6).toFixed(1),
    })
  values[t % 60][1](String((123_456 + t * 7919) % 1_000_000))
  await app.flush()
  await new Promise((resolve) => setImmediate(resolve)) // a turn of the event loop, as between events
}
const { user } = process.cpuUsage(start)
app.exit()
await app.done
console.table(rows)
console.log(`${(user / updates).toFixed(1)} µs of user CPU an update`)
