// Every error and warning of the project: a stable code, a sentence, a remedy.
//
//     CodedError [duplicate-key]: two rows of <For> have the key "cpu0" (rows 0 and 3).
//       in <Chart> ‹ <Dashboard>, demos/dashboard/chart.ts:41:12
//       fix: give `by` something that differs in each row.
//       see docs/errors.md#duplicate-key
//
// One function per code, so that they read as a catalogue and are tested as one.

import { describe, warn } from "./dev.ts"

declare const process: { env: Record<string, string | undefined> }

/** An error that programs can branch on by `code` and people can act on by `remedy`. */
export class CodedError extends Error {
  override readonly name = "CodedError"
  /** Stable, in kebab-case; a section of docs/errors.md. */
  readonly code: string
  /** What happened, without code and remedy. */
  sentence: string
  /** What to write instead. */
  readonly remedy: string
  /** Where: the components outside in, and the place in the source, as far as known. */
  where: string | undefined

  constructor(code: string, sentence: string, remedy: string, where?: string, cause?: unknown) {
    super(describe(code, sentence, remedy, where), cause === undefined ? undefined : { cause })
    this.code = code
    this.sentence = sentence
    this.remedy = remedy
    this.where = where
  }

  override toString(): string {
    return `${this.name} ${this.message}`
  }
}

/** Says more of an error that is known only further up: where, or what it is about. Development only. */
export function amend(error: CodedError, more: { where?: string | undefined; sentence?: string }) {
  const before = error.message
  Object.assign(error, more)
  error.message = describe(error.code, error.sentence, error.remedy, error.where)
  // V8 has copied the message into the stack, and the stack is what Node and consoles print.
  const { stack } = error
  if (stack?.includes(before)) error.stack = stack.replace(before, () => error.message)
}

export { describe }

/** The sentence and the remedy of an error. */
type Said = readonly [sentence: string, remedy: string]

/** An error that says in production only where to read on: pages load no texts. */
function coded(code: string, said: Said | undefined, where?: string): CodedError {
  return new CodedError(code, said?.[0] ?? "", said?.[1] ?? "", where)
}

