import os from "node:os"
import { expect, test } from "vitest"
import { bytes, duration, percent, rate } from "../../demos/dashboard/format.ts"
import { happeningsReader } from "../../demos/dashboard/system/happenings.ts"
import {
  parseDiskstats,
  parseMeminfo,
  parseNetDev,
  parseProcess,
  parseStat,
} from "../../demos/dashboard/system/linux.ts"
import type { Process, Sample } from "../../demos/dashboard/system/sample.ts"
import { createSampler } from "../../demos/dashboard/system/sampler.ts"

test("time waiting for a disk is not counted as work", () => {
  const [all, core] = parseStat(
    "cpu  10 1 5 80 4 0 0 0 3 0\ncpu0 10 1 5 80 4 0 0 0 3 0\nintr 1 2 3\n",
  )

  expect(all).toEqual({ busy: 16, total: 100 }) // guest time is inside user already
  expect(core).toEqual(all)
})

test("memory is told in bytes", () => {
  const sizes = parseMeminfo(
    "MemTotal:       16 kB\nHugePages_Total:       3\nActive(anon):  1 kB\n",
  )

  expect(sizes.get("MemTotal")).toBe(16384)
  expect(sizes.has("HugePages_Total")).toBe(false) // a count, not a size
})

test("the loopback is no network", () => {
  const dev = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
    lo: 999 1 0 0 0 0 0 0 999 1 0
  eth0:1000 1 0 0 0 0 0 0 2000 1 0
`
  expect(parseNetDev(dev)).toEqual({ received: 1000, sent: 2000, names: ["eth0"] })
})

test("a disk is counted once, without its partitions", () => {
  const stats = `   8       0 sda 10 0 100 5 20 0 200 9 0 0 0
   8       1 sda1 10 0 100 5 20 0 200 9 0 0 0
   7       0 loop0 10 0 100 5 20 0 200 9 0 0 0
 259       0 nvme0n1 1 0 8 5 2 0 16 9 0 0 0
`
  const disks = parseDiskstats(stats)
  expect(disks).toEqual({ received: 108 * 512, sent: 216 * 512, names: ["sda", "nvme0n1"] })
})

test("a process may have brackets and blanks in its name", () => {
  const rest = "S 1 1 1 0 -1 0 0 0 0 0 150 50 0 0 20 0 7 0 4242 1000 99 0"
  expect(parseProcess(`77 (a) (b c) ${rest}`)).toEqual({
    name: "a) (b c",
    state: "S",
    seconds: 2,
    threads: 7,
    started: 4242,
    pages: 99,
  })
})

function look(processes: readonly Partial<Process>[], cpu = 0): Omit<Sample, "happenings"> {
  const full = processes.map((process) => ({
    pid: 1,
    name: "sh",
    user: "ann",
    cpu: 0,
    memory: 0,
    threads: 1,
    state: "S",
    command: "sh",
    ...process,
  }))
  return {
    time: 0,
    host: { name: "box", system: "Linux", cpu: "" },
    uptime: 1,
    cpu: { value: { total: cpu, cores: [] } },
    memory: { missing: "no memory here" },
    load: { value: [0, 0, 0] },
    network: { value: { received: 0, sent: 0, names: [] } },
    disk: { value: { received: 0, sent: 0, names: [] } },
    files: { value: { mount: "/", total: 1, used: 0 } },
    processes: { value: full },
  }
}

test("the log says what is missing, who came, who went, and each level once", () => {
  const read = happeningsReader()
  const texts = (sample: Omit<Sample, "happenings">) => read(sample).map((line) => line.text)

  expect(texts(look([{ pid: 1 }]))).toEqual(["watching box, Linux", "memory: no memory here"])
  expect(texts(look([{ pid: 2, name: "make" }], 0.95))).toEqual([
    "cpu at 95 %",
    "started 2 make (ann)",
    "ended 1 sh",
  ])
  expect(texts(look([{ pid: 2, name: "make" }], 0.92))).toEqual([]) // still high: said already
  expect(texts(look([{ pid: 2, name: "make" }], 0.2))).toEqual(["cpu back to 20 %"])
})

test("a thousand new processes are told in a few lines", () => {
  const read = happeningsReader()
  read(look([]))
  const lines = read(look(Array.from({ length: 1000 }, (_, pid) => ({ pid: pid + 10 }))))

  expect(lines.length).toBeLessThan(50)
  expect(lines.at(-1)?.text).toBe("and 960 more")
})

test("a look at this machine is true: it finds this very process", async () => {
  const sample = await createSampler()()

  expect(sample.uptime).toBeGreaterThan(0)
  const cpu = "value" in sample.cpu ? sample.cpu.value.cores : []
  expect(cpu).toHaveLength(os.cpus().length)
  expect(cpu.every((share) => share >= 0 && share <= 1)).toBe(true)
  const memory = "value" in sample.memory ? sample.memory.value : undefined
  expect(memory?.total).toBeGreaterThan(0)
  const list = "value" in sample.processes ? sample.processes.value : []
  const me = list.find((row) => row.pid === process.pid)
  expect(me?.memory).toBeGreaterThan(10_000_000) // bytes: Node is never smaller
})

test("figures have at most three digits", () => {
  expect([0, 1023, 1536, 104857600, 25276510208].map(bytes)).toEqual([
    "0 B",
    "1.0 KiB",
    "1.5 KiB",
    "100 MiB",
    "23.5 GiB",
  ])
  expect([0, 999, 1000, 12_345, 99_960, 1_500_000].map(rate)).toEqual([
    "0 B/s",
    "999 B/s",
    "1 kB/s",
    "12.3 kB/s",
    "100 kB/s",
    "1.5 MB/s",
  ])
  expect(percent(Number.NaN)).toBe("–")
  expect([65, 3 * 3600 + 60, 90061].map(duration)).toEqual(["1m 5s", "3h 1m", "1d 1h"])
})
