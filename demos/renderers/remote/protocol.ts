// What goes over the wire: the six functions one way, events the other, both as JSON arrays.
//
//     server → page   [["create", 7, "text", 3], ["setText", 8, "42"], ["insert", 3, 7, 0], …]
//     page → server   {"event": "press", "node": 7, "fields": {"x": 1, "y": 1}}
//                     {"drawn": 9, "size": {"width": 300, "height": 80, "ch": 7.4, "lh": 19.6}}
//
// One message of the server is one flush, so a page never shows half of it. Ids are numbers from 1
// (the root), never used again; 0 stands for "the end". What comes from a page is data of a stranger:
// `readMessage` takes apart only what has the right shape and size.

import type { PenSize } from "filigree"

export type Operation =
  | readonly [op: "create", id: number, type: string | null, parent: number]
  | readonly [op: "insert", parent: number, id: number, before: number]
  | readonly [op: "remove", parent: number, id: number]
  | readonly [op: "setText", id: number, text: string]
  | readonly [op: "setAttr", id: number, name: string, value: unknown]
  | readonly [op: "listen", id: number, event: string]
  | readonly [op: "unlisten", id: number, event: string]
  | readonly [op: "picture", id: number, strokes: readonly Stroke[]]
  /** Forget everything: what follows is the whole tree. */
  | readonly [op: "reset"]

/** A call of the pen: its method and arguments. */
export type Stroke = readonly [method: string, ...args: unknown[]]

export type Message =
  | {
      readonly event: string
      readonly node: number
      readonly fields: Readonly<Record<string, unknown>>
    }
  | { readonly drawn: number; readonly size: PenSize }

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

/** The fields of a host's event that travel. */
export function fieldsOf(event: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of Object.keys(FIELDS)) {
    const value = (event as Record<string, unknown>)[name]
    if (isField(name, value)) fields[name] = value
  }
  return fields
}

/** What a page sent, or why it is refused. */
export function readMessage(text: string): Message | { readonly refused: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { refused: "it is no JSON" }
  }
  if (typeof data !== "object" || data === null) return { refused: "it is no object" }
  const { event, node, fields, drawn, size } = data as Record<string, unknown>
  if (drawn !== undefined) {
    if (!isId(drawn)) return { refused: "`drawn` is no id" }
    const lengths =
      typeof size === "object" && size !== null ? (size as Record<string, unknown>) : {}
    const { width, height, ch, lh } = lengths
    if (!isLength(width) || !isLength(height) || !isLength(ch) || !isLength(lh)) {
      return { refused: "`size` lacks a length" }
    }
    return { drawn, size: { width, height, ch, lh } }
  }
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

function isLength(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 20_000
}
