// The contract of a renderer as named cases, for ours and for strangers'.
//
//     import { conformance } from "filigree/testing"
//     for (const { name, skip, run } of conformance(adapter)) test(name, { skip: !!skip }, run)
//
// The same line works under vitest and node:test. Each case makes its own stage and frees it.

import type { Adapter } from "./adapter.ts"
import { ATTRIBUTES } from "./cases/attributes.ts"
import { COPIES } from "./cases/copies.ts"
import { EVENTS } from "./cases/events.ts"
import { fuzz } from "./cases/fuzz.ts"
import { LIFECYCLE } from "./cases/lifecycle.ts"
import { ROOTS } from "./cases/roots.ts"
import { TEXT } from "./cases/text.ts"
import { TREE } from "./cases/tree.ts"
import { VOCABULARY } from "./cases/vocabulary.ts"
import { Trial } from "./trial.ts"

/** One claim of the contract. */
export interface Case {
  /** "tree: nodes are appended, and inserted before others": what an adapter's `skip` names. */
  readonly name: string
  /** Why it is not run, if so. */
  readonly skip: string | undefined
  /** Rejects with what was expected and what was found. */
  run(): Promise<void>
}

/** How much is left to chance. */
export interface ConformanceOptions {
  /** Seeds of the random operations. Default 1 to 8. */
  readonly seeds?: readonly number[]
  /** Steps of chance for each seed. Default 400. */
  readonly steps?: number
}

type Body = (t: Trial<object>) => Promise<void>

/**
 * The cases that show whether a renderer keeps the contract.
 *
 * @throws {Error} when `adapter.skip` names a case that does not exist.
 *
 * @example
 * const adapter = {
 *   name: "mine",
 *   create: () => ({ renderer: myRenderer, root: myRoot() }),
 *   serialize: (root) => root.children.map(shapeOf),
 * }
 * for (const { name, run } of conformance(adapter)) test(name, run)
 */
export function conformance<N extends object>(
  adapter: Adapter<N>,
  options: ConformanceOptions = {},
): Case[] {
  const { seeds = [1, 2, 3, 4, 5, 6, 7, 8], steps = 400 } = options
  const sections: Record<string, Record<string, Body>> = {
    tree: TREE,
    text: TEXT,
    attributes: ATTRIBUTES,
    events: EVENTS,
    lifecycle: LIFECYCLE,
    copies: COPIES,
    roots: ROOTS,
    vocabulary: VOCABULARY,
    fuzz: Object.fromEntries(
      seeds.map((seed): [string, Body] => [
        `${steps} random steps from seed ${seed} agree with the memory host`,
        (t) => fuzz(t, seed, steps),
      ]),
    ),
  }
  const missing: Record<string, string | false | undefined> = {
    events: !adapter.fire && "the adapter cannot fire events",
    vocabulary: adapter.universal === false && "the host has no universal vocabulary",
  }
  const cases = Object.entries(sections).flatMap(([section, bodies]) =>
    Object.entries(bodies).map(([title, body]): Case => {
      const name = `${section}: ${title}`
      return {
        name,
        skip: adapter.skip?.[name] ?? (missing[section] || undefined),
        run: () => run(adapter as unknown as Adapter<object>, body),
      }
    }),
  )
  for (const name of Object.keys(adapter.skip ?? {})) {
    if (cases.some((one) => one.name === name)) continue
    throw new Error(`${adapter.name} skips ${JSON.stringify(name)}, and there is no such case.`)
  }
  return cases
}

async function run(adapter: Adapter<object>, body: Body): Promise<void> {
  const trial = new Trial(adapter)
  try {
    await body(trial)
  } finally {
    trial.end()
  }
}
