// What do the props of each widget have to be? Asked in development, when a widget is mounted.
//
//     "number"      a number, or a source of one       "number!"    it must be given
//     { a: … }      an object with these               [{ a: … }]   an array of such, or a source;
//                                                                   a third part: words that stand for one
//
// Only what is known without running anything is looked at: a source's values are the widget's matter.

import { badProp, missingProp } from "../../core/errors.ts"
import { isReactive } from "../../core/reactive/index.ts"

declare const process: { env: Record<string, string | undefined> }

/** What a value may be: its name in messages, how to tell, and whether a source of such a value will do as well. */
const KINDS = {
  words: ["a string", (value: unknown) => /^(string|number)$/.test(typeof value), true],
  number: ["a number", (value: unknown) => typeof value === "number", true],
  yes: ["true or false", (value: unknown) => typeof value === "boolean", true],
  list: ["an array", Array.isArray, true],
  array: ["an array", Array.isArray, false],
  call: ["a function", (value: unknown) => typeof value === "function", false],
  source: ["an accessor or a signal", isReactive, false],
  signal: ["a signal object, as rwSignal() makes it", isWritable, false],
} as const

type Kind = keyof typeof KINDS
/** What is nested must be given. */
type Take =
  | Kind
  | `${Kind}!`
  | Takes
  | readonly [each: Takes, kind: "list" | "array", words?: string]
interface Takes {
  readonly [prop: string]: Take
}

/** `bind`: a signal object, or a field of a store. */
function isWritable(value: unknown): boolean {
  return typeof value === "object" && isReactive(value) && "set" in value
}

const ROWS: Takes = {
  selected: "source",
  onSelect: "call",
  onActivate: "call",
}
const FIELD: Takes = {
  label: "words",
  value: "source",
  bind: "signal",
  placeholder: "words",
  maxLength: "number",
  onInput: "call",
}
const CHOICE: Takes = {
  options: "array!",
  label: "words",
  value: "source",
  bind: "signal",
  onChange: "call",
}

const catalogue = (): Readonly<Record<string, Takes>> => ({
  Badge: { label: "words!" },
  BarChart: {
    bars: [{ name: "words!", value: "number!" }, "list"],
    max: "number",
    format: "call",
  },
  Button: { label: "words!", onPress: "call", disabled: "yes" },
  Checkbox: {
    label: "words!",
    checked: "source",
    bind: "signal",
    onChange: "call",
    disabled: "yes",
  },
  CommandPalette: { commands: [{ title: "words!", run: "call!" }, "array"], onClose: "call!" },
  Dialog: { title: "words!", onClose: "call!", keys: "array" },
  Gauge: {
    value: "number!",
    max: "number",
    label: "words",
    format: "call",
    warning: "number",
    danger: "number",
  },
  HelpOverlay: { onClose: "call!" },
  KeyHints: { max: "number" },
  LineChart: {
    series: [{ name: "words!", values: "list!" }, "list"],
    x: "list",
    min: "number",
    max: "number",
    format: "call",
  },
  List: { ...ROWS, items: "list!", by: "call", children: "call" },
  Log: { lines: "list!", format: "call", level: "call", limit: "number" },
  Menu: {
    label: "words!",
    items: [{ title: "words!", run: "call!" }, "array", "separator"],
    rows: "number",
  },
  Panel: { title: "words", note: "words" },
  ProgressBar: { value: "number!", max: "number", label: "words" },
  RadioGroup: CHOICE,
  Select: { ...CHOICE, rows: "number", disabled: "yes" },
  Sparkline: { data: "list!", min: "number", max: "number" },
  Spinner: { label: "words", active: "yes" },
  Stat: { label: "words!", value: "words!", change: "number", data: "list" },
  Table: {
    ...ROWS,
    rows: "list!",
    by: "call!",
    columns: [
      { id: "words!", title: "words!", value: "call!", format: "call", color: "call" },
      "array",
    ],
    sort: "source",
    onSort: "call",
    columnGap: "number",
  },
  Tabs: { tabs: [{ id: "words!", title: "words!" }, "list"], selected: "source", onSelect: "call" },
  TextArea: { ...FIELD, rows: "number" },
  TextInput: { ...FIELD, onSubmit: "call", onCancel: "call" },
  Toasts: { queue: { shown: "call!", drop: "call!" } },
  Tooltip: { words: "words!", delay: "number" },
  Tree: {
    ...ROWS,
    roots: "list!",
    inside: "call!",
    by: "call",
    children: "call",
    opened: "source",
    onOpen: "call",
  },
})

/** Throws for props that a widget cannot work with. Undefined in production. */
export const checkProps = /* @__PURE__ */ inDevelopment()

function inDevelopment() {
  try {
    return process.env.NODE_ENV === "production" ? undefined : checkerOf(catalogue())
  } catch {
    return undefined // a page without a bundler
  }
}

function checkerOf(takes: Readonly<Record<string, Takes>>) {
  return (widget: string, props: unknown): void => {
    const own = takes[widget]
    if (own) check(widget, "", own, props)
  }
}

/** So many items of an array are looked at: what is wrong with one is most often wrong with the first. */
const LOOKED_AT = 20

function check(widget: string, at: string, takes: Takes, props: unknown): void {
  if (typeof props !== "object" || props === null)
    throw badProp(widget, at || "props", props, "an object")
  const given = props as Readonly<Record<string, unknown>>
  for (const name in takes) {
    const take = takes[name]!
    const value = given[name]
    const path = at + name
    if (value === undefined || value === null) {
      if (typeof take === "string" && !take.endsWith("!")) continue
      throw missingProp(widget, path, Object.keys(given), nameOf(take))
    }
    if (typeof take === "string") {
      if (!isOf(take, value)) throw badProp(widget, path, value, nameOf(take))
    } else if (isList(take)) {
      const [each, kind, words] = take
      if (!isOf(kind, value)) throw badProp(widget, path, value, nameOf(take))
      const items = Array.isArray(value) ? value.slice(0, LOOKED_AT) : []
      items.forEach((item, index) => {
        if (words !== undefined && item === words) return
        if (typeof item !== "object" || item === null)
          throw badProp(widget, `${path}[${index}]`, item, outlineOf(each))
        check(widget, `${path}[${index}].`, each, item)
      })
    } else check(widget, `${path}.`, take, value)
  }
}

function isList(take: Take): take is readonly [Takes, "list" | "array", string?] {
  return Array.isArray(take)
}

function isOf(take: Kind | `${Kind}!`, value: unknown): boolean {
  const [, is, orSource] = KINDS[take.replace("!", "") as Kind]
  return is(value) || (orSource && isReactive(value))
}

/** "a number, or an accessor of one" */
function nameOf(take: Take): string {
  if (isList(take)) return `an array of ${outlineOf(take[0])}`
  if (typeof take !== "string") return outlineOf(take)
  const [name, , orSource] = KINDS[take.replace("!", "") as Kind]
  return orSource ? `${name}, or an accessor of one` : name
}

/** "{ id, title, value }": what must be given. */
function outlineOf(takes: Takes): string {
  const names = Object.keys(takes).filter((name) => String(takes[name]).endsWith("!"))
  return `{ ${names.join(", ")} }`
}
