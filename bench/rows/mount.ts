// What does a view cost above its host operations? 10,000 rows of 8 elements on the memory host:
// mounted by core, and by direct calls of the six functions with the same effects. Interleaved; medians.
//
// Each in processes of its own, in turns: in one process they would share, and spoil, the engine's
// optimised code. Bundle first: tsx gives each closure its name at run time, which is not free.
//
//   npx esbuild bench/rows/mount.ts --bundle --platform=node --format=esm --outfile=dist/mount.mjs \
//     --define:process.env.NODE_ENV='"production"'
//   node --expose-gc --max-semi-space-size=256 dist/mount.mjs

import { execFileSync } from "node:child_process"
import { box, createRoot, For, flush, mount, renderEffect, rwSignal, span, text } from "filigree"
import { type MemoryNode, memoryRenderer } from "filigree/memory"

const ROWS = 10_000

interface Item {
  readonly id: number
  readonly name: ReturnType<typeof rwSignal<string>>
  readonly load: ReturnType<typeof rwSignal<number>>
}

const items = (): Item[] =>
  Array.from({ length: ROWS }, (_, id) => ({ id, name: rwSignal(`row ${id}`), load: rwSignal(id) }))
const press = () => {}

function median(of: number[]): number {
  return of.toSorted((a, b) => a - b)[of.length >> 1]!
}

/** Processor time in milliseconds: other programs on the machine do not count. */
function now(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function byCore(data: Item[]): () => void {
  const renderer = memoryRenderer()
  const root = renderer.root()
  return mount(renderer, root, () =>
    For({
      each: () => data,
      children: (item) => {
        const { id, name, load } = item()
        return box(
          { flexDirection: "row", gap: 1 },
          box({ width: 8 }, text({ color: "muted" }, id)),
          box({ flexGrow: 1, onPress: press }, text({}, name)),
          box({ width: 6, onPress: press }, text({ color: "accent", bold: true }, load)),
          span({ dim: true }, "·"),
        )
      },
    }),
  )
}

function direct(data: Item[]): () => void {
  const renderer = memoryRenderer()
  const { create, insert, setAttr, setText, listen, remove } = renderer
  const root = renderer.root()
  const words = (parent: MemoryNode, value: string | (() => unknown)) => {
    const node = create(null, parent)
    if (typeof value === "string") setText(node, value)
    else renderEffect(() => setText(node, String(value())))
    insert(parent, node, null)
  }
  const tops: MemoryNode[] = []
  const dispose = createRoot((dispose) => {
    for (const { id, name, load } of data) {
      const row = create("box", root)
      setAttr(row, "flexDirection", "row", undefined)
      setAttr(row, "gap", 1, undefined)
      const a = create("box", row)
      setAttr(a, "width", 8, undefined)
      const at = create("text", a)
      setAttr(at, "color", "muted", undefined)
      words(at, String(id))
      insert(a, at, null)
      insert(row, a, null)
      const b = create("box", row)
      setAttr(b, "flexGrow", 1, undefined)
      listen(b, "press", press)
      const bt = create("text", b)
      words(bt, () => name.get())
      insert(b, bt, null)
      insert(row, b, null)
      const c = create("box", row)
      setAttr(c, "width", 6, undefined)
      listen(c, "press", press)
      const ct = create("text", c)
      setAttr(ct, "color", "accent", undefined)
      setAttr(ct, "bold", true, undefined)
      words(ct, () => load.get())
      insert(c, ct, null)
      insert(row, c, null)
      const d = create("span", row)
      setAttr(d, "dim", true, undefined)
      words(d, "·")
      insert(row, d, null)
      insert(root, row, null)
      tops.push(row)
    }
    return dispose
  })
  return () => {
    dispose()
    for (const node of tops) remove(root, node)
  }
}

function measure(run: (data: Item[]) => () => void): { mount: number; dispose: number } {
  const data = items()
  globalThis.gc?.()
  const start = now()
  const dispose = run(data)
  flush()
  const mounted = now()
  dispose()
  flush()
  return { mount: mounted - start, dispose: now() - mounted }
}

// As in any running program, something is mounted: engines throw away optimised code for objects of
// which none is left.
const kept = [byCore(items().slice(0, 3)), direct(items().slice(0, 3))]

const variants: Record<string, (data: Item[]) => () => void> = { direct, core: byCore }
const asked = variants[process.argv[2] ?? ""]
if (asked) {
  const rounds = Array.from({ length: 25 }, () => measure(asked))
  console.log(median(rounds.map((one) => one.mount)), median(rounds.map((one) => one.dispose)))
  process.exit()
}

const times = { direct: [] as number[][], core: [] as number[][] }
for (let turn = 0; turn < 5; turn++) {
  for (const name of ["direct", "core"] as const) {
    const argv = [...process.execArgv, process.argv[1]!, name]
    times[name].push(
      execFileSync(process.execPath, argv, { encoding: "utf8" }).split(" ").map(Number),
    )
  }
}
for (const [i, what] of ["mount", "dispose"].entries()) {
  const direct = median(times.direct.map((one) => one[i]!))
  const core = median(times.core.map((one) => one[i]!))
  console.log(
    `${what.padEnd(8)} ${ROWS} rows: direct ${direct.toFixed(1)} ms, core ${core.toFixed(1)} ms, ` +
      `ratio ${(core / direct).toFixed(2)}`,
  )
}

// One text of many: the cost must not follow the size of the tree.
for (const size of [10, 10_000]) {
  const data = items().slice(0, size)
  const dispose = byCore(data)
  flush()
  const { load } = data[size >> 1]!
  const times = 20_000
  for (let i = 0; i < 1000; i++) {
    load.set(-i)
    flush()
  }
  const start = now()
  for (let i = 0; i < times; i++) {
    load.set(i)
    flush()
  }
  const each = ((now() - start) / times) * 1000
  console.log(`update   one text of ${size} rows: ${each.toFixed(2)} µs`)
  dispose()
}
for (const dispose of kept) dispose()
