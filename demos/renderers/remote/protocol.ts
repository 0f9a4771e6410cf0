// What goes over the wire: the six functions one way, events the other, both as JSON arrays.
//
//     server → page   [["create", 7, "div"], ["setText", 8, "42"], ["insert", 3, 7, 0], …]
//     page → server   {"event": "press", "node": 7, "fields": {"x": 1, "y": 1}}
//
// One message of the server is one flush, so a page never shows half of it. Ids are numbers from 1
// (the root), never used again; 0 stands for "the end". What comes from a page is data of a stranger:
// `readMessage` takes apart only what has the right shape and size.

export type Operation =
  | readonly [op: "create", id: number, tag: string | null]
  | readonly [op: "insert", parent: number, id: number, before: number]
  | readonly [op: "remove", parent: number, id: number]
  | readonly [op: "setText", id: number, text: string]
  /**
   * An attribute of HTML, `null` takes it away. "style:x" is a declaration, "prop:x" a property, and
   * "call:x" calls a method.
   */
  | readonly [op: "setAttr", id: number, name: string, value: unknown]
  | readonly [op: "listen", id: number, event: string]
  | readonly [op: "unlisten", id: number, event: string]
  | readonly [op: "picture", id: number, shapes: readonly Shape[]]
  /** Forget everything: what follows is the whole tree. */
  | readonly [op: "reset"]

/** An element of SVG. */
export type Shape = readonly [
  tag: "path" | "text",
  attributes: Readonly<Record<string, string | number>>,
  words?: string,
]

export interface Message {
  readonly event: string
  readonly node: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** The only fields of an event that travel, by type. */
const FIELDS: Readonly<Record<string, "number" | "string" | "boolean">> = {
  key: "string",
  text: "string",
  value: "string",
  x: "number",
  y: "number",
  deltaX: "number",
  deltaY: "number",
  width: "number",
  height: "number",
  ch: "number",
  lh: "number",
  top: "number",
  left: "number",
  button: "number",
  buttons: "number",
  clicks: "number",
  ctrl: "boolean",
  alt: "boolean",
  shift: "boolean",
  meta: "boolean",
  repeat: "boolean",
  atEnd: "boolean",
}

const LONGEST = 100_000 // UTF-16 units of a pasted or typed text
/** Bytes of one message of a page. */
export const LARGEST = 512 * 1024

/** What a page sent, or why it is refused. */
export function readMessage(text: string): Message | { readonly refused: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { refused: "it is no JSON" }
  }
  if (typeof data !== "object" || data === null) return { refused: "it is no object" }
  const { event, node, fields } = data as Record<string, unknown>
  if (typeof event !== "string" || !/^[a-zA-Z]{1,32}$/.test(event))
    return { refused: "`event` is no name" }
  if (!isId(node)) return { refused: "`node` is no id" }
  if (typeof fields !== "object" || fields === null) return { refused: "`fields` is no object" }
  const known: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!isField(name, value))
      return { refused: `the field ${JSON.stringify(name.slice(0, 20))} is not as it should be` }
    known[name] = value
  }
  return { event, node, fields: known }
}

function isField(name: string, value: unknown): boolean {
  const type = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
  if (type === undefined || typeof value !== type) return false
  if (type === "number") return Number.isFinite(value)
  return type === "boolean" || (value as string).length <= LONGEST
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}
