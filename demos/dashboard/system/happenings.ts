// What happened between two looks at the machine: processes that came and went, and levels that
// were crossed. This is the dashboard's log, and needs no log file, no journal and no rights.

import type { Happening, Level, Process, Sample, Section } from "./sample.ts"

const MOST = 40 // per sample: a build that starts 1,000 compilers is told as one line

/** Remembers what it has seen; call it once for each sample, in order. */
export function happeningsReader(): (now: Omit<Sample, "happenings">) => Happening[] {
  let before: ReadonlyMap<number, Process> | undefined
  const levels = [
    level("cpu", 0.9, 0.7, (s) => value(s.cpu)?.total),
    level("memory", 0.9, 0.8, (s) => ratio(value(s.memory))),
    level("disk space", 0.9, 0.85, (s) => ratio(value(s.files))),
  ]

  return (sample) => {
    const found: Happening[] = []
    const say = (kind: Level, text: string) => found.push({ time: sample.time, level: kind, text })

    if (!before) {
      say("info", `watching ${sample.host.name}, ${sample.host.system}`)
      for (const [name, section] of Object.entries(sample)) {
        if (isMissing(section)) say("warn", `${name}: ${section.missing}`)
      }
    }
    for (const check of levels) check(sample, say)

    const list = value(sample.processes)?.filter((process) => !isKernelThread(process))
    if (list) {
      const now = new Map(list.map((process) => [process.pid, process]))
      if (before) {
        for (const [pid, process] of now) {
          if (!before.has(pid)) say("info", `started ${pid} ${process.name} (${process.user})`)
        }
        for (const [pid, process] of before) {
          if (!now.has(pid)) say("debug", `ended ${pid} ${process.name}`)
        }
        for (const [pid, process] of now) {
          if (process.state === "Z" && before.get(pid)?.state !== "Z") {
            say("warn", `zombie ${pid} ${process.name}`)
          }
        }
      }
      before = now
    }
    if (found.length <= MOST) return found
    const rest = found.length - MOST
    return [
      ...found.slice(0, MOST),
      { time: sample.time, level: "info", text: `and ${rest} more` } satisfies Happening,
    ]
  }
}

/** Warns once when a share goes over `high`, and again only after it was under `low`. */
function level(
  name: string,
  high: number,
  low: number,
  share: (sample: Omit<Sample, "happenings">) => number | undefined,
) {
  let isHigh = false
  return (sample: Omit<Sample, "happenings">, say: (kind: Level, text: string) => void): void => {
    const now = share(sample)
    if (now === undefined) return
    const percent = `${Math.round(now * 100)} %`
    if (!isHigh && now >= high) {
      isHigh = true
      say("error", `${name} at ${percent}`)
    } else if (isHigh && now <= low) {
      isHigh = false
      say("info", `${name} back to ${percent}`)
    }
  }
}

/** Linux gives its own threads no command line, and starts and ends them all the time. */
function isKernelThread(process: Process): boolean {
  return process.command.startsWith("[")
}

function value<T>(section: Section<T>): T | undefined {
  return "value" in section ? section.value : undefined
}

function ratio(use: { used: number; total: number } | undefined): number | undefined {
  return use && use.total > 0 ? use.used / use.total : undefined
}

function isMissing(section: unknown): section is { missing: string } {
  return typeof section === "object" && section !== null && "missing" in section
}
