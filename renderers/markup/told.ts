// Universal attributes that become HTML attributes: what an element is called, what screen readers
// and the keyboard make of it, and how a field behaves.

import { type Attrs, rule } from "./table.ts"

/** Tags of the universal elements. */
export const TAGS: Readonly<Record<string, string>> = {
  __proto__: null as never, // "constructor" is no tag
  box: "div",
  text: "div",
  span: "span",
  input: "input",
  textarea: "textarea",
  image: "img",
  draw: "div",
}

/** Elements that hold no children. */
export const LEAVES: ReadonlySet<string> = new Set(["input", "textarea", "image", "draw"])

const isField = (kind: string) => kind === "input" || kind === "textarea"

function copy(names: string): void {
  for (const name of names.split(" ")) {
    rule(name, (attrs, _, tell) => tell(name.toLowerCase(), attrs[name]))
  }
}

function spelled(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value)
}

/** Fills the table of rules. Called once, by the first who applies one. */
export function addToldRules(): void {
  copy("id hidden placeholder readOnly rows")
  rule("type", (a, _, tell) => tell("type", a.type ?? "text"))
  rule("focusScope", (a, _, tell) => tell("data-scope", a.focusScope))
  for (const state of ["selected", "checked", "expanded"]) {
    rule(state, (a, _, tell) => tell(`aria-${state}`, spelled(a[state])))
  }

  rule("focusable disabled", (a, _, tell, kind) => {
    tell("aria-disabled", a.disabled ? "true" : undefined)
    if (isField(kind)) {
      tell("disabled", Boolean(a.disabled))
      tell("tabindex", a.focusable === false ? -1 : undefined)
    } else tell("tabindex", a.focusable && !a.disabled ? 0 : undefined)
  })

  rule("role label title alt", (a, _, tell, kind) => {
    if (kind === "image") tell("alt", a.alt ?? a.label ?? "")
    else tell("aria-label", a.label ?? a.title)
    // A name without a role is not read out.
    const named = a.label || a.title
    const role = kind === "box" ? "group" : kind === "draw" ? "img" : undefined
    tell("role", a.role ?? (named ? role : undefined))
  })
}

/** Does a box with these attributes show a title bar? */
export function hasBar(attrs: Attrs): boolean {
  return Boolean(attrs.title || attrs.titleNote)
}