/** What errors say that any page can throw. */
function catalogue() {
  return {
    badElement: (type: unknown): Said => [
      `a tag is ${shown(type)}, which is neither an element's name nor a component.`,
      type === undefined || type === null
        ? "check the import: the name it asks for is not exported there, or two files import each other."
        : "write the name of an element or a component, as in <box> or <Chart>.",
    ],
    badChild: (value: unknown): Said => [
      `${shown(value)} cannot be shown as a child.`,
      childRemedy(value),
    ],
    badHandler: (name: string, value: unknown): Said => [
      `\`${name}\` was given ${shown(value)}.`,
      `give it a function of the event, as in ${name}={(event) => …}.`,
    ],
    "bad-bind": (value: unknown): Said => [
      `\`bind\` was given ${shown(value)}.`,
      'give it a signal object, as in bind={rwSignal("")}; an accessor alone can only be `value`.',
    ],
    staticCondition: (tag: string, value: unknown): Said => [
      `\`when\` of <${tag}> was given ${shown(value)}, which never changes.`,
      "give it an accessor: when={() => count() > 3}, or the signal itself: when={isOpen}.",
    ],
    "bad-row": (value: unknown, tag?: string): Said => [
      `what stands in <${tag}> is ${shown(value)}, which makes no rows.`,
      `give it a function: <${tag} each={items}>{(item) => <text>{() => item().name}</text>}</${tag}>.`,
    ],
    "bad-await": (value: unknown): Said => [
      `what stands in <Await> is ${shown(value)}, which takes no value.`,
      "give it a function: <Await of={promise}>{(value) => <text>{value}</text>}</Await>.",
    ],
    "bad-match": (value: unknown): Said => [
      `<Switch> holds ${shown(value)}, which has no condition.`,
      "put it into a <Match when={…}>, or give it as `fallback`.",
    ],
    "bad-context": (value: unknown): Said => [
      `<Provider> was given the context ${shown(value)}.`,
      value === undefined || value === null
        ? "check the import: the name it asks for is not exported there, or two files import each other."
        : "give it what createContext() returned.",
    ],
    "no-place": (value: unknown): Said => [
      `\`into\` of <Portal> is ${shown(value)}.`,
      "give it a node that is there, or an accessor that gives one later: into={() => box.current}.",
    ],
    "bad-use": (value: unknown): Said => [
      `\`use\` was given ${shown(value)}.`,
      "give it a function of the element's handle, or an array of such.",
    ],
    "bad-ref": (value: unknown): Said => [
      `\`ref\` was given ${shown(value)}.`,
      "give it a function of the handle, or an object { current: undefined }.",
    ],
    badEach: (value: unknown): Said => [
      `\`each\` of <For> gave ${shown(value)}, which is not an array.`,
      "give it an accessor of an array, as in each={items} or each={() => [...set()]}.",
    ],
    staticEach: (tag: string, value: unknown): Said => [
      `\`each\` of <${tag}> was given ${shown(value)}, which never changes.`,
      "give it an accessor: each={() => items}, or the signal itself: each={items}.",
    ],
    noApp: (name: string): Said => [
      `${name}() was called where there is no app.`,
      "call it in the body of a component that a surface's render() mounts, not in a handler or after an await.",
    ],
    "bad-bindings": (value: unknown): Said => [
      `useKeys() was given ${shown(value)}.`,
      'give it an array of bindings, each with keys and run: useKeys([{ keys: "ctrl+s", run: save }]).',
    ],
    badKey: (name: string, why: string): Said => [
      `the key ${JSON.stringify(name)} cannot be bound: ${why}.`,
      'write a character or a lower-case name, with ctrl+, alt+, shift+ or meta+ before it: "ctrl+s", "shift+tab", "?".',
    ],
    cycle: (nodes: readonly string[]): Said => [
      cycleSentence(nodes),
      "a memo may not depend on its own value; take the previous one from its argument, or read with untrack() what must not depend",
    ],
    runawayEffect: (names: readonly string[]): Said => [
      `${names.join(" and ")} did not come to rest after 100 runs in one flush.`,
      "an effect that writes what it reads, or what wakes it by way of others, must stop doing so at some point; compute the value in a memo, or read it with untrack()",
    ],
    markupAttribute: (name: string): Said => [
      `\`${name}\` would turn text into markup.`,
      `show text as a child; for markup that you trust, write prop:${name}.`,
    ],
    handlerAttribute: (name: string): Said => [
      `\`${name}\` would turn text into a program.`,
      `give a function to on${name.charAt(2).toUpperCase()}${name.slice(3)}.`,
    ],
    scriptAddress: (name: string, value: string): Said => [
      `\`${name}\` was given ${shown(value)}, which runs a program.`,
      "use a handler (onClick) for a program, and an address for a link.",
    ],
    universalInPlain: (type: string): Said => [
      `<${type}> is a universal element, and plainRenderer knows none.`,
      "use render() of filigree/dom, or an element of HTML.",
    ],
    noChildren: (kind: string, child: string): Said => [
      `<${kind}> cannot hold ${child}.`,
      kind === "input" || kind === "textarea"
        ? "pass words as `value` or `initialValue`, or put a <text> beside it, in a <box>."
        : "put it beside the element, in a <box>.",
    ],
    blockInText: (kind: string, type: string): Said => [
      `<${kind}> cannot hold <${type}>.`,
      "put it beside the text, in a <box>; text holds words and <span>.",
    ],
    noRoot: (root: unknown): Said =>
      "document" in globalThis
        ? [
            `there is no element ${shown(root)} to render into.`,
            "run the script after the element is there (type=module, or at the end of the body).",
          ]
        : [
            "there is no document to render into: this does not run in a page.",
            "bundle it for a page; to make HTML here, write renderToHtml from filigree/html.",
          ],
  }
}

