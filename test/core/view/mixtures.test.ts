// Programs mixed at random of everything that shows, waits, fails, parks and ends, used by a hostile
// hand: random writes, presses on whatever listens (some throw, some end the whole), late promises,
// `done` of what is long gone. Nothing may break a promise to the host, and nothing may be left.

import {
  box,
  component,
  Dynamic,
  ErrorBoundary,
  effect,
  For,
  flush,
  KeepAlive,
  type Leaving,
  lazy,
  Match,
  mount,
  onWarning,
  Portal,
  Presence,
  type Present,
  present,
  type RwSignal,
  resource,
  rwSignal,
  Show,
  Suspense,
  Switch,
  span,
  Transition,
  text,
  type View,
} from "filigree"
import { type MemoryNode, memoryRenderer, strict } from "filigree/memory"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Rng, rng } from "./rng.ts"

/** A component of a body without props. */
const made = (body: () => unknown): any => component<object>(body as () => any)({})

const PROGRAMS = Number(process.env.MIXTURES ?? 60)

let listen: () => void
beforeAll(() => {
  listen = onWarning(() => {})
})
afterAll(() => listen())

const turn = () => new Promise<void>((resolve) => setTimeout(resolve))
const message = (error: () => unknown) => (error() as Error).message

class Program {
  readonly flags: RwSignal<boolean>[] = [rwSignal(false)]
  readonly lists: RwSignal<number[]>[] = [rwSignal<number[]>([])]
  readonly leaving: Leaving[] = []
  readonly loads: (() => void)[] = []
  private readonly chance: Rng
  private readonly side: MemoryNode
  end: () => void = () => {}

  constructor(chance: Rng, side: MemoryNode) {
    this.chance = chance
    this.side = side
  }

  flag(): RwSignal<boolean> {
    const flag = rwSignal(this.chance.chance(0.5))
    this.flags.push(flag)
    return flag
  }

  list(): RwSignal<number[]> {
    const list = rwSignal([1, 2, 3])
    this.lists.push(list)
    return list
  }

  /** Reads what loads, and fails at times. */
  loading(children: unknown): any {
    const key = this.flag()
    const body = () => {
      const loaded = resource(
        () => key.get(),
        () =>
          new Promise<string>((done, fail) => {
            this.loads.push(() => (this.chance.chance(0.7) ? done("v") : fail(new Error("load"))))
          }),
      )
      return [() => loaded.get(), children] as never
    }
    return made(body)
  }

  make(depth: number): any {
    const { chance } = this
    const flag = this.flag()
    if (depth <= 0) {
      return chance.pick(["w", () => (flag.get() ? "on" : null), text({}, () => flag.get() && "A")])
    }
    const inside = Array.from({ length: chance.int(3) + 1 }, () => this.make(depth - 1))
    const flipAll = () => {
      for (const one of this.flags) one.update((is) => !is)
      throw new Error("press")
    }
    const kinds: (() => any)[] = [
      () => Show({ when: flag, children: inside, fallback: "hidden" }),
      () => {
        const each = this.list()
        const drop = (gone: number) => each.update((all) => all.filter((one) => one !== gone))
        return For({
          each,
          fallback: "none",
          children: (item) => box({ onPress: () => drop(item()) }, () => item(), inside),
        })
      },
      () => Suspense({ fallback: "…", children: this.loading(inside) }),
      () => Transition({ fallback: "…", children: this.loading(inside) }),
      () => Portal({ into: this.side, children: inside }),
      () => KeepAlive({ when: flag, children: inside }),
      () =>
        Presence({
          when: flag,
          children: (presence) => {
            this.leaving.push(presence)
            return box({ dim: () => presence.isLeaving() }, inside)
          },
        }),
      () =>
        ErrorBoundary({
          fallback: (error, reset) => box({ onPress: reset }, () => message(error)),
          children: inside,
        }),
      () =>
        made(() => {
          effect(() => {
            if (flag.get()) throw new Error("effect")
          })
          return inside
        }),
      () => () => {
        if (flag.get()) throw new Error("part")
        return box({}, ...inside)
      },
      () => lazy(async () => (() => span("lazy")) as () => View)(),
      () => Dynamic({ component: () => (flag.get() ? "box" : "span"), children: "d" } as never),
      () => box({ hidden: flag, onPress: flipAll }, ...inside),
      () => box({ onPress: () => (chance.chance(0.1) ? this.end() : flag.set(true)) }, ...inside),
      () => {
        const each = this.list()
        const body = () =>
          For({
            each: present(each),
            by: (entry: Present<number>) => entry.key,
            children: (entry) => {
              this.leaving.push(entry())
              return text({}, () => entry().item())
            },
          })
        return made(body)
      },
      () =>
        Switch({
          children: [
            Match({ when: flag, children: inside }),
            Match({ when: this.flag(), children: "m" }),
          ],
          fallback: "neither",
        }),
    ]
    return chance.pick(kinds)()
  }

  async disturb(fire: (node: MemoryNode) => void, roots: readonly MemoryNode[]): Promise<void> {
    const { chance } = this
    switch (chance.int(5)) {
      case 0:
        for (let i = chance.int(3); i >= 0; i--) chance.pick(this.flags).update((is) => !is)
        return
      case 1:
        chance.pick(this.lists).set(chance.shuffle([1, 2, 3, 4, 5].slice(0, chance.int(6))))
        return
      case 2: {
        const heard = roots.flatMap(listeners)
        if (heard.length > 0) fire(chance.pick(heard))
        return
      }
      case 3:
        if (this.leaving.length > 0) chance.pick(this.leaving).done()
        return
      default:
        for (const settle of this.loads.splice(0)) settle()
        await turn()
    }
  }
}

function listeners(node: MemoryNode): MemoryNode[] {
  const below = node.children.flatMap(listeners)
  return node.listeners.size > 0 ? [node, ...below] : below
}

test("random mixtures of all control flow hold against random use, and leave nothing", async () => {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const chance = rng(seed)
    const renderer = strict(memoryRenderer({ clones: seed % 2 === 0 }))
    const roots = [renderer.root(), renderer.root()] as const
    const program = new Program(chance, roots[1])
    const view = ErrorBoundary({
      fallback: (error, reset) => box({ onPress: reset }, () => message(error)),
      children: [program.make(4), program.make(4), program.make(3)],
    })
    const dispose = mount(renderer, roots[0], () => view)
    let isOver = false
    program.end = () => {
      if (!isOver) dispose()
      isOver = true
    }

    for (let step = 0; step < 60 && !isOver; step++) {
      await program.disturb((node) => renderer.fire(node, "press"), roots)
      if (chance.chance(0.8)) flush()
    }
    program.end()
    for (const settle of program.loads.splice(0)) settle()
    await turn()
    for (const presence of program.leaving) presence.done()
    flush()

    expect(
      roots.map((root) => root.children.length),
      `seed ${seed}`,
    ).toEqual([0, 0])
    expect(renderer.liveNodes(), `seed ${seed}`).toBe(0)
  }
}, 120_000)
