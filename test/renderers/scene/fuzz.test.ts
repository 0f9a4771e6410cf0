// Whatever happens to a tree, the screen is the one that the same tree shows when it is made at once.
//
//   FUZZ_FROM=1 FUZZ_TO=600 npx vitest run test/renderers/scene/fuzz.test.ts      more programs
//   FUZZ_LOG=1                                                                    what they do

import { expect, test } from "vitest"
import type { SceneNode } from "../../../renderers/scene/index.ts"
import { createScene } from "../../../renderers/scene/index.ts"
import { GridSurface, gridText } from "../../support/grid-surface.ts"
import { type Stage, stage } from "./stage.ts"

function random(seed: number) {
  let state = seed >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  return { next, pick, chance: (p: number) => next() < p }
}

const BOX_ATTRS: Record<string, readonly unknown[]> = {
  flexDirection: ["row", "column", undefined, "row-reverse"],
  flexWrap: [undefined, "wrap"],
  width: [undefined, 10, 5, "50%", "8ch", "auto"],
  height: [undefined, 3, 6, "50%"],
  flex: [undefined, 1],
  flexGrow: [undefined, 1],
  border: [undefined, true, "round", false],
  borderTop: [undefined, false],
  title: [undefined, "T", "long title"],
  padding: [undefined, 1],
  paddingX: [undefined, 2],
  gap: [undefined, 1],
  margin: [undefined, 1],
  background: [undefined, "tomato", "#123456"],
  color: [undefined, "red"],
  alignItems: [undefined, "center", "start"],
  justifyContent: [undefined, "center", "between"],
  overflow: [undefined, "hidden", "scroll", "visible"],
  position: [undefined, "absolute"],
  left: [undefined, 2],
  top: [undefined, 1],
  zIndex: [undefined, 1, -1],
  hidden: [undefined, true, false],
  display: [undefined, "grid"],
  gridTemplateColumns: [undefined, "1fr 1fr", "6ch auto", "auto 1fr"],
  gridTemplateRows: [undefined, "1fr 1fr", "2lh auto"],
  maxWidth: [undefined, 12],
  minHeight: [undefined, 2],
}
const TEXT_ATTRS: Record<string, readonly unknown[]> = {
  wrap: [undefined, "char", "none", "word"],
  align: [undefined, "right", "center", "justify"],
  truncate: [undefined, true, "middle", "start"],
  lineClamp: [undefined, 1, 2],
  color: [undefined, "blue"],
  background: [undefined, "gold"],
  hidden: [undefined, true],
  flexShrink: [undefined, 1],
  width: [undefined, 6],
  bold: [undefined, true],
}
/** What is seldom, or follows from more than one length: in every second program. */
const RICH_BOX: Record<string, readonly unknown[]> = {
  ...BOX_ATTRS,
  flexWrap: [undefined, "wrap", "wrap-reverse"],
  alignItems: [undefined, "center", "start", "end", "stretch", "baseline"],
  alignSelf: [undefined, "auto", "center", "end", "baseline", "stretch"],
  alignContent: [undefined, "center", "stretch", "evenly"],
  justifyContent: [undefined, "center", "between", "around", "evenly", "end"],
  width: [undefined, 10, 5, "50%", "33%", "8ch", "auto", 7.5],
  flexShrink: [undefined, 1, 2],
  flexBasis: [undefined, 0, 4, "25%", "auto"],
  padding: [undefined, 1, "10%", 0.5],
  margin: [undefined, 1, "auto", "5%"],
  marginLeft: [undefined, "auto", -1],
  minWidth: [undefined, 4, "40%"],
  maxHeight: [undefined, 3, "50%"],
  aspectRatio: [undefined, 1, 3],
  inset: [undefined, 1],
  right: [undefined, 2, "10%"],
  bottom: [undefined, 0, 1],
  gridColumn: [undefined, "span 2", 2],
  gridRow: [undefined, 1],
  gridAutoRows: [undefined, "2lh", "1fr"],
  gap: [undefined, 1, "5%"],
}
const RICH_TEXT: Record<string, readonly unknown[]> = {
  ...TEXT_ATTRS,
  flexGrow: [undefined, 1],
  flex: [undefined, 1],
  alignSelf: [undefined, "center", "end", "baseline"],
  margin: [undefined, 1, "auto"],
  position: [undefined, "absolute"],
  left: [undefined, 3],
  bottom: [undefined, 1],
  minWidth: [undefined, 3],
  maxWidth: [undefined, 8, "50%"],
  height: [undefined, 2],
  width: [undefined, 6, "30%"],
}
const WORDS = [
  "",
  "a",
  "hello",
  "two words",
  "a longer line of words to wrap",
  "x\ny",
  "日本語",
  "tab\tbed",
]