/**
 * Undefined in production. What a bundler replaces by "production" drops the catalogue; where nothing
 * has replaced it and there is no `process`, a page without a bundler, codes must do.
 */
let said: ReturnType<typeof catalogue> | undefined
try {
  said = process.env.NODE_ENV === "production" ? undefined : catalogue()
} catch {}

/** Warnings that any page can cause. Undefined in production, like `help` of the graph. */
export const warnings = /* @__PURE__ */ inDevelopment()

function inDevelopment() {
  try {
    return process.env.NODE_ENV === "production"
      ? undefined
      : {
          /** Two rows of a list have one key. */
          duplicateKey: (key: unknown, first: number, second: number, where: string | undefined) =>
            warn(
              "duplicate-key",
              `two rows of <For> have the key ${shown(key)} (rows ${first} and ${second}).`,
              "give `by` something that differs in each row, as in by={(item) => item.id}. Until then each " +
                "gets a row, but state may end up in the wrong one.",
              where,
            ),
          /** A condition gave a function, which always is true. */
          functionCondition: (tag: string, where: string | undefined) =>
            warn(
              "function-condition",
              `\`when\` of <${tag}> returned a function, which always counts as true.`,
              "call it: when={() => props.open()}, or pass it on: when={props.open}.",
              where,
            ),
          /** `key` is another library's word. */
          keyProp: (key: unknown, where: string | undefined) =>
            warn(
              "key-prop",
              `\`key\` has no meaning here, and was given as ${String(key)}.`,
              "render lists with <For each={…} by={item => item.id}>.",
              where,
            ),
          unknownElement: (type: string) =>
            warn(
              "unknown-element",
              `<${type}> is no element of HTML, SVG or the universal vocabulary.`,
              "check the spelling; elements of your own have a hyphen in their name.",
            ),
          unknownAttribute: (kind: string, name: string) =>
            warn(
              "unknown-attribute",
              `<${kind}> has no attribute \`${name}\`.`,
              "check the spelling against ElementProps; aria-*, data-* and class:name are taken, too.",
            ),
          badHref: (kind: string, value: unknown) =>
            warn(
              "bad-href",
              `<${kind}> was given the address ${shown(value)}, and leads nowhere.`,
              "write an address with http, https, mailto or file.",
            ),
          disposedRead,
          /** A value, other than false, that nobody can call or write to. */
          checkGiven(name: "ref" | "use" | "bind", value: unknown): void {
            if (value === false || value === undefined || value === null) return
            if (name === "ref") throw misused("bad-ref", value)
            if (name === "use") throw misused("bad-use", value)
            throw misused("bad-bind", value)
          },
          /** useKeys was given something that would only fail when a key is pressed. */
          checkBindings(given: unknown): void {
            if (!Array.isArray(given)) throw misused("bad-bindings", given)
            for (const binding of given) {
              if (typeof binding?.run !== "function" || !binding.keys)
                throw misused("bad-bindings", binding)
            }
          },
        }
  } catch {
    return undefined // a page without a bundler: there is no `process`
  }
}

/** A value as it is shown in a message: short, on one line, never throwing. */
export function shown(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 40 ? value.slice(0, 39) + "…" : value)
  if (typeof value === "function") return value.name ? `the function ${value.name}` : "a function"
  if (typeof value !== "object" || value === null) return String(value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (value instanceof Date) return `a Date`
  if (value instanceof Promise) return "a promise"
  const kind = Object.getPrototypeOf(value)?.constructor?.name
  if (kind === "Description") return "a view"
  const keys = Object.keys(value).slice(0, 4)
  const fields = keys.length
    ? `{ ${keys.join(", ")}${keys.length < Object.keys(value).length ? ", …" : ""} }`
    : "{}"
  return kind && kind !== "Object" ? `a ${kind} ${fields}` : `the object ${fields}`
}

/** A tag was neither a name nor a component. */
export function badElement(type: unknown, where: string | undefined): CodedError {
  return coded("bad-element", said?.badElement(type), where)
}

