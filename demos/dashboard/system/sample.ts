// What one look at the machine gives: plain data, so that it can travel to a browser as JSON.
//
// A machine need not have every source (macOS has no /proc, a container may hide /proc/net). A
// section is then `{ missing: "why" }`, and its panel says so instead of failing.

/** A part of a sample that some machines cannot give. */
export type Section<T> = { readonly value: T } | { readonly missing: string }

export interface Host {
  readonly name: string
  /** As "Linux 6.1 x64". */
  readonly system: string
  /** As "AMD EPYC 7763". */
  readonly cpu: string
}

/** Shares of time since the last sample, 0 to 1. */
export interface CpuUse {
  readonly total: number
  readonly cores: readonly number[]
}

/** Bytes. `used` is what applications hold: total less available. */
export interface MemoryUse {
  readonly total: number
  readonly used: number
  readonly cached: number
  readonly swapTotal: number
  readonly swapUsed: number
}

/** Bytes a second since the last sample. */
export interface Traffic {
  readonly received: number
  readonly sent: number
  /** Names of the interfaces (or devices) that were counted. */
  readonly names: readonly string[]
}

/** Bytes of the file system that holds the root folder. */
export interface FileSystem {
  readonly mount: string
  readonly total: number
  readonly used: number
}

export interface Process {
  readonly pid: number
  readonly name: string
  readonly user: string
  /** Share of one core since the last sample; 1 is a full core. */
  readonly cpu: number
  /** Resident bytes. */
  readonly memory: number
  readonly threads: number
  /** One letter, as ps has it: R running, S sleeping, D waiting for a device, Z zombie, T stopped. */
  readonly state: string
  readonly command: string
}

export type Level = "debug" | "info" | "warn" | "error"

/** Something that happened, noticed between two samples. */
export interface Happening {
  /** ms since 1970. */
  readonly time: number
  readonly level: Level
  readonly text: string
}

export interface Sample {
  /** ms since 1970. */
  readonly time: number
  readonly host: Host
  /** Seconds since boot. */
  readonly uptime: number
  readonly cpu: Section<CpuUse>
  readonly memory: Section<MemoryUse>
  /** Runnable tasks, averaged over 1, 5 and 15 minutes. */
  readonly load: Section<readonly [number, number, number]>
  readonly network: Section<Traffic>
  readonly disk: Section<Traffic>
  readonly files: Section<FileSystem>
  readonly processes: Section<readonly Process[]>
  readonly happenings: readonly Happening[]
}
