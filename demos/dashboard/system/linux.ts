// Linux: the counters below /proc, as numbers. Each reader throws what the file system throws; the
// sampler turns that into a `missing` section. Parsers take text, so that tests need no machine.
//
// Source: proc(5), and Documentation/admin-guide/iostats.rst of the kernel.

import { readdirSync, readFileSync, statSync } from "node:fs"

const HZ = 100 // USER_HZ: the unit of times in /proc/*/stat, 100 on every platform Node runs on
const SECTOR = 512 // bytes: the unit of /proc/diskstats, whatever the device's own sector is

const text = (path: string): string => readFileSync(path, "latin1")

/** Time counters in ticks since boot. */
export interface Ticks {
  readonly busy: number
  readonly total: number
}

/** The first is all cores together, the rest one core each. */
export function parseStat(stat: string): Ticks[] {
  const rows: Ticks[] = []
  for (const line of stat.split("\n")) {
    if (!line.startsWith("cpu")) continue
    // user nice system idle iowait irq softirq steal (guest is inside user already)
    const [, ...fields] = line.split(/\s+/, 9)
    const ticks = fields.map(Number)
    const total = ticks.reduce((sum, n) => sum + n, 0)
    rows.push({ busy: total - (ticks[3] ?? 0) - (ticks[4] ?? 0), total })
  }
  return rows
}

/** Bytes by name, as `MemTotal`. */
export function parseMeminfo(meminfo: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const match of meminfo.matchAll(/^(\w+):\s+(\d+) kB$/gm)) {
    sizes.set(match[1] ?? "", Number(match[2]) * 1024)
  }
  return sizes
}

/** Bytes since boot, over all devices that are counted. */
export interface Counters {
  readonly received: number
  readonly sent: number
  readonly names: readonly string[]
}

/** Interfaces but the loopback. */
export function parseNetDev(dev: string): Counters {
  let received = 0
  let sent = 0
  const names: string[] = []
  for (const match of dev.matchAll(/^\s*([^\s:]+):\s*(.+)$/gm)) {
    const name = match[1] ?? ""
    if (name === "lo") continue
    const fields = (match[2] ?? "").trim().split(/\s+/).map(Number)
    received += fields[0] ?? 0
    sent += fields[8] ?? 0
    names.push(name)
  }
  return { received, sent, names }
}

/** Whole devices only: partitions would be counted twice, and loop and ram devices are no disks. */
export function parseDiskstats(diskstats: string): Counters {
  let received = 0
  let sent = 0
  const names: string[] = []
  for (const line of diskstats.split("\n")) {
    const fields = line.trim().split(/\s+/)
    const name = fields[2] ?? ""
    if (!/^(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(name)) continue
    received += Number(fields[5]) * SECTOR
    sent += Number(fields[9]) * SECTOR
    names.push(name)
  }
  return { received, sent, names }
}

/** One line of /proc/PID/stat. The name stands in brackets and may itself hold brackets and blanks. */
export function parseProcess(stat: string) {
  const open = stat.indexOf("(")
  const close = stat.lastIndexOf(")")
  const rest = stat.slice(close + 2).split(" ")
  return {
    name: stat.slice(open + 1, close),
    state: rest[0] ?? "?",
    /** Seconds of CPU since it started. */
    seconds: (Number(rest[11]) + Number(rest[12])) / HZ,
    threads: Number(rest[17]),
    /** Ticks after boot: with the pid it names a process for good. */
    started: Number(rest[19]),
    /** Resident pages. */
    pages: Number(rest[21]),
  }
}

export const readCpu = (): Ticks[] => parseStat(text("/proc/stat"))
export const readMemory = (): ReadonlyMap<string, number> => parseMeminfo(text("/proc/meminfo"))
export const readNetwork = (): Counters => parseNetDev(text("/proc/net/dev"))
export const readDisks = (): Counters => parseDiskstats(text("/proc/diskstats"))

export interface RawProcess extends ReturnType<typeof parseProcess> {
  readonly pid: number
  readonly user: string
  readonly command: string
}

interface Known {
  readonly started: number
  readonly user: string
  readonly command: string
}

/** Reads all processes; what does not change (owner, command line) is read once for each. */
export function processReader(): () => RawProcess[] {
  const users = readUsers()
  let known = new Map<number, Known>()

  return () => {
    const next = new Map<number, Known>()
    const rows: RawProcess[] = []
    const pids = readdirSync("/proc").map(Number)
    for (const pid of pids.filter((pid) => pid > 0).sort((a, b) => a - b)) {
      try {
        const stat = parseProcess(readFileSync(`/proc/${pid}/stat`, "utf8"))
        let facts = known.get(pid)
        if (facts?.started !== stat.started) {
          const uid = statSync(`/proc/${pid}`).uid
          const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
          facts = { started: stat.started, user: users.get(uid) ?? String(uid), command }
        }
        next.set(pid, facts)
        rows.push({ ...stat, pid, user: facts.user, command: facts.command || `[${stat.name}]` })
      } catch {
        // it ended while we looked
      }
    }
    known = next
    return rows
  }
}

function readUsers(): ReadonlyMap<number, string> {
  try {
    const rows = text("/etc/passwd").split("\n")
    return new Map(rows.map((row) => [Number(row.split(":")[2]), row.split(":")[0] ?? ""]))
  } catch {
    return new Map() // numbers will do
  }
}
