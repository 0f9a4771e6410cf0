// Pinned kids whose insets change are placed by themselves: places, bounds, scrolling, hits and the picture are
// those of the same tree made at once, and the picture is that of a whole repaint.

import { expect, test } from "vitest"
import { createScene, type Scene, type SceneNode } from "../../../renderers/scene/index.ts"
import { MOVES } from "../../../renderers/scene/node.ts"
import { GridSurface, gridText } from "../../support/grid-surface.ts"
import { engine, type Picture, residue, shot, surface } from "../canvas/support.ts"

function random(seed: number) {
  let state = (seed * 2654435761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  return { below, pick, chance: (p: number) => next() < p }
}

type Rng = ReturnType<typeof random>

interface Model {
  readonly kind: "box" | "text" | "draw"
  readonly attrs: Record<string, unknown>
  words: string
  readonly kids: Model[]
}

/** What one kind of surface needs: lengths are multiples of `unit`. */
interface Ground {
  readonly unit: number
  open(): Scene
  /** What is shown; a difference of two in words. */
  shown(scene: Scene): unknown
  differs(a: unknown, b: unknown): string
}

const WIDE = 40
const HIGH = 20
const surfaces = new WeakMap<Scene, GridSurface | ReturnType<typeof surface>>()

const cells: Ground = {
  unit: 1,
  open() {
    const on = new GridSurface(WIDE, HIGH)
    on.canScroll = true
    on.rewrite = on.writeOver
    const scene = createScene({ surface: on, text: gridText })
    surfaces.set(scene, on)
    return scene
  },
  shown: (scene) =>
    (surfaces.get(scene) as GridSurface).cells
      .map((c) => `${c.text}${c.background}${c.text.trim() && c.color}`)
      .join("|"),
  differs: (a, b) => (a === b ? "" : "other cells"),
}

const pixels: Ground = {
  unit: 5,
  open() {
    const on = surface({ width: WIDE * 5, height: HIGH * 5, tile: 64 })
    const scene = createScene({ surface: on, text: engine })
    surfaces.set(scene, on)
    return scene
  },
  shown: (scene) => shot(surfaces.get(scene) as ReturnType<typeof surface>),
  differs: (a, b) => residue(a as Picture, b as Picture),
}

const COLORS = ["tomato", "#3355aa", "gold", undefined]
const WORDS = ["a", "some", "words here", "x\ny"]

function model(rng: Rng, depth: number, { unit }: Ground): Model {
  const kind = depth > 0 && rng.chance(0.7) ? "box" : rng.pick(["text", "box", "draw"] as const)
  const attrs: Model["attrs"] = {}
  const length = (n: number) => (rng.below(n) - 2) * unit
  const size = () => (2 + rng.below(kind === "box" ? 14 : 5)) * unit
  if (rng.chance(0.85)) {
    attrs.position = "absolute"
    const [near, far, whole] = [rng.chance(0.75), rng.chance(0.2), rng.chance(0.08)]
    if (whole) attrs.inset = unit
    else {
      if (near || !far) attrs.left = length(24)
      if (far) attrs.right = length(8)
      const [high, low] = [rng.chance(0.75), rng.chance(0.2)]
      if (high || !low) attrs.top = length(14)
      if (low) attrs.bottom = length(6)
    }
    const both = (a: string, b: string) =>
      whole || (attrs[a] !== undefined && attrs[b] !== undefined)
    if (kind !== "text" && !(both("left", "right") && rng.chance(0.7))) attrs.width = size()
    if (kind !== "text" && !(both("top", "bottom") && rng.chance(0.7))) attrs.height = size()
  } else if (kind !== "text") {
    attrs.width = size()
    attrs.height = size()
  }
  if (rng.chance(0.6)) attrs.background = rng.pick(COLORS)
  if (rng.chance(0.1)) attrs.zIndex = rng.pick([1, -1])
  if (kind === "draw") attrs.paint = (pen: any) => pen.begin().rect(0, 0, unit, unit).fill("red")
  if (kind === "box") {
    if (rng.chance(0.3)) attrs.overflow = rng.pick(["hidden", "scroll"])
    if (rng.chance(0.2)) attrs.border = true
    if (unit > 1 && rng.chance(0.15)) attrs.shadow = "0 3px 6px black"
    if (rng.chance(0.1)) attrs.translateX = rng.pick([unit, "50%"])
  }
  const kids: Model[] = []
  if (kind === "box" && depth > 0)
    for (let n = rng.pick([1, 2, 4, 14]); n > 0; n--)
      kids.push(model(rng, depth - 1, { unit } as Ground))
  if (kind === "box" && rng.chance(0.06))
    kids.push({
      kind: "box",
      attrs: { popup: "below", background: "blue" },
      words: "",
      kids: [{ kind: "text", attrs: {}, words: "pop", kids: [] }],
    })
  return { kind, attrs, words: rng.pick(WORDS), kids }
}

/** One below the other, or side by side, as a list or a bar has them: searched by halves, and each with its place to itself. */
function rows(rng: Rng, { unit }: Ground): Model[] {
  const down = rng.chance(0.6)
  return Array.from({ length: rng.pick([6, 14]) }, (_, i): Model => {
    const place = down ? { left: unit, top: i * unit } : { left: i * 3 * unit, top: unit }
    const own = { width: (down ? 9 : 3) * unit, height: unit, overflow: "hidden" }
    const words = { position: "absolute", left: 0, top: 0, width: (down ? 9 : 3) * unit }
    return {
      kind: "box",
      attrs: { position: "absolute", ...place, ...own, background: rng.pick(COLORS) },
      words: "",
      kids: [{ kind: "text", attrs: words, words: rng.pick(["a", "bc"]), kids: [] }],
    }
  })
}

/** Nodes in document order, and what each says. */
interface Made {
  readonly scene: Scene
  readonly nodes: SceneNode[]
  readonly words: Map<Model, SceneNode>
}

function make(tree: Model, ground: Ground, models: Model[]): Made {
  const scene = ground.open()
  const { renderer } = scene
  const nodes: SceneNode[] = []
  const words = new Map<Model, SceneNode>()
  models.length = 0
  const build = (m: Model, parent: SceneNode): SceneNode => {
    const node = renderer.create(m.kind, parent)
    models.push(m)
    nodes.push(node)
    for (const name in m.attrs) renderer.setAttr(node, name, m.attrs[name], undefined)
    if (m.kind === "text") {
      const raw = renderer.create(null, node)
      renderer.setText(raw, m.words)
      words.set(m, raw)
      renderer.insert(node, raw, null)
    }
    for (const kid of m.kids) renderer.insert(node, build(kid, node), null)
    return node
  }
  renderer.insert(scene.root, build(tree, scene.root), null)
  scene.frame()
  return { scene, nodes, words }
}

function isHidden(node: SceneNode): boolean {
  for (let at: SceneNode | null = node; at; at = at.parent) if (at.attrs.hidden) return true
  return false
}

/** Places, bounds and scrolling, a line a node that is shown. */
function places({ nodes }: Made): string {
  const round = (n: number) => Math.round(n * 100) / 100
  return nodes
    .map((node, i) => {
      if (isHidden(node)) return ""
      const { x, y, width, height, left, top, right, bottom, attrs } = node
      const scroll = node.extra?.scroll
      const parts = scroll
        ? [scroll.contentWidth, scroll.contentHeight, scroll.top, scroll.left]
        : []
      const numbers = [x, y, width, height, left, top, right, bottom, ...parts].map(round)
      return `${i} ${numbers} ${scroll?.atEnd} ${JSON.stringify(attrs)}`
    })
    .join("\n")
}

function hits({ scene, nodes }: Made, { unit }: Ground): string {
  const ids = new Map(nodes.map((node, i) => [node, i]))
  const found: unknown[] = []
  for (let y = 0.5; y < HIGH; y += 3)
    for (let x = 0.5; x < WIDE; x += 3) {
      const node = scene.hit(x * unit, y * unit)
      found.push(node && (ids.get(node) ?? "root"))
    }
  return found.join(" ")
}

const INSETS = ["left", "top", "right", "bottom", "inset"]

for (const [name, ground, seeds] of [
  ["cells", cells, 60],
  ["pixels", pixels, 40],
] as const)
  test(`pinned kids with other insets come out in ${name} as if they had always had them`, () => {
    let moved = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const rng = random(seed)
      const { unit } = ground
      const attrs = { width: WIDE * unit, height: HIGH * unit, background: "#222222" }
      const listed = rng.chance(0.4)
      const scrolls = rng.chance(0.5) && { overflow: "scroll" }
      const inner = { ...attrs, ...scrolls, height: (HIGH - 2) * unit }
      const kids: Model[] = listed
        ? [{ kind: "box", attrs: inner, words: "", kids: rows(rng, ground) }]
        : Array.from({ length: rng.pick([2, 5, 15]) }, () => model(rng, 2, ground))
      const models: Model[] = []
      const ours = make({ kind: "box", attrs, words: "", kids }, ground, models)
      const { scene, nodes } = ours
      const list = [...models]
      const set = (m: Model, attr: string, value: unknown) => {
        m.attrs[attr] = value
        scene.renderer.setAttr(nodes[list.indexOf(m)]!, attr, value, undefined)
      }
      const pinned = list.filter(
        ({ kind, attrs }) => attrs.position === "absolute" && (!listed || kind === "box"),
      )
      for (let step = 0; step < 12; step++) {
        for (let n = rng.pick([1, 1, 2, 6]); n > 0; n--) {
          const m = rng.pick(pinned.length > 0 ? pinned : list)
          const own = INSETS.filter((inset) => m.attrs[inset] !== undefined)
          if (own.length > 0)
            set(m, rng.pick(own), (listed ? rng.below(18) : rng.below(24) - 3) * unit)
        }
        moved += nodes.filter((node) => node.flags & MOVES).length
        // Together with what asks for a layout of its own, or takes the sum away.
        const other = rng.pick(list)
        if (rng.chance(0.15) && other.attrs.width !== undefined)
          set(other, "width", (3 + rng.below(12)) * unit)
        if (rng.chance(0.05) && other.kind === "box") set(other, "alignItems", "center")
        if (rng.chance(0.05) && other !== list[0]) set(other, "hidden", !other.attrs.hidden)
        if (rng.chance(0.05) && other.attrs.left !== undefined)
          set(other, "left", rng.pick(["10%", "1ch", 1.5]))
        for (const [m, raw] of ours.words)
          if (rng.chance(listed ? 0.3 : 0.02)) {
            m.words = rng.pick(listed ? ["a", "bc", "d"] : WORDS)
            scene.renderer.setText(raw, m.words)
          }
        if (rng.chance(0.3))
          for (const node of nodes)
            if (node.extra?.scroll) node.scrollTo({ top: rng.below(9) * unit })
        scene.frame()

        const place = `seed ${seed}, step ${step}`
        const shown = ground.shown(scene)
        scene.repaint()
        scene.frame()
        expect(ground.differs(shown, ground.shown(scene)), `${place}: damage`).toBe("")
        const fresh = make({ kind: "box", attrs, words: "", kids }, ground, models)
        nodes.forEach((node, i) => {
          const scroll = node.extra?.scroll
          if (scroll) fresh.nodes[i]!.scrollTo({ top: scroll.top, left: scroll.left })
        })
        fresh.scene.frame()
        expect(places(ours), place).toBe(places(fresh))
        expect(hits(ours, ground), place).toBe(hits(fresh, ground))
        expect(ground.differs(shown, ground.shown(fresh.scene)), place).toBe("")
        fresh.scene.dispose()
      }
      scene.dispose()
    }
    expect(moved).toBeGreaterThan(seeds * 10)
  })
