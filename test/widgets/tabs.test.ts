import { expect, test } from "vitest"
import { flush, onCleanup, signal } from "../../core/reactive/index.ts"
import { box, component, text } from "../../core/view/index.ts"
import { canvas } from "../../renderers/canvas/index.ts"
import { mountTest, type TestSurface } from "../../renderers/testing/index.ts"
import { terminal } from "../../renderers/tui/index.ts"
import { List, Tabs, type TabsProps } from "../../widgets/index.ts"
import { mountMemory } from "./support.ts"

function open(more: Partial<TabsProps> = {}) {
  const log: string[] = []
  const Page = component((props: { name: string }) => {
    log.push(`+${props.name}`)
    onCleanup(() => log.push(`-${props.name}`))
    return text({}, `page ${props.name}`)
  })
  const ui = mountMemory(() =>
    Tabs({
      tabs: ["a", "b", "c"].map((id) => ({ id, title: `T${id}`, content: Page({ name: id }) })),
      ...more,
    }),
  )
  return {
    ...ui,
    log,
    tabs: () => ui.byRole("tab"),
    chosen: () =>
      ui
        .byRole("tab")
        .filter((tab) => tab.attrs.get("selected") === true)
        .map((tab) => ui.text(tab).trim()),
    page: () => ui.byRole("tabpanel").map((node) => ui.text(node)),
  }
}

test("only the chosen tab's view exists", () => {
  const ui = open()
  expect(ui.page()).toEqual(["page a"])

  ui.fire(ui.tabs()[2]!, "press")

  expect(ui.chosen()).toEqual(["Tc"])
  expect(ui.page()).toEqual(["page c"])
  expect(ui.log).toEqual(["+a", "-a", "+c"])
})

test("with keep, views that were shown stay hidden with their state", () => {
  const ui = open({ keep: true })

  ui.fire(ui.tabs()[1]!, "press")
  ui.fire(ui.tabs()[0]!, "press")

  expect(ui.log).toEqual(["+a", "+b"])
  expect(ui.page()).toEqual(["page a", ""])
})

test("left and right choose while the bar has the focus, around the ends", () => {
  const ui = open()
  ui.press("right")
  expect(ui.chosen()).toEqual(["Ta"])

  ui.fire(ui.role("tablist"), "focus")
  ui.press("left")
  expect(ui.chosen()).toEqual(["Tc"])
  ui.press("right")
  expect(ui.chosen()).toEqual(["Ta"])
})

test("digits choose from anywhere when asked for", () => {
  const ui = open({ digits: true })

  ui.press("2")
  ui.press("9") // no such tab

  expect(ui.chosen()).toEqual(["Tb"])
})

test("a choice that the caller keeps changes only when the caller changes it", () => {
  const [selected, setSelected] = signal("b")
  const wanted: string[] = []
  const ui = open({ selected, onSelect: (id) => wanted.push(id) })

  ui.fire(ui.tabs()[0]!, "press")
  expect(ui.chosen()).toEqual(["Tb"])
  expect(wanted).toEqual(["a"])

  setSelected("c")
  flush()
  expect(ui.chosen()).toEqual(["Tc"])
})

test("without views the tabs are a bar, and a note stands after its title", () => {
  const ui = open({ tabs: [{ id: "a", title: "All", note: "12" }] })

  expect(ui.page()).toEqual([])
  expect(ui.text()).toBe(" All 12 ")
})

test("another choice moves no title, on cells and on pixels", async () => {
  const cells: TestSurface = terminal({ columns: 60, rows: 4 })
  const pixels: TestSurface = canvas({ width: 400, height: 80 })
  for (const surface of [cells, pixels]) {
    const tabs = ["Overview", "Processes", "Log"].map((title) => ({ id: title, title }))
    await using ui = await mountTest(() => Tabs({ tabs, initialSelected: "Log" }), surface)
    const places = () =>
      ui.getAllByRole("tab").map(({ bounds }) => [bounds!.x, bounds!.width] as const)
    const before = places()

    await ui.click("Overview")

    expect(ui.getAllByRole("tab")[0]!.attrs.selected).toBe(true)
    expect(places(), surface.name).toEqual(before)
  }
})

test("a press on the very first cell of a title or a row is a press on it", async () => {
  await using ui = await mountTest(
    () =>
      box(
        { width: 30, height: 6 },
        Tabs({ tabs: ["one", "two"].map((id) => ({ id, title: id })), initialSelected: "two" }),
        List({ items: () => ["alpha", "beta"], initialSelected: "beta" }),
      ),
    terminal({ columns: 30, rows: 6 }),
  )

  await ui.click({ x: 0, y: 0 })
  expect(ui.getAllByRole("tab")[0]!.attrs.selected).toBe(true)
  await ui.click({ x: 0, y: 1 })
  expect(ui.getAllByRole("option")[0]!.attrs.selected).toBe(true)
})
