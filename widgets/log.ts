// Log: lines as they come, the newest at the end.
//
//     I 10:42:01 started                    level: a letter and a colour
//     W 10:42:07 disk sda is 91 % full
//     E 10:42:09 worker 3 died
//                              ↓ 12 new     only while one reads further up
//
// Follows the end until one scrolls up, and again from there when one comes back to it. Reading
// further up, the lines in view stay where they are, also when old ones are dropped at the top.
// Only lines in view exist.

import { memo, read, type Source, signal, untrack, watch } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  type Color,
  type LayoutProps,
  Show,
  span,
  text,
  type Universal,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { filling } from "./shared/filling.ts"
import { ringUnlessLit } from "./shared/lit.ts"
import { virtualRows } from "./shared/virtual-rows.ts"
import { widget } from "./shared/widget.ts"

/** How much a line matters. */
export type LogLevel = "debug" | "info" | "success" | "warn" | "error"

/** A line of a log whose caller has no type of its own for it. */
export interface LogLine {
  readonly text: string
  readonly level?: LogLevel
}

/** Layout attributes go to the log's box. It takes the room that is there unless told otherwise. */
export interface LogProps<T> extends LayoutProps {
  /** Oldest first. `logBuffer` keeps such a list within bounds. */
  readonly lines: Source<readonly T[]>
  /**
   * A line as it is shown: words without line breaks, or spans. Default: its `text`, or the line itself if it is
   * words, without the escape sequences that colour it; `format={fromAnsi}` of filigree/tui shows the colours.
   */
  readonly format?: ((line: T) => Child<Universal>) | undefined
  /** Default: its `level`. Lines without one have no letter and the colour of text. */
  readonly level?: ((line: T) => LogLevel | undefined) | undefined
  /** So many of the newest lines are shown, and up to a quarter more. Default 10,000. */
  readonly limit?: number
  /** What is logged, for those who do not see it. */
  readonly label?: Attr<string>
}

const LETTERS: Readonly<Record<LogLevel, string>> = {
  debug: "D",
  info: "I",
  success: "✓",
  warn: "W",
  error: "E",
}
const COLORS: Readonly<Record<LogLevel, Color>> = {
  debug: "muted",
  info: "info",
  success: "success",
  warn: "warning",
  error: "danger",
}

/**
 * A log that follows its end until one scrolls up.
 *
 * @example
 * const log = logBuffer<LogLine>(1000)
 * log.append({ level: "warn", text: "slow query" })
 * <Log lines={log.lines} limit={1000} />
 */
