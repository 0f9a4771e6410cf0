// Random trees of everything that can change, changed at random, compared with what they should say.
//
// A model tree is plain data with signals in it; `view` turns it into views, `said` into the markup
// that the host must hold. Each operation writes one signal (or several) and compares. The host is
// strict: it throws on any call that breaks a promise. Signals come through the seam of views, so
// that the same trees play over another graph.

import { expect } from "vitest"
import { SuspenseContext } from "../../../core/async/index.ts"
import {
  box,
  component,
  ErrorBoundary,
  For,
  Fragment,
  Index,
  KeepAlive,
  Match,
  mount,
  Portal,
  Show,
  Suspense,
  Switch,
  span,
  type View,
} from "../../../core/view/index.ts"
import {
  flush,
  onCleanup,
  type RwSignal,
  renderEffect,
  rwSignal,
  untrack,
  use,
} from "../../../core/view/reactivity.ts"
import { type MemoryNode, memoryRenderer, strict } from "../../../renderers/memory/index.ts"
import { type Rng, rng } from "./rng.ts"

interface Item {
  readonly key: number
  readonly words: string
}

type Model =
  | { kind: "nothing" }
  | { kind: "static"; words: string }
  | { kind: "element"; children: Model[]; gap: RwSignal<number | undefined> | undefined }
  | { kind: "group"; children: Model[]; as: "array" | "fragment" | "component" | "boundary" }
  | { kind: "words"; words: RwSignal<string | number | null> }
  | { kind: "slot"; holds: RwSignal<Model> }
  | { kind: "show"; when: RwSignal<boolean>; yes: Model; no: Model }
  | { kind: "switch"; chosen: RwSignal<number>; cases: Model[] }
  | { kind: "keep"; when: RwSignal<boolean>; child: Model }
  | { kind: "wait"; until: RwSignal<boolean>; child: Model }
  | { kind: "risky"; isBad: RwSignal<boolean>; words: string }
  | { kind: "veiled"; hidden: RwSignal<boolean>; children: Model[] }
  | { kind: "uneasy"; isBad: RwSignal<boolean>; words: string }
  | { kind: "portal"; child: Model }
  | { kind: "list"; items: RwSignal<readonly Item[]>; rows: Model[]; form: Form }

/** What stands for an item. All but "position" go by key. */
type Form = "position" | "array" | "element" | "component"

interface Tree {
  readonly model: Model
  /** Each changes one signal of the tree. */
  readonly changes: ((chance: Rng) => void)[]
}

const WORDS = ["a", "b", "c", "", "dd", "é"]

export interface PlayOptions {
  /** Trees wait for things and have effects that fail, too: both need the project's own graph. */
  readonly waits?: boolean
}

