// Every error and warning of the project: a stable code, a sentence, a remedy.
//
//     CodedError [duplicate-key]: two rows of <For> have the key "cpu0" (rows 0 and 3).
//       in <Chart> ‹ <Dashboard>, demos/dashboard/chart.ts:41:12
//       fix: give `by` something that differs in each row.
//       see docs/errors.md#duplicate-key
//
// One function per code, so that they read as a catalogue and are tested as one.

/** An error that programs can branch on by `code` and people can act on by `remedy`. */
export class CodedError extends Error {
  override readonly name = "CodedError"
  /** Stable, in kebab-case; a section of docs/errors.md. */
  readonly code: string
  /** What to write instead. */
  readonly remedy: string
  /** Where: the components outside in, and the place in the source, as far as known. */
  readonly where: string | undefined

  constructor(code: string, sentence: string, remedy: string, where?: string, cause?: unknown) {
    super(describe(code, sentence, remedy, where), cause === undefined ? undefined : { cause })
    this.code = code
    this.remedy = remedy
    this.where = where
  }

  override toString(): string {
    return `${this.name} ${this.message}`
  }
}

/** The words of an error or warning, as they are printed. */
export function describe(code: string, sentence: string, remedy: string, where?: string): string {
  const place = where ? `\n  in ${where}` : ""
  return `[${code}]: ${sentence}${place}\n  fix: ${remedy}\n  see docs/errors.md#${code}`
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
  const keys = Object.keys(value).slice(0, 4)
  const fields = keys.length
    ? `{ ${keys.join(", ")}${keys.length < Object.keys(value).length ? ", …" : ""} }`
    : "{}"
  return kind && kind !== "Object" ? `a ${kind} ${fields}` : `the object ${fields}`
}