/** What can be given wrongly, by the code of its error. */
type Misuse = Extract<keyof ReturnType<typeof catalogue>, `${string}-${string}`>

/** `value` was given where it is of no use; `tag` is the component, where several can say so. */
export function misused(code: Misuse, value: unknown, tag?: string): CodedError {
  return coded(code, said?.[code](value, tag))
}

/** A value stood between tags that no view can be made of. */
export function badChild(value: unknown, where?: string): CodedError {
  return coded("bad-child", said?.badChild(value), where)
}

function childRemedy(value: unknown): string {
  let remedy = "show a string, a number, a view, an array of these, or a function that returns one."
  if (value instanceof Promise) remedy = "read it through resource() and <Suspense>, or <Await>."
  else if (value instanceof Date) remedy = "say how: {date.toLocaleString()}."
  else if (typeof value === "object" && value !== null && "type" in value && "props" in value) {
    remedy =
      "only what jsx or a builder made is a view; data that looks like one never is. If it comes " +
      "from another library's jsx, set \"jsxImportSource\" to filigree's."
  } else if (typeof value === "object") remedy = "show one of its fields, or JSON.stringify(it)."
  return remedy
}

/** `on…` was given something else than a function. */
export function badHandler(name: string, value: unknown, where: string | undefined): CodedError {
  return coded("bad-handler", said?.badHandler(name, value), where)
}

/** A service of the surface was asked for where no surface is. */
export function noApp(name: string): CodedError {
  return coded("no-app", said?.noApp(name))
}

/** A widget lacks a prop that it cannot do without; `given` are those it has, `takes` what belongs there. */
export function missingProp(
  widget: string,
  name: string,
  given: readonly string[],
  takes: string,
): CodedError {
  const has = given.length === 0 ? "are no props at all" : `is only ${given.slice(0, 8).join(", ")}`
  return new CodedError(
    "missing-prop",
    `<${widget}> was given no \`${name}\`: there ${has}.`,
    `give it ${takes}; docs/guide/widgets.md shows how <${widget}> is used.`,
  )
}

/** A widget was given something that it cannot use. */
export function badProp(widget: string, name: string, value: unknown, takes: string): CodedError {
  return new CodedError(
    "bad-prop",
    `\`${name}\` of <${widget}> was given ${shown(value)}.`,
    `give it ${takes}; docs/guide/widgets.md shows how <${widget}> is used.`,
  )
}

/** The words of a warning, for `warn`. */
export interface Words {
  readonly code: string
  readonly sentence: string
  readonly remedy: string
  readonly where: string | undefined
}

// --- core/reactive -----------------------------------------------------------------------------

/** A memo read itself, directly or by way of others: `nodes`, in the order of reading, as far as known. */
export function cycle(nodes: readonly string[], place: string | undefined): CodedError {
  return coded("cycle", said?.cycle(nodes), place)
}

/** `memo "a" reads memo "b", which reads memo "a" again.` */
export function cycleSentence(nodes: readonly string[]): string {
  const [first, ...others] = nodes
  if (others.length === 0) return `${first} reads itself.`
  const by = others.length > 8 ? [...others.slice(0, 4), "…", ...others.slice(-3)] : others
  return `${first} reads ${[...by, first].join(", which reads ")} again.`
}

/** Effects kept waking each other or themselves. */
export function runawayEffect(names: readonly string[]): CodedError {
  return coded("runaway-effect", said?.runawayEffect(names))
}

/** Something was read after its owner had ended. */
export function disposedRead(
  kind: string,
  name: string | undefined,
  place: string | undefined,
): CodedError {
  return new CodedError(
    "disposed-read",
    `${kind}${name ? ` "${name}"` : ""}${place ? `, made at ${place},` : ""} was read after its owner was disposed.`,
    "it lives as long as the component or computation that creates it; create it further up, or stop whatever still reads it in onCleanup()",
    place,
  )
}

