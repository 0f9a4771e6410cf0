// What does a layout cost? The scene (retained tree, layout, damage, a walk that paints nothing) beside Yoga
// (tree, layout, and reading what came out new), on the same trees. Interleaved; medians.
//
// Each in processes of its own, in turns. Bundle first, so that both are as in a package:
//
//   npx esbuild bench/layout/layout.ts --bundle --platform=node --format=esm --outfile=dist/layout.mjs \
//     --external:yoga-layout --define:process.env.NODE_ENV='"production"'
//   node dist/layout.mjs [--rounds 5] [--only deep]

import { execFileSync } from "node:child_process"
import { createScene, type SceneNode } from "../../renderers/scene/index.ts"
import { stillPixels, stillText } from "../../test/support/still-pixels.ts"
import { type Attrs, TREES, type Tree } from "./trees.ts"
import type { YogaTree } from "./yoga.ts"

/** One tree in one engine. */
interface Standing {
  /** Changes an attribute of the node with this number (in document order), or adds a kid to it. */
  set(node: number, name: "width" | "height", value: number): void
  append(node: number, tree: Tree): void
  resize(width: number): void
  layout(): void
  free(): void
}
type Engine = (tree: Tree) => Standing

const WIDTH = 1000
const HEIGHT = 800

function sceneEngine(): Engine {
  return (tree) => {
    const scene = createScene({ surface: stillPixels(WIDTH, HEIGHT), text: stillText })
    const { renderer, root } = scene
    const nodes: SceneNode[] = []
    const make = ({ attrs, kids }: Tree, parent: SceneNode): SceneNode => {
      const node = renderer.create("box", parent)
      nodes.push(node)
      for (const name in attrs) renderer.setAttr(node, name, attrs[name as keyof Attrs], undefined)
      for (const kid of kids) renderer.insert(node, make(kid, node), null)
      return node
    }
    renderer.insert(root, make(tree, root), null)
    return {
      set: (node, name, value) => renderer.setAttr(nodes[node]!, name, value, undefined),
      append: (node, kid) => renderer.insert(nodes[node]!, make(kid, nodes[node]!), null),
      resize: (width) => scene.resize(width, HEIGHT),
      layout: () => void scene.frame(),
      free: () => scene.dispose(),
    }
  }
}

async function yogaEngine(): Promise<Engine> {
  const { loadYoga } = await import("yoga-layout/load")
  const { appendYoga, readYoga, yogaTree } = await import("./yoga.ts")
  const yoga = await loadYoga()
  const create = () => yoga.Node.create()
  return (tree) => {
    const all: YogaTree[] = []
    const root = yogaTree(create, { attrs: { width: WIDTH, height: HEIGHT }, kids: [tree] }, all)
    all.shift()
    return {
      set: (node, name, value) =>
        name === "width" ? all[node]!.node.setWidth(value) : all[node]!.node.setHeight(value),
      append: (node, kid) => appendYoga(all[node]!, yogaTree(create, kid, all)),
      resize: (width) => root.node.setWidth(width),
      layout: () => {
        root.node.calculateLayout(undefined, undefined)
        readYoga(root)
      },
      free: () => root.node.freeRecursive(),
    }
  }
}

interface Case {
  readonly name: string
  /** Does its work `times` times and returns the milliseconds of one. */
  run(engine: Engine): number
}

/** Processor time in milliseconds: other programs on the machine do not count. */
function now(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Builds and lays out `tree`. */
const first = (name: string, tree: Tree, times: number): Case => ({
  name,
  run(engine) {
    let spent = 0
    for (let i = 0; i < times; i++) {
      const before = now()
      const standing = engine(tree)
      standing.layout()
      spent += now() - before
      standing.free()
    }
    return spent / times
  },
})

/** Lays out again after `change`. */
const again = (
  name: string,
  tree: Tree,
  times: number,
  change: (standing: Standing, i: number) => void,
): Case => ({
  name,
  run(engine) {
    const standing = engine(tree)
    standing.layout()
    const before = now()
    for (let i = 0; i < times; i++) {
      change(standing, i)
      standing.layout()
    }
    const spent = (now() - before) / times
    standing.free()
    return spent
  },
})

const { mixed, list, deep, leaf } = TREES
const CASES: readonly Case[] = [
  first("first: 500 boxes", mixed(500), 40),
  first("first: 10,000 boxes", mixed(10_000), 4),
  first("first: 10,000 in a list", list(10_000), 4),
  first("first: 200 deep", deep(200), 20),
  again("one of 10,000 in a list", list(10_000), 60, (it, i) =>
    it.set(5000, "height", 3 + (i % 2)),
  ),
  again("10,000 and one more", list(10_000), 60, (it) => it.append(0, leaf)),
  again("the innermost of 200", deep(200), 200, (it, i) => it.set(200, "height", 3 + (i % 2))),
  again("one of 10,000 boxes", mixed(10_000), 60, (it, i) => it.set(9000, "height", 3 + (i % 2))),
  again("another size: 1,000 boxes", mixed(1000), 100, (it, i) => it.resize(900 + (i % 2) * 50)),
]

function option(name: string, usual: string): string {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : process.argv[at + 1]!
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[of.length >> 1]!
}

async function child(who: string, only: string): Promise<void> {
  const engine = who === "yoga" ? await yogaEngine() : sceneEngine()
  const found: Record<string, number> = {}
  for (const one of CASES) if (one.name.includes(only)) found[one.name] = one.run(engine)
  console.log(JSON.stringify(found))
}

function parent(): void {
  const only = option("--only", "")
  const found = { scene: new Map<string, number[]>(), yoga: new Map<string, number[]>() }
  for (let round = 0; round < Number(option("--rounds", "5")); round++)
    for (const who of ["scene", "yoga"] as const) {
      const args = [process.argv[1]!, "child", who, only]
      const out = execFileSync(process.execPath, args, { encoding: "utf8" })
      for (const [name, ms] of Object.entries(JSON.parse(out) as Record<string, number>))
        found[who].set(name, [...(found[who].get(name) ?? []), ms])
    }
  console.log(`${"ms of CPU".padEnd(28)}   scene    Yoga   ratio`)
  for (const [name, times] of found.scene) {
    const ours = median(times)
    const theirs = median(found.yoga.get(name)!)
    const number = (n: number) => n.toFixed(n < 1 ? 3 : 2).padStart(7)
    console.log(
      `${name.padEnd(28)} ${number(ours)} ${number(theirs)}   ${(ours / theirs).toFixed(2)}`,
    )
  }
}

if (process.argv[2] === "child") await child(process.argv[3]!, process.argv[4] ?? "")
else parent()
