import { expect, test } from "vitest"
import { text } from "../../core/view/index.ts"
import { mountTest } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { Tree } from "../../widgets/index.ts"
import { screen } from "./screen.ts"

interface File {
  readonly name: string
  readonly inside?: readonly File[]
}

const graph = { name: "graph.ts" }
const core: File = { name: "core", inside: [graph, { name: "owner.ts" }] }
const test_: File = { name: "test", inside: [] }
const roots = [core, test_, { name: "README" }]
const inside = (file: File) => file.inside
const name = (file: () => File) => text({ wrap: "none" }, () => file().name)

test("what is inside stands indented below what is open", async () => {
  const view = () =>
    Tree<File>({ roots: () => roots, inside, initialOpened: [core], children: name })

  expect(await screen(view, 16, 5)).toEqual([
    " ▾ core",
    "     graph.ts",
    "     owner.ts",
    " ▸ test",
    "   README",
  ])
})

test("keys open, close, go in and out; the selection stays with its item", async () => {
  const opened: string[] = []
  const taken: string[] = []
  await using ui = await mountTest(
    () =>
      Tree<File>({
        roots: () => roots,
        inside,
        children: name,
        initialSelected: core,
        autoFocus: true,
        onOpen: (file, open) => opened.push(`${file.name} ${open}`),
        onActivate: (file) => taken.push(file.name),
      }),
    terminal({ columns: 16, rows: 6 }),
  )

  await ui.press("right", "right", "enter") // opens, goes in, takes
  expect(taken).toEqual(["graph.ts"])
  expect(ui.screen().split("\n")[1]).toMatch(/^▌ {4}graph\.ts *$/)
  await ui.press("left", "left") // out, closes
  expect(opened).toEqual(["core true", "core false"])
  expect(ui.screen()).toMatch(/^▌▸ core *\n ▸ test *\n {3}README/)
})

test("a press on the sign opens, and one on the words does not", async () => {
  await using ui = await mountTest(
    () => Tree<File>({ roots: () => roots, inside, children: name }),
    terminal({ columns: 16, rows: 6 }),
  )

  await ui.click({ x: 5, y: 0 })
  expect(ui.screen()).not.toContain("graph.ts")
  await ui.click({ x: 1, y: 0 })
  expect(ui.screen()).toContain("graph.ts")
})

test("a thing inside of itself is shown once", async () => {
  const loop: { name: string; inside: unknown[] } = { name: "loop", inside: [] }
  loop.inside.push(loop)
  const view = () =>
    Tree<File>({ roots: () => [loop as File], inside, initialOpened: [loop], children: name })

  expect(await screen(view, 16, 3)).toEqual([" ▾ loop"])
})
