// The table of rules by which universal attributes become markup: style declarations and HTML
// attributes. style.ts and told.ts fill it, rules.ts applies it.

/** All universal attributes of one element that are set now. */
export type Attrs = Record<string, unknown>

/** Receives a declaration of style; "" takes it back. */
export type Put = (property: string, value: string) => void

/** Receives an HTML attribute; `undefined` and false take it away, true sets it empty. */
export type Tell = (name: string, value: unknown) => void

type Rule = (attrs: Attrs, put: Put, tell: Tell, kind: string) => void

export const RULES: Record<string, Rule[]> = Object.create(null)

/** What `names`, separated by spaces, decide. An attribute may have several rules. */
export function rule(names: string, write: Rule): void {
  for (const name of names.split(" ")) (RULES[name] ??= []).push(write)
}