function grow(chance: Rng, options: PlayOptions): Tree {
  const changes: ((chance: Rng) => void)[] = []
  let keys = 0

  const flag = () => {
    const signal = rwSignal(chance.chance(0.3))
    changes.push(() => signal.update((is) => !is))
    return signal
  }
  const words = () => chance.pick(WORDS)
  const within = (depth: number): Model => ({
    kind: "group",
    as: "array",
    children: several(depth),
  })
  const several = (depth: number) => Array.from({ length: chance.int(4) }, () => model(depth - 1))

  let rows = 0 // a model in a row may be there several times, and a portal has one place
  let kept = 0 // effects of parked content rest, so its failures are not of now

  function model(depth: number): Model {
    const kind = depth <= 0 ? chance.int(4) : chance.int(23)
    if (kind === 16) {
      kept++
      const model: Model = { kind: "keep", when: flag(), child: within(depth) }
      kept--
      return model
    }
    if (kind === 17 && options.waits !== false)
      return { kind: "wait", until: flag(), child: within(depth) }
    if (kind === 20 && rows === 0) return { kind: "portal", child: within(depth) }
    if (kind === 21 && kept === 0 && options.waits !== false)
      return { kind: "uneasy", isBad: flag(), words: words() }
    if (kind >= 20) return model(depth)
    if (kind === 18 && kept === 0) return { kind: "risky", isBad: flag(), words: words() }
    if (kind >= 17) return { kind: "veiled", hidden: flag(), children: several(depth) }
    if (kind === 0) return { kind: "nothing" }
    if (kind === 1) return { kind: "static", words: words() }
    if (kind <= 3) {
      const signal = rwSignal<string | number | null>(words())
      changes.push((chance) => {
        signal.set(
          chance.chance(0.2) ? null : chance.chance(0.2) ? chance.int(9) : chance.pick(WORDS),
        )
      })
      return { kind: "words", words: signal }
    }
    if (kind <= 6) {
      const gap = chance.chance(0.3) ? rwSignal<number | undefined>(1) : undefined
      if (gap) changes.push((chance) => gap.set(chance.chance(0.3) ? undefined : chance.int(3)))
      return { kind: "element", children: several(depth), gap }
    }
    if (kind <= 8) {
      const as = chance.pick(["array", "fragment", "component", "boundary"] as const)
      return { kind: "group", children: several(depth), as }
    }
    if (kind <= 10) {
      const choices = [model(depth - 1), model(depth - 1), model(depth - 1)]
      const holds = rwSignal<Model>(choices[0]!)
      changes.push((chance) => holds.set(chance.pick(choices)))
      return { kind: "slot", holds }
    }
    if (kind === 11) {
      const when = rwSignal(chance.chance(0.5))
      changes.push(() => when.update((shown) => !shown))
      return { kind: "show", when, yes: model(depth - 1), no: model(depth - 1) }
    }
    if (kind === 12) {
      const cases = [model(depth - 1), model(depth - 1)]
      const chosen = rwSignal(chance.int(3))
      changes.push((chance) => chosen.set(chance.int(3)))
      return { kind: "switch", chosen, cases }
    }
    const fresh = (): Item => ({ key: keys++, words: words() })
    const items = rwSignal<readonly Item[]>(Array.from({ length: chance.int(6) }, fresh))
    changes.push((chance) => items.set(changed(chance, items.peek(), fresh)))
    rows++
    const kinds = [model(depth - 1), model(0), model(1)]
    rows--
    const form = chance.pick(["position", "array", "element", "element", "component"] as const)
    return { kind: "list", items, rows: kinds, form }
  }

  return {
    model: { kind: "group", as: "boundary", children: [model(4), model(4), model(3)] },
    changes,
  }
}

function changed(chance: Rng, items: readonly Item[], fresh: () => Item): readonly Item[] {
  let next = [...items]
  switch (chance.int(8)) {
    case 0:
      next = chance.shuffle(next)
      break
    case 1:
      next = []
      break
    case 2:
      next = next.filter(() => chance.chance(0.6))
      break
    case 3:
      next.reverse()
      break
    case 4: // the same keys, other objects
      next = next.map((item) => ({ ...item, words: chance.pick(WORDS) }))
      break
    case 5: // swap the ends
      if (next.length > 1) [next[0], next[next.length - 1]] = [next.at(-1)!, next[0]!]
      break
    default:
      for (let i = chance.int(8); i > 0; i--) next.splice(chance.int(next.length + 1), 0, fresh())
      if (chance.chance(0.5)) next = chance.shuffle(next)
  }
  return next.slice(0, 24)
}

const rowModel = (list: Model & { kind: "list" }, item: Item) =>
  list.rows[item.key % list.rows.length]!

const Waits = component((props: { until: RwSignal<boolean> }) => {
  const tasks = use(SuspenseContext)!
  renderEffect(() => {
    if (props.until.get()) onCleanup(tasks.add())
  })
  return null
})

const Explodes = component((): View => {
  throw new Error("bad")
})