interface Model {
  kind: string | null
  attrs: Record<string, unknown>
  text: string
  children: Model[]
  node: SceneNode
}

function show(m: Model): string {
  if (m.kind === null) return JSON.stringify(m.text)
  const attrs = JSON.stringify(m.attrs)
  return `<${m.kind} ${attrs}>${m.children.map(show).join("")}</>`
}

/** Returns how many lines were written over without damage. */
async function play(
  seed: number,
  steps: number,
  scroll: boolean,
  rewrite: boolean,
  rich: boolean,
): Promise<number> {
  const rng = random(seed)
  const [boxAttrs, textAttrs] = rich ? [RICH_BOX, RICH_TEXT] : [BOX_ATTRS, TEXT_ATTRS]
  const ui = await stage(30, 14, { scroll, rewrite })
  const { renderer, root } = ui.scene
  const ids = new Map<SceneNode, number>()
  const id = (node: SceneNode | null | undefined) => {
    if (!node) return "end"
    if (!ids.has(node)) ids.set(node, ids.size)
    return ids.get(node)
  }
  const log = (...words: unknown[]) => {
    if (process.env.FUZZ_LOG) console.log(...words)
  }
  id(root)
  const top: Model = { kind: "box", attrs: {}, text: "", children: [], node: root }
  const all = (): Model[] => {
    const list: Model[] = []
    const visit = (m: Model) => {
      list.push(m)
      m.children.forEach(visit)
    }
    visit(top)
    return list
  }
  const make = (kind: string | null, parent: Model): Model => {
    const node = renderer.create(kind, parent.node)
    const model: Model = { kind, attrs: {}, text: "", children: [], node }
    if (kind === null) {
      model.text = rng.pick(WORDS.slice(1))
      renderer.setText(node, model.text)
    } else for (let i = 0; i < 3; i++) setSome(model)
    return model
  }
  const setSome = (m: Model) => {
    const table = m.kind === "box" ? boxAttrs : textAttrs
    let name = rng.pick(Object.keys(table))
    if (m.kind === "span") name = rng.pick(["bold", "color", "hidden"])
    const value = rng.pick(table[name] ?? [undefined, true])
    log("set", id(m.node), m.kind, name, value)
    renderer.setAttr(m.node, name, value, m.attrs[name])
    m.attrs[name] = value
  }
  const kindFor = (parent: Model): string | null =>
    parent.kind === "box" ? rng.pick(["box", "box", "text", null]) : rng.pick([null, null, "span"])
  for (let step = 0; step < steps; step++) {
    const list = all()
    const roll = rng.next()
    const m = rng.pick(list)
    if (roll < 0.4 && m.kind !== null && list.length < 40) {
      const child = make(kindFor(m), m)
      if (child.kind !== null && rng.chance(0.6)) {
        const inner = make(kindFor(child), child)
        renderer.insert(child.node, inner.node, null)
        child.children.push(inner)
      }
      const at = Math.floor(rng.next() * (m.children.length + 1))
      log("insert", id(m.node), id(child.node), show(child), "before", id(m.children[at]?.node))
      renderer.insert(m.node, child.node, m.children[at]?.node ?? null)
      m.children.splice(at, 0, child)
    } else if (roll < 0.5 && m.children.length > 0) {
      const at = Math.floor(rng.next() * m.children.length)
      log("remove", id(m.children[at]!.node))
      renderer.remove(m.node, m.children[at]!.node)
      m.children.splice(at, 1)
    } else if (roll < 0.58 && m.children.length > 1) {
      const [moved] = m.children.splice(Math.floor(rng.next() * m.children.length), 1)
      const at = Math.floor(rng.next() * (m.children.length + 1))
      log("move", id(m.node), id(moved!.node), "before", id(m.children[at]?.node))
      renderer.insert(m.node, moved!.node, m.children[at]?.node ?? null)
      m.children.splice(at, 0, moved!)
    } else if (roll < 0.75 && m.kind === null) {
      m.text = rng.pick(WORDS)
      log("say", id(m.node), JSON.stringify(m.text))
      renderer.setText(m.node, m.text)
    } else if (roll < 0.95 && m !== top && m.kind !== null) setSome(m)
    else if (roll < 0.97) ui.scene.wheel({ x: 5, y: 5, deltaY: rng.pick([1, -1, 3]) })
    if (rng.chance(0.5)) {
      log("frame", step)
      ui.scene.frame()
      await compare(ui, top, seed, step)
    }
  }
  return ui.surface.rewrites.length
}