export const Log = widget("Log", <T>(props: LogProps<T>): View<Universal> => {
  const { lines, format = wordsOf, level = levelOf, limit = 10_000, label, ...layout } = props
  const given = memo(() => read(lines), { equals: false }) // the same array may have grown
  // Beyond the limit the oldest are left out a quarter of it at a time, so that a line that is added
  // moves no other.
  const quarter = Math.ceil(limit / 4)
  const left = memo(() => Math.floor(Math.max(0, given().length - limit) / quarter) * quarter)
  const count = memo(() => given().length - left())
  const lineAt = (index: number) => given()[left() + index]

  const [following, setFollowing] = signal(true)
  const [seen, setSeen] = signal(0) // lines there were when one left the end
  const [hasFocus, setFocus] = signal(false)

  const rows = virtualRows({
    count,
    follow: following,
    onScroll: (atEnd) => {
      if (atEnd === untrack(following)) return
      setSeen(untrack(count))
      setFollowing(atEnd)
    },
    row: (index, place) => {
      const line = memo(() => lineAt(index()))
      const now = memo(() => (line() === undefined ? undefined : level(line() as T)))
      const color = () => colorOf(now())
      return box(
        { ...place, flexDirection: "row", overflow: "hidden" },
        text(
          { width: () => (now() ? "2ch" : 0), height: "1lh", color },
          span({ bold: true }, () => (now() ? LETTERS[now()!] : "")),
        ),
        text(
          {
            flex: 1,
            height: "1lh",
            wrap: "none",
            truncate: true,
            color: () => (now() === "info" || now() === "success" ? undefined : color()),
          },
          () => (line() === undefined ? "" : format(line() as T)),
        ),
      )
    },
  })

  // Old lines dropped at the top move what is in view up by as many rows: go with it.
  let anchor: T | undefined
  let anchorAt = 0
  watch([count, given, rows.first, following], ([now, , first, isFollowing]) => {
    if (!isFollowing && anchor !== undefined && lineAt(anchorAt) !== anchor) {
      const at = indexNear(anchor, anchorAt, now, lineAt)
      if (at !== undefined && at !== anchorAt && first === anchorAt) {
        rows.scrollBy(at - anchorAt)
        anchorAt = at
        return
      }
    }
    anchorAt = first
    anchor = lineAt(first)
  })

  const follow = () => {
    rows.toEnd()
    setFollowing(true)
  }
  useKeys(
    [
      {
        keys: ["up", "down", "pageup", "pagedown", "k", "j"],
        help: "scroll",
        when: hasFocus,
        run: (event) => {
          const page = Math.max(1, untrack(rows.page) - 1)
          const up = event.key === "up" || event.key === "k" || event.key === "pageup"
          rows.scrollBy((up ? -1 : 1) * (event.key.startsWith("page") ? page : 1))
        },
      },
      { keys: ["home", "g"], when: hasFocus, run: () => rows.scrollBy(-untrack(count)) },
      { keys: ["end", "G"], help: "follow", when: () => hasFocus() && !following(), run: follow },
    ],
    { layer: "log" },
  )

  const unread = () => count() - seen()
  return box(
    {
      ...filling(layout),
      role: "log",
      label,
      focusable: true,
      focusRing: ringUnlessLit(),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
    rows.view,
    Show({
      when: () => !following(),
      children: box(
        {
          position: "absolute",
          right: "1ch",
          bottom: 0,
          height: "1lh",
          paddingX: "1ch",
          zIndex: 1,
          background: "raised",
          color: "accent",
          cursor: "pointer",
          onPress: follow,
        },
        text({ wrap: "none" }, () => (unread() > 0 ? `↓ ${unread()} new` : "↓ end")),
      ),
    }),
  )
})

function colorOf(level: LogLevel | undefined): Color | undefined {
  return level === undefined ? undefined : COLORS[level]
}

function wordsOf(line: unknown): string {
  const words =
    typeof line === "object" && line !== null && "text" in line ? String(line.text) : String(line)
  return /[\x1b\x9b]/.test(words) ? words.replace(SEQUENCES, "") : words
}

/** Control sequences, and strings for the terminal, as programs colour their output with (ECMA-48). */
const SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g

function levelOf(line: unknown): LogLevel | undefined {
  if (typeof line !== "object" || line === null || !("level" in line)) return undefined
  const { level } = line
  return typeof level === "string" && Object.hasOwn(LETTERS, level)
    ? (level as LogLevel)
    : undefined
}

/** Where `line` is now: at `from` or before it, for lines are dropped at the top only. */
function indexNear<T>(
  line: T,
  from: number,
  count: number,
  lineAt: (index: number) => T | undefined,
): number | undefined {
  for (let at = Math.min(from, count - 1); at >= 0; at--) if (lineAt(at) === line) return at
  return undefined
}

/** Lines kept within bounds. */
export interface LogBuffer<T> {
  /** Oldest first. The same array grows: read it, don't keep it. */
  readonly lines: () => readonly T[]
  append(...lines: readonly T[]): void
  clear(): void
}

/**
 * A list of the newest lines for `Log`. Adding one costs the same however many there are: the
 * oldest go a quarter of `limit` at a time.
 *
 * @param limit - So many of the newest lines are kept, and up to a quarter more. Default 10,000.
 *
 * @example
 * const log = logBuffer<LogLine>(1000)
 * log.append({ level: "info", text: "started" })
 * Log({ lines: log.lines, limit: 1000 })
 */
export function logBuffer<T>(limit = 10_000): LogBuffer<T> {
  let kept: T[] = []
  const [lines, setLines] = signal<readonly T[]>(kept, { equals: false })
  return {
    lines,
    append(...added) {
      for (const line of added) kept.push(line)
      if (kept.length > limit * 1.25) kept = kept.slice(-limit)
      setLines(() => kept)
    },
    clear() {
      kept = []
      setLines(() => kept)
    },
  }
}
