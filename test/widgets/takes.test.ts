import { describe, expect, test } from "vitest"
import { CodedError, rwSignal } from "../../core/index.ts"
import { memory } from "../../renderers/testing/index.ts"
import { mountTest } from "../../renderers/testing/mount.ts"
import * as widgets from "../../widgets/index.ts"

/** As a program in plain JavaScript sees them. */
const plain = widgets as unknown as Record<string, (props?: unknown) => never>

async function thrownBy(widget: string, props: unknown): Promise<CodedError> {
  try {
    await using _ui = await mountTest(() => plain[widget]!(props), memory())
  } catch (error) {
    return error as CodedError
  }
  throw new Error(`<${widget}> took ${JSON.stringify(props)}`)
}

describe("what is missing is named", () => {
  test.each([
    ["Table", { rows: [] }, "<Table> was given no `by`: there is only rows."],
    ["Table", {}, "<Table> was given no `rows`: there are no props at all."],
    [
      "Table",
      { rows: [], by: String, columns: [{ id: "a", title: "A" }] },
      "<Table> was given no `columns[0].value`: there is only id, title.",
    ],
    ["List", {}, "<List> was given no `items`: there are no props at all."],
    ["Tree", { roots: [1] }, "<Tree> was given no `inside`: there is only roots."],
    ["Dialog", { title: "x" }, "<Dialog> was given no `onClose`: there is only title."],
    ["Toasts", { queue: [] }, "<Toasts> was given no `queue.shown`: there are no props at all."],
    ["LineChart", { series: [{ name: "a" }] }, "<LineChart> was given no `series[0].values`"],
    ["Select", { label: "x" }, "<Select> was given no `options`"],
  ])("%s %#", async (widget, props, sentence) => {
    const error = await thrownBy(widget, props)

    expect(error.code).toBe("missing-prop")
    expect(error.sentence).toContain(sentence)
    expect(error.where).toBe(`<${widget}>`)
    expect(error.remedy).toContain("give it ")
  })
})

describe("what is of the wrong kind is named", () => {
  test.each([
    ["ProgressBar", { value: "half" }, '`value` of <ProgressBar> was given "half".', "a number"],
    ["Sparkline", { data: "abc" }, '`data` of <Sparkline> was given "abc".', "an array"],
    ["List", { items: [1], by: "id" }, '`by` of <List> was given "id".', "a function"],
    ["Tabs", { tabs: ["a"] }, '`tabs[0]` of <Tabs> was given "a".', "{ id, title }"],
    ["Checkbox", { label: "x", bind: true }, "`bind` of <Checkbox> was given true.", "rwSignal()"],
    [
      "TextInput",
      { bind: () => "x" },
      "`bind` of <TextInput> was given the function bind.",
      "rwSignal()",
    ],
    ["Panel", "words", '`props` of <Panel> was given "words".', "an object"],
    [
      "Table",
      { rows: [], by: String, columns: {} },
      "`columns` of <Table>",
      "{ id, title, value }",
    ],
  ])("%s %#", async (widget, props, sentence, takes) => {
    const error = await thrownBy(widget, props)

    expect(error.code).toBe("bad-prop")
    expect(error.sentence).toContain(sentence)
    expect(error.remedy).toContain(takes)
  })
})

test("every widget but those that need nothing says what an empty one lacks", async () => {
  const silent: string[] = []
  for (const name of Object.keys(widgets).filter((name) => /^[A-Z]/.test(name))) {
    const error = await thrownBy(name, {}).catch(() => undefined)
    if (error === undefined) silent.push(name)
    else expect(error, name).toBeInstanceOf(CodedError)
  }

  expect(silent).toEqual(["KeyHints", "MenuBar", "Panel", "Spinner", "TextArea", "TextInput"])
})

test("accessors and signals pass where a value does", async () => {
  const value = rwSignal(0.5)
  await using ui = await mountTest(() => [
    plain.ProgressBar!({ value }),
    plain.ProgressBar!({ value: () => value.get(), max: 2 }),
    plain.Table!({ rows: [], by: String, columns: [] }),
  ])

  expect(ui.getAllByRole("progressbar")).toHaveLength(2)
})