/** Builds the same tree at once, with the same scrolling, and compares cells. */
async function compare(ui: Stage, top: Model, seed: number, step: number): Promise<void> {
  const surface = new GridSurface(30, 14)
  const scene = createScene({ surface, text: gridText })
  const scrolled: [SceneNode, SceneNode][] = []
  const build = (m: Model, parent: SceneNode): SceneNode => {
    const node = scene.renderer.create(m.kind, parent)
    if (m.kind === null) scene.renderer.setText(node, m.text)
    for (const name in m.attrs) scene.renderer.setAttr(node, name, m.attrs[name], undefined)
    for (const child of m.children) scene.renderer.insert(node, build(child, node), null)
    if (m.node.extra?.scroll) scrolled.push([node, m.node])
    return node
  }
  for (const child of top.children)
    scene.renderer.insert(scene.root, build(child, scene.root), null)
  scene.frame()
  for (const [node, model] of scrolled) node.scrollTo(model.extra!.scroll!)
  scene.frame()
  if (process.env.FUZZ_LOG && ui.surface.screen() !== surface.screen()) {
    const dump = (n: SceneNode, depth: number): string =>
      n.kids
        .map(
          (k) =>
            `${" ".repeat(depth)}${k.kind} ${k.x},${k.y} ${k.width}x${k.height} flags ${k.flags.toString(2)} ${JSON.stringify(k.attrs)}\n${dump(k, depth + 1)}`,
        )
        .join("")
    console.log("changed\n" + dump(ui.scene.root, 0) + "at once\n" + dump(scene.root, 0))
  }
  const place = `seed ${seed}, step ${step}`
  expect(ui.surface.screen(), place).toBe(surface.screen())
  const look = (s: GridSurface) =>
    s.cells
      .map((c) => `${c.text}${c.background}${c.text.trim() && `${c.color}${c.bold}`}`)
      .join("|")
  expect(look(ui.surface) === look(surface), `${place}: colours`).toBe(true)
  scene.dispose()
  expect(scene.placed, `${place}: nodes of a disposed scene`).toBe(0)
}

const SURFACES = [
  { name: "", scroll: false, rewrite: false },
  { name: ", on a surface that scrolls", scroll: true, rewrite: false },
  { name: ", on a surface that scrolls and takes lines", scroll: true, rewrite: true },
]
/** Seeds that found something, of plain programs and of rich ones. */
const REGRESSIONS = {
  plain: [191, 196, 411, 460, 546, 1255, 2425, 2531, 2865, 3350, 4436, 4533, 4826],
  rich: [82, 114, 182, 391, 425],
}

function seeds(rich: boolean): number[] {
  const from = Number(process.env.FUZZ_FROM ?? 1)
  const to = Number(process.env.FUZZ_TO ?? 12)
  const range = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return process.env.FUZZ_TO ? range : [...range, ...REGRESSIONS[rich ? "rich" : "plain"]]
}

for (const { name, scroll, rewrite } of SURFACES)
  for (const rich of [false, true])
    test(`a tree that changes shows what the same tree shows when made at once${name}${rich ? ", of every kind" : ""}`, async () => {
      let lines = 0
      for (const seed of seeds(rich)) lines += await play(seed, 60, scroll, rewrite, rich)
      if (!rewrite) expect(lines).toBe(0)
      else if (!process.env.FUZZ_TO) expect(lines).toBeGreaterThan(10)
    })