/** An effect of the author's own, which fails beside what it shows. */
const Uneasy = component((props: { isBad: RwSignal<boolean>; words: string }) => {
  renderEffect(() => {
    if (props.isBad.get()) throw new Error("bad")
  })
  return props.words
})

/** A row in one element: on a host that copies, a copy. */
const row = (list: Model & { kind: "list" }, item: () => Item): View => {
  const { key, words } = untrack(item)
  return box(
    { gap: key % 3, onPress: () => {} },
    span({}, "row ", key),
    view(rowModel(list, untrack(item))),
    () => item().words,
    key % 2 === 0 ? span({ id: words }) : null,
  )
}
const Row = component((props: { list: Model & { kind: "list" }; item: () => Item }) =>
  row(props.list, props.item),
)
const saidRow = (list: Model & { kind: "list" }, item: Item): string =>
  `<box gap=${item.key % 3}><span>row ${item.key}</span>${said(rowModel(list, item))}` +
  `${item.words}${item.key % 2 === 0 ? "<span></span>" : ""}</box>`

const Wrapped = component((props: { children: unknown }) => props.children as any)

function view(model: Model): any {
  switch (model.kind) {
    case "nothing":
      return null
    case "static":
      return model.words
    case "element":
      return box({ gap: model.gap }, ...model.children.map(view))
    case "group": {
      const children = model.children.map(view)
      if (model.as === "fragment") return Fragment({ children })
      if (model.as === "component") return Wrapped({ children })
      if (model.as === "boundary") return ErrorBoundary({ fallback: "!", children })
      return children
    }
    case "words":
      return model.words
    case "slot":
      return () => view(model.holds.get())
    case "show":
      // In a list, since a bare function would be a render callback.
      return Show({ when: model.when, children: [view(model.yes)], fallback: view(model.no) })
    case "switch":
      return Switch({
        children: model.cases.map((one, i) =>
          Match({ when: () => model.chosen.get() === i, children: [view(one)] }),
        ),
        fallback: "none",
      })
    case "keep":
      return KeepAlive({ when: model.when, children: view(model.child) })
    case "wait":
      return Suspense({
        fallback: "…",
        children: [Waits({ until: model.until }), view(model.child)],
      })
    case "risky":
      return () => {
        if (!model.isBad.get()) return model.words
        if (model.words === "a") throw new Error("bad")
        return [span("made"), box({}, span("made too"), Explodes())] // taken back
      }
    case "uneasy":
      return Uneasy({ isBad: model.isBad, words: model.words })
    case "portal":
      return Portal({ into: placeOf(model), children: view(model.child) })
    case "veiled":
      return box({ hidden: model.hidden }, ...model.children.map(view))
    case "list":
      if (model.form === "position") {
        return Index({ each: model.items, children: (item) => span({}, () => item().words) })
      }
      return For({
        each: model.items,
        by: (item) => item.key,
        fallback: "empty",
        children: (item) => {
          if (model.form === "element") return row(model, item)
          if (model.form === "component") return Row({ list: model, item })
          return [view(rowModel(model, item())), () => item().words]
        },
      })
  }
}

