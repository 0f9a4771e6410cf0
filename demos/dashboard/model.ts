// What the dashboard shows, as signals: the newest sample, the recent past of each figure, the log.
//
// The model knows neither the machine nor a surface. A feed hands it samples: the sampler's own loop
// in Node (feed.ts), or a stream from Node in the browser (page.tsx).

import { type Accessor, batch, memo, signal } from "filigree"
import type { Happening, Sample, Section } from "./system/sample.ts"

/** Samples kept for charts: four minutes at one a second. */
export const KEPT = 240
const LINES = 1000 // of the log

/** The recent past of each figure, oldest first. A sample without the figure leaves NaN, a gap. */
export interface History {
  readonly cpu: Accessor<readonly number[]>
  readonly memory: Accessor<readonly number[]>
  readonly received: Accessor<readonly number[]>
  readonly sent: Accessor<readonly number[]>
  readonly read: Accessor<readonly number[]>
  readonly written: Accessor<readonly number[]>
  /** Of one process: its share of a core. Reactive. */
  process(pid: number): readonly number[]
}

export interface Model {
  /** The newest, or undefined before the first. */
  readonly sample: Accessor<Sample | undefined>
  readonly history: History
  readonly log: Accessor<readonly Happening[]>
  readonly paused: Accessor<boolean>
  /** While paused, samples are counted as history but not shown. */
  pause(on: boolean): void
  add(samples: readonly Sample[]): void
}

export function createModel(): Model {
  const [all, setAll] = signal<readonly Sample[]>([])
  const [log, setLog] = signal<readonly Happening[]>([])
  const [paused, setPaused] = signal(false)
  let waiting: readonly Sample[] = []

  const past = (figure: (sample: Sample) => number): Accessor<readonly number[]> =>
    memo(() => all().map(figure))

  const show = (samples: readonly Sample[]): void => {
    const lines = samples.flatMap((sample) => sample.happenings)
    batch(() => {
      setAll((kept) => [...kept, ...samples].slice(-KEPT))
      if (lines.length > 0) setLog((kept) => [...kept, ...lines].slice(-LINES))
    })
  }

  return {
    sample: memo(() => all().at(-1)),
    log,
    paused,
    history: {
      cpu: past((s) => figure(s.cpu, (cpu) => cpu.total * 100)),
      memory: past((s) => figure(s.memory, (memory) => (memory.used / memory.total) * 100)),
      received: past((s) => figure(s.network, (network) => network.received)),
      sent: past((s) => figure(s.network, (network) => network.sent)),
      read: past((s) => figure(s.disk, (disk) => disk.received)),
      written: past((s) => figure(s.disk, (disk) => disk.sent)),
      process: (pid) =>
        all().map((s) =>
          figure(s.processes, (list) => list.find((one) => one.pid === pid)?.cpu ?? Number.NaN),
        ),
    },
    pause(on) {
      setPaused(on)
      if (on) return
      show(waiting)
      waiting = []
    },
    add(samples) {
      if (paused()) waiting = [...waiting, ...samples].slice(-KEPT)
      else show(samples)
    },
  }
}

function figure<T>(section: Section<T>, pick: (value: T) => number): number {
  return "value" in section ? pick(section.value) : Number.NaN
}
