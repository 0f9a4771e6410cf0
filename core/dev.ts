// Development: the flag, and warnings that appear once per place.
//
// This file imports nothing: esbuild carries the constant into other files only if no import comes
// before it.

declare const process: { env: Record<string, string | undefined> }

/**
 * False when NODE_ENV is "production": no warnings, no names, no places.
 *
 * In a page there is no `process`, but bundlers and development servers put the word in place of
 * `process.env.NODE_ENV`. Where nothing does, in a page without a bundler, asking throws and this is
 * false; to develop there, run `globalThis.process = { env: {} }` first.
 */
export const DEV: boolean = /* @__PURE__ */ isDevelopment()

function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== "production"
  } catch {
    return false
  }
}

/** The words of an error or warning, as they are printed. */
export function describe(code: string, sentence: string, remedy: string, where?: string): string {
  if (sentence === "") return `[${code}]: see docs/errors.md#${code}` // production
  const place = where ? `\n  in ${where}` : ""
  return `[${code}]: ${sentence}${place}\n  fix: ${remedy}\n  see docs/errors.md#${code}`
}

/** A warning as tests and tools see it. */
export interface Warning {
  readonly code: string
  readonly message: string
}

let report: (warning: Warning) => void = (warning) => console.warn(`warning ${warning.message}`)
const seen = new Set<string>()
const MOST = 1000 // remembered; a program that runs for weeks may make ever new ones

/** Warns in development, once for each code and place. */
export function warn(code: string, sentence: string, remedy: string, where?: string): void {
  if (!DEV) return
  const once = `${code} ${where ?? sentence}`
  if (seen.has(once)) return
  if (seen.size >= MOST) seen.clear()
  seen.add(once)
  report({ code, message: describe(code, sentence, remedy, where) })
}

/** Sends warnings to `handler` instead of the console; returns a function that undoes it. For tests and tools. */
export function onWarning(handler: (warning: Warning) => void): () => void {
  const before = report
  report = handler
  seen.clear()
  return () => {
    report = before
    seen.clear()
  }
}
