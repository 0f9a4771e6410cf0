// What a person sees when an app has failed: what happened, where, and what to do next.
//
//     ┌ TypeError ───────────────────────────────────────────────────── r try again · q leave ┐
//     │ Cannot read properties of undefined (reading 'name')                                   │
//     │                                                                                        │
//     │ src/people.tsx:41:18 in Row                                                            │
//     │   40 │ const row = rows()[at]                                                          │
//     │ ▸ 41 │ return <text>{row.name}</text>                                                  │
//     │      │                   ^                                                             │
//     │   42 │ }                                                                               │
//     └────────────────────────────────────────────────────────────────────────────────────────┘
//
// `errorView` is that screen; `errorText` the same for the shell's, after the terminal was given back.
// Messages of errors hold what came from outside: nothing of them is obeyed by a terminal.

import { readFileSync, statSync } from "node:fs"
import { dirname, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { box, span, text, useApp, useKeys, type View } from "../../core/view/index.ts"
import type { Tui } from "./host.ts"
import { visible } from "./width.ts"

/** An error, taken apart. */
export interface Failure {
  /** "TypeError", or a CodedError's code. */
  readonly name: string
  readonly message: readonly string[]
  /** What to write instead, where the error says. */
  readonly remedy: string | undefined
  /** The component, or where in the source, as a CodedError says. */
  readonly where: string | undefined
  readonly frames: readonly Frame[]
  /** Lines of the source around the first frame. */
  readonly source: readonly SourceLine[]
  readonly cause: Failure | undefined
}

interface Frame {
  readonly name: string
  /** Relative to the working directory. */
  readonly file: string
  readonly path: string
  readonly line: number
  readonly column: number
}

interface SourceLine {
  readonly number: number
  readonly text: string
  /** Column of the fault from 0, on the line that has it. */
  readonly column: number | undefined
}

const MOST_FRAMES = 8
const MOST_CAUSES = 3
const LONGEST_SOURCE = 1 << 20 // bytes of a file that is read for three lines of it
const AROUND = 2 // lines before and after the fault
const LONGEST_LINE = 200

/** This package's own folder: frames inside it say nothing about the app. */
const OWN = resolve(dirname(fileURLToPath(import.meta.url)), "../..")

/** Takes an error, or anything else that was thrown, apart. */
export function failureOf(error: unknown, depth = 0): Failure {
  const { name, message, stack, cause, code, sentence, remedy, where } = (
    typeof error === "object" && error !== null ? error : { message: String(error) }
  ) as Record<string, unknown>
  const isCoded = name === "CodedError" && typeof sentence === "string"
  const frames = framesOf(String(stack ?? ""), isCoded ? String(where ?? "") : "")
  const words = isCoded ? sentence : String(message ?? error)
  return {
    name: visible(String(isCoded ? code : (name ?? "Error"))),
    message: words.split("\n").slice(0, 20).map(visible),
    remedy: isCoded ? visible(String(remedy)) : undefined,
    where: isCoded && where ? visible(String(where)) : undefined,
    frames,
    source: frames[0] ? sourceAround(frames[0]) : [],
    cause:
      cause === undefined || depth >= MOST_CAUSES - 1 ? undefined : failureOf(cause, depth + 1),
  }
}

/** @param where - Where a CodedError says that it is, which is nearer to its cause than the stack. */
function framesOf(stack: string, where: string): Frame[] {
  const all: Frame[] = []
  const told = /([^\s,]+):(\d+):(\d+)$/.exec(where)
  if (told) {
    const path = resolve(decode(told[1] ?? ""))
    const [line, column] = [Number(told[2]), Number(told[3])]
    if (!isForeign(path)) all.push({ name: "", file: visible(nearest(path)), path, line, column })
  }
  for (const line of stack.split("\n").slice(0, 100)) {
    const match = /^\s+at (?:(.*?) \()?(?:file:\/\/)?(\/.*?|[a-z]:[\\/].*?):(\d+):(\d+)\)?$/i.exec(
      line,
    )
    if (!match) continue
    const path = decode(match[2] ?? "")
    all.push({
      name: visible(match[1] ?? ""),
      file: visible(nearest(path)),
      path,
      line: Number(match[3]),
      column: Number(match[4]),
    })
  }
  const own = all.filter((frame) => !isForeign(frame.path))
  return (own.length > 0 ? own : all).slice(0, MOST_FRAMES)
}

function isForeign(path: string): boolean {
  if (path.includes(`${sep}node_modules${sep}`)) return true
  return ["core", "renderers", "widgets"].some((part) => path.startsWith(OWN + sep + part + sep))
}

function decode(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function nearest(path: string): string {
  const short = relative(process.cwd(), path)
  return short === "" || short.startsWith("..") ? path : short
}

/** The lines around the fault; none where the source cannot be read. */
function sourceAround({ path, line, column }: Frame): SourceLine[] {
  try {
    const stat = statSync(path)
    if (!stat.isFile() || stat.size > LONGEST_SOURCE) return []
    const lines = readFileSync(path, "utf8").split("\n")
    const first = Math.max(1, line - AROUND)
    const shown = lines.slice(first - 1, line + AROUND)
    const indent = Math.min(...shown.filter((one) => one.trim()).map(indentOf))
    const cut = Number.isFinite(indent) ? indent : 0
    return shown.map((one, i) => ({
      number: first + i,
      text: visible(one.replaceAll("\t", " ").slice(cut, cut + LONGEST_LINE)),
      column: first + i === line ? Math.max(0, column - 1 - cut) : undefined,
    }))
  } catch {
    return [] // not there: an app of one file, a bundle
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

interface Line {
  readonly text: string
  readonly look: "plain" | "strong" | "quiet" | "fault"
  /** Of the source: cut, not wrapped. */
  readonly isCode?: boolean
}

/** The failure as lines, without its name. */
function linesOf(failure: Failure): Line[] {
  const lines: Line[] = failure.message.map((text) => ({ text, look: "strong" }))
  if (failure.where) lines.push({ text: `in ${failure.where}`, look: "quiet" })
  if (failure.remedy) lines.push({ text: `fix: ${failure.remedy}`, look: "plain" })
  const [first, ...others] = failure.frames
  if (first) {
    const place = `${first.file}:${first.line}:${first.column}`
    lines.push({ text: "", look: "plain" })
    lines.push({ text: first.name ? `${place} in ${first.name}` : place, look: "plain" })
    const digits = String(failure.source.at(-1)?.number ?? "").length
    for (const { number, text, column } of failure.source) {
      const isFault = column !== undefined
      const gutter = `${isFault ? "▸" : " "} ${String(number).padStart(digits)} │ `
      lines.push({ text: gutter + text, look: isFault ? "strong" : "quiet", isCode: true })
      if (isFault && column <= text.length)
        lines.push({ text: `${" ".repeat(digits + 3)}│ ${" ".repeat(column)}^`, look: "fault" })
    }
  }
  if (others.length) lines.push({ text: "", look: "plain" })
  for (const { name, file, line, column } of others)
    lines.push({ text: `at ${name ? `${name} ` : ""}${file}:${line}:${column}`, look: "quiet" })
  if (failure.cause) {
    lines.push({ text: "", look: "plain" })
    lines.push({ text: `caused by ${failure.cause.name}`, look: "fault" })
    lines.push(...linesOf(failure.cause))
  }
  return lines
}

/** The screen, or as many rows of it as it takes. `retry` is offered where it is given; leaving ends the app with code 1. */
export function errorView(error: unknown, fills: boolean, retry: () => void): View<Tui> {
  const app = useApp()
  useKeys(
    [
      { keys: "q, escape, ctrl+c", run: () => app.exit(1) },
      { keys: "r", run: retry },
    ],
    { modal: true },
  )
  const failure = failureOf(error)
  return box(
    {
      border: "heavy",
      borderColor: "danger",
      title: `✗ ${failure.name}`,
      titleColor: "danger",
      titleNote: "r try again · q leave",
      paddingX: 1,
      ...(fills ? { flex: 1, minHeight: 3 } : { maxHeight: "100%" }),
      overflow: "scroll",
      focusable: true,
      autoFocus: true,
      role: "alert",
      label: failure.name,
    },
    linesOf(failure).map((line) => lineView(line)),
  )
}

function lineView({ text: words, look, isCode }: Line): View<Tui> {
  if (words === "") return text({}, " ")
  const color = look === "quiet" ? "muted" : look === "fault" ? "danger" : "text"
  return text(
    isCode ? { wrap: "none", truncate: true } : {},
    span({ color, bold: look === "strong" }, words),
  )
}

/** The same for the shell's screen: lines with SGR colours, if `colored`. */
export function errorText(error: unknown, colored: boolean): string {
  const failure = failureOf(error)
  const paint = (sgr: string, words: string) =>
    colored && words ? `\x1b[${sgr}m${words}\x1b[m` : words
  const looks = { plain: "", strong: "1", quiet: "2", fault: "31" }
  const body = linesOf(failure).map(
    ({ text, look }) => `  ${looks[look] ? paint(looks[look], text) : text}`,
  )
  return [paint("1;31", `✗ ${failure.name}`), ...body.map((line) => line.trimEnd()), ""].join("\n")
}