function said(model: Model): string {
  switch (model.kind) {
    case "nothing":
      return ""
    case "static":
      return model.words
    case "element": {
      const gap = model.gap?.peek()
      return `<box${gap === undefined ? "" : ` gap=${gap}`}>${model.children.map(said).join("")}</box>`
    }
    case "group":
      if (model.as !== "boundary") return model.children.map(said).join("")
      return boundary(model.children)
    case "keep":
      return model.when.peek() ? said(model.child) : quietly(model.child)
    case "wait":
      return model.until.peek() ? `${quietly(model.child)}…` : said(model.child)
    case "risky":
      if (model.isBad.peek()) throw new Error("bad")
      return model.words
    case "uneasy":
      if (model.isBad.peek()) throw new Error("bad")
      return model.words
    case "portal": {
      const words = said(model.child)
      elsewhere.push([model, isQuiet ? "" : words])
      return ""
    }
    case "veiled": {
      const inside = `<box>${model.children.map(said).join("")}</box>`
      return model.hidden.peek() ? "" : inside
    }
    case "words":
      return String(model.words.peek() ?? "")
    case "slot":
      return said(model.holds.peek())
    case "show":
      return said(model.when.peek() ? model.yes : model.no)
    case "switch": {
      const chosen = model.cases[model.chosen.peek()]
      return chosen ? said(chosen) : "none"
    }
    case "list": {
      const items = model.items.peek()
      if (model.form === "position") {
        return items.map((item) => `<span>${item.words}</span>`).join("")
      }
      if (items.length === 0) return "empty"
      if (model.form !== "array") return items.map((item) => saidRow(model, item)).join("")
      return items.map((item) => said(rowModel(model, item)) + item.words).join("")
    }
  }
}

/** Out of sight, but its failures count. */
function quietly(model: Model): string {
  const before = isQuiet
  isQuiet = true
  try {
    said(model)
  } finally {
    isQuiet = before
  }
  return ""
}

let isQuiet = false

/** What stands in portals, as far as `said` has come. */
let elsewhere: [portal: Model, words: string][] = []
let places = new Map<Model, MemoryNode>()
let newPlace: () => MemoryNode

function placeOf(portal: Model): MemoryNode {
  let place = places.get(portal)
  if (!place) places.set(portal, (place = newPlace()))
  return place
}

function boundary(children: readonly Model[]): string {
  const height = elsewhere.length
  const before = isQuiet
  try {
    return children.map(said).join("")
  } catch {
    elsewhere.length = height // out of sight, or gone
    isQuiet = before
    return "!"
  }
}

/** The markup of what can be seen. */
function seen(node: MemoryNode): string {
  if (node.type === null) return node.text
  if (node.attrs.get("hidden") === true) return ""
  const inside = node.children.map(seen).join("")
  if (node.type === "root") return inside
  const gap = node.attrs.get("gap")
  return `<${node.type}${gap === undefined ? "" : ` gap=${gap}`}>${inside}</${node.type}>`
}

function inDocumentOrder(node: MemoryNode): number[] {
  return node.children.flatMap((child) => [child.id, ...inDocumentOrder(child)])
}

/** Runs one tree; returns how many comparisons it made. */
export function play(seed: number, operations: number, options: PlayOptions = {}): number {
  const chance = rng(seed)
  const { model, changes } = grow(chance, options)
  const clones = seed % 2 === 0
  const renderer = strict(memoryRenderer({ clones }))
  const root = renderer.root()
  places = new Map()
  newPlace = () => renderer.root()
  const dispose = mount(renderer, root, () => view(model))
  const at = (step: number) => `seed ${seed}, operation ${step}`

  const compare = (step: number): void => {
    elsewhere = []
    const expected = said(model)
    const html = seen(root)
    if (html !== expected) expect(html, at(step)).toBe(expected)
    const words = new Map(elsewhere)
    for (const [portal, place] of places) {
      const there = seen(place)
      const wanted = words.get(portal) ?? ""
      if (there !== wanted) expect(there, `${at(step)}, a portal`).toBe(wanted)
    }
  }
  compare(0)
  const ids = inDocumentOrder(root)
  // created in document order; a copy is there whole before something is mounted in it
  if (!clones) expect(ids, at(0)).toEqual([...ids].sort((a, b) => a - b))

  let checks = 1
  for (let step = 1; step <= operations && changes.length > 0; step++) {
    for (let i = chance.chance(0.2) ? 4 : 1; i > 0; i--) chance.pick(changes)(chance)
    flush()
    compare(step)
    checks++
  }
  dispose()
  for (const place of [root, ...places.values()]) expect(place.children, at(operations)).toEqual([])
  expect(renderer.liveNodes(), at(operations)).toBe(0)
  return checks
}