/** A call that takes a function was given something else; `write` is the call as it should be. */
export function notAFunction(
  call: string,
  value: unknown,
  write: string,
  place: string | undefined,
): CodedError {
  return new CodedError(
    "not-a-function",
    `${call}() was given ${shown(value)} where it takes a function.`,
    `write ${write}.`,
    place,
  )
}

/** A call that follows a source was given a value. */
export function notASource(
  call: string,
  value: unknown,
  write: string,
  place: string | undefined,
): CodedError {
  return new CodedError(
    "not-a-source",
    `${call}() was given ${shown(value)}, which never changes.`,
    `write ${write}.`,
    place,
  )
}

/** Something was made under an owner that has ended: it is dead on arrival. */
export function createdUnderDisposed(node: string, owner: string): Words {
  return {
    code: "created-under-disposed",
    sentence: `${node} was created under an owner that has already been disposed (${owner}), so it never runs.`,
    remedy:
      "after an await or in a callback, check `owner.disposed` before creating, or create under an owner that lives",
    where: undefined,
  }
}

/** Something that needs an owner was called without one. */
export function noOwner(name: "onCleanup" | "provide"): Words {
  const consequence = name === "provide" ? "nobody can use the value" : "the cleanup will never run"
  return {
    code: "no-owner",
    sentence: `${name}() was called outside any owner, so ${consequence}.`,
    remedy:
      "call it inside createRoot(), a component or an effect; in a callback, use runWithOwner()",
    where: undefined,
  }
}

/** A component's body read a signal directly: the read is not tracked. */
export function untrackedRead(node: string, component: string, place: string | undefined): Words {
  return {
    code: "untracked-read",
    sentence: `the body of <${component}> reads ${node} outside tracking: it runs once, so the value shown will never change.`,
    remedy:
      "pass the accessor itself, or wrap the expression in a function: {() => count() * 2}; to read once on purpose, use untrack()",
    where: place,
  }
}

/** A key string of a binding cannot be read. */
export function badKey(name: string, why: string): CodedError {
  return coded("bad-key", said?.badKey(name, why))
}

/** The condition of a Show or Match was given as a value. */
export function staticCondition(tag: string, value: unknown, where?: string): CodedError {
  return coded("static-condition", said?.staticCondition(tag, value), where)
}

/** `each` of a list did not give an array. */
export function badEach(value: unknown): CodedError {
  return coded("bad-each", said?.badEach(value))
}

/** A call broke what core promises to hosts; thrown by `strict`. */
export function brokenPromise(call: string, why: string): CodedError {
  return new CodedError(
    "broken-promise",
    `${call}: ${why}.`,
    "this is a fault of filigree or of code that calls the renderer by itself; please report it with the view that caused it.",
  )
}

/** `each` of a list was given as a value. */
export function staticEach(tag: string, value: unknown): CodedError {
  return coded("static-each", said?.staticEach(tag, value))
}

// --- renderers/dom, renderers/markup -----------------------------------------------------------

/** An attribute whose words would become markup. */
export function markupAttribute(name: string): CodedError {
  return coded("markup-attribute", said?.markupAttribute(name))
}

/** A handler given as words. */
export function handlerAttribute(name: string): CodedError {
  return coded("handler-attribute", said?.handlerAttribute(name))
}

/** An address that is a program. */
export function scriptAddress(name: string, value: string): CodedError {
  return coded("script-address", said?.scriptAddress(name, value))
}

/** A universal element on a renderer that has none. */
export function universalInPlain(type: string): CodedError {
  return coded("unknown-element", said?.universalInPlain(type))
}

/** `child` stands in an element that holds none. */
export function noChildren(kind: string, child: string): CodedError {
  return coded("no-children", said?.noChildren(kind, child))
}

/** A block stands in a run of words. */
export function blockInText(kind: string, type: string): CodedError {
  return coded("block-in-text", said?.blockInText(kind, type))
}

/** There is nothing to render into. */
export function noRoot(root: unknown): CodedError {
  return coded("no-root", said?.noRoot(root))
}
