// One suite over every renderer that runs in Node, and each again inside strict(). The DOM's turn is
// in conformance.browser.test.ts.

import { onWarning } from "filigree"
import { type Adapter, conformance } from "filigree/testing"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import {
  canvasAdapter,
  gridAdapter,
  memoryAdapter,
  strictly,
  tuiAdapter,
} from "../support/adapters.ts"

const adapters: Adapter<any>[] = [
  memoryAdapter(),
  strictly(memoryAdapter()),
  memoryAdapter(true),
  strictly(memoryAdapter(true)),
  gridAdapter(),
  strictly(gridAdapter()),
  tuiAdapter(),
  strictly(tuiAdapter()),
  canvasAdapter(),
  strictly(canvasAdapter()),
]

// The kit sets names that no host knows and words that no font has, and hosts warn of them.
let listen: () => void
beforeAll(() => {
  listen = onWarning(() => {})
})
afterAll(() => listen())

for (const adapter of adapters) {
  describe(adapter.name, () => {
    for (const { name, skip, run } of conformance(adapter)) {
      test(skip === undefined ? name : `${name} (${skip})`, { skip: skip !== undefined }, run)
    }
  })
}

test("an adapter that skips what does not exist is told so", () => {
  const adapter = { ...memoryAdapter(), skip: { "tree: grows": "it is winter" } }
  expect(() => conformance(adapter)).toThrow(/memory skips "tree: grows"/)
})

test("cases without a way to fire events, or without the vocabulary, are left out with the reason", () => {
  const { fire: _, ...silent } = memoryAdapter()
  const left = conformance({ ...silent, universal: false }).filter(({ skip }) => skip)
  expect(new Set(left.map(({ skip }) => skip))).toEqual(
    new Set(["the adapter cannot fire events", "the host has no universal vocabulary"]),
  )
})
