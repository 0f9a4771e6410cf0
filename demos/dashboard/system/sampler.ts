// Looks at this machine: Linux by /proc, everything else by what Node and `ps` know. Rates come from
// two looks, so the sampler keeps the one before.

import { execFile } from "node:child_process"
import { statfs } from "node:fs/promises"
import os from "node:os"
import { promisify } from "node:util"
import { happeningsReader } from "./happenings.ts"
import {
  type Counters,
  processReader,
  type RawProcess,
  readCpu,
  readDisks,
  readMemory,
  readNetwork,
  type Ticks,
} from "./linux.ts"
import type { CpuUse, FileSystem, MemoryUse, Process, Sample, Section, Traffic } from "./sample.ts"

const run = promisify(execFile)
const PAGE = 4096 // bytes; arm64 kernels with larger pages are asked below

/** Call it for each look. The first one waits a moment, since a rate needs two. */
export function createSampler(): () => Promise<Sample> {
  const isLinux = os.platform() === "linux"
  const happenings = happeningsReader()
  const processes = isLinux ? processReader() : undefined
  const page = isLinux ? pageSize() : Promise.resolve(PAGE)
  let last: Look | undefined

  const look = (): Look => ({
    time: performance.now(),
    cpu: attempt(() => (isLinux ? readCpu() : portableCpu())),
    network: attempt(() => (isLinux ? readNetwork() : absent("network"))),
    disk: attempt(() => (isLinux ? readDisks() : absent("disk"))),
    processes: attempt(() => processes?.() ?? []),
  })

  return async () => {
    if (!last) {
      last = look()
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    const now = look()
    const before = last
    last = now
    const seconds = Math.max((now.time - before.time) / 1000, 0.001)
    const bytes = await page

    const sample: Omit<Sample, "happenings"> = {
      time: Date.now(),
      host: host(),
      uptime: os.uptime(),
      cpu: both(before.cpu, now.cpu, cpuUse),
      memory: attempt(() => (isLinux ? memoryUse(readMemory()) : portableMemory())),
      load:
        os.platform() === "win32" ? { missing: "Windows has no load average" } : { value: load() },
      network: both(before.network, now.network, (a, b) => traffic(a, b, seconds, "interface")),
      disk: both(before.disk, now.disk, (a, b) => traffic(a, b, seconds, "disk")),
      files: await fileSystem("/"),
      processes: isLinux
        ? both(before.processes, now.processes, (a, b) => useOf(a, b, seconds, bytes))
        : await portableProcesses(),
    }
    return { ...sample, happenings: happenings(sample) }
  }
}

interface Look {
  readonly time: number // ms, monotonic
  readonly cpu: Section<Ticks[]>
  readonly network: Section<Counters>
  readonly disk: Section<Counters>
  readonly processes: Section<RawProcess[]>
}

function attempt<T>(read: () => T): Section<T> {
  try {
    return { value: read() }
  } catch (error) {
    return { missing: reason(error) }
  }
}

function reason(error: unknown): string {
  const { code, path, message } = error as { code?: string; path?: string; message?: string }
  if (code === "ENOENT" && path) return `this machine has no ${path}`
  if ((code === "EACCES" || code === "EPERM") && path) return `${path} may not be read`
  return message ?? String(error)
}

function absent(what: string): never {
  throw new Error(`no ${what} counters on ${os.platform()}`)
}

function both<A, B>(before: Section<A>, now: Section<A>, join: (a: A, b: A) => B): Section<B> {
  if ("missing" in now) return now
  if ("missing" in before) return before
  return attempt(() => join(before.value, now.value))
}

function cpuUse(before: Ticks[], now: Ticks[]): CpuUse {
  const [total = 0, ...cores] = now.map((ticks, at) => {
    const earlier = before[at]
    if (!earlier || ticks.total <= earlier.total) return 0 // a core that was just plugged in
    return clamp((ticks.busy - earlier.busy) / (ticks.total - earlier.total))
  })
  return { total, cores }
}

function portableCpu(): Ticks[] {
  const cores = os.cpus().map(({ times }) => {
    const total = times.user + times.nice + times.sys + times.idle + times.irq
    return { busy: total - times.idle, total }
  })
  if (cores.length === 0) throw new Error("the system does not tell its cores")
  const sum = (pick: (ticks: Ticks) => number) => cores.reduce((all, core) => all + pick(core), 0)
  return [{ busy: sum((core) => core.busy), total: sum((core) => core.total) }, ...cores]
}

function memoryUse(sizes: ReadonlyMap<string, number>): MemoryUse {
  const size = (name: string) => sizes.get(name) ?? 0
  const total = size("MemTotal")
  if (total === 0) throw new Error("/proc/meminfo has no MemTotal")
  return {
    total,
    used: total - (sizes.get("MemAvailable") ?? size("MemFree")),
    cached: size("Cached") + size("Buffers") + size("SReclaimable"),
    swapTotal: size("SwapTotal"),
    swapUsed: size("SwapTotal") - size("SwapFree"),
  }
}

function portableMemory(): MemoryUse {
  const total = os.totalmem()
  return { total, used: total - os.freemem(), cached: 0, swapTotal: 0, swapUsed: 0 }
}

function load(): readonly [number, number, number] {
  const [one = 0, five = 0, fifteen = 0] = os.loadavg()
  return [one, five, fifteen]
}

function traffic(before: Counters, now: Counters, seconds: number, device: string): Traffic {
  if (now.names.length === 0) throw new Error(`this machine shows no ${device}`)
  return {
    received: Math.max(0, now.received - before.received) / seconds,
    sent: Math.max(0, now.sent - before.sent) / seconds,
    names: now.names,
  }
}

function useOf(before: RawProcess[], now: RawProcess[], seconds: number, page: number): Process[] {
  const earlier = new Map(before.map((process) => [process.pid, process]))
  return now.map((process) => {
    const old = earlier.get(process.pid)
    const isSame = old?.started === process.started
    const spent = process.seconds - (isSame ? old.seconds : 0)
    return {
      pid: process.pid,
      name: process.name,
      user: process.user,
      cpu: isSame ? Math.max(0, spent / seconds) : 0,
      memory: process.pages * page,
      threads: process.threads,
      state: process.state,
      command: process.command,
    }
  })
}

async function portableProcesses(): Promise<Section<readonly Process[]>> {
  try {
    const { stdout } = await run("ps", ["-axo", "pid=,user=,pcpu=,rss=,state=,comm="])
    const rows = stdout.trim().split("\n")
    return {
      value: rows.map((row) => {
        const [pid, user = "", cpu, memory, state = "?", ...command] = row.trim().split(/\s+/)
        const path = command.join(" ")
        return {
          pid: Number(pid),
          name: path.slice(path.lastIndexOf("/") + 1),
          user,
          cpu: Number(cpu) / 100,
          memory: Number(memory) * 1024,
          threads: 0,
          state: state.slice(0, 1),
          command: path,
        }
      }),
    }
  } catch (error) {
    return { missing: `no process list: ${reason(error)}` }
  }
}

async function fileSystem(mount: string): Promise<Section<FileSystem>> {
  try {
    const { bsize, blocks, bfree } = await statfs(mount)
    return { value: { mount, total: blocks * bsize, used: (blocks - bfree) * bsize } }
  } catch (error) {
    return { missing: reason(error) }
  }
}

async function pageSize(): Promise<number> {
  try {
    return Number((await run("getconf", ["PAGESIZE"])).stdout) || PAGE
  } catch {
    return PAGE
  }
}

function host() {
  const model = os.cpus()[0]?.model ?? "unknown processor"
  return {
    name: os.hostname(),
    system: `${os.type()} ${os.release().split("-")[0]} ${os.arch()}`,
    cpu: model
      .replace(/\(R\)|\(TM\)|\bCPU\b|\bProcessor\b|@.*$/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  }
}

const clamp = (share: number): number => Math.min(Math.max(share, 0), 1)
