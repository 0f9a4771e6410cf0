// Made-up figures for the gallery: the same each time it starts, then moving while it runs.

import { type Accessor, onCleanup, signal } from "filigree"

/** A random generator with a seed: mulberry32 (Tommy Ettinger, 2017). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A number that wanders between 0 and 1: its past, `length` samples, one more every `every` ms. */
export function wander(seed: number, length: number, every: number): Accessor<readonly number[]> {
  const next = random(seed)
  let now = next()
  const step = () => {
    now = Math.min(1, Math.max(0, now + (next() - 0.5) * 0.22))
    return now
  }
  const [past, setPast] = signal<readonly number[]>(Array.from({ length }, step))
  if (every > 0) {
    const timer = setInterval(() => setPast((past) => [...past.slice(1), step()]), every)
    timer.unref?.()
    onCleanup(() => clearInterval(timer))
  }
  return past
}

export interface Process {
  readonly pid: number
  readonly name: string
  readonly user: string
  readonly cpu: number
  readonly memory: number
}

const NAMES = [
  "init",
  "node",
  "postgres",
  "nginx",
  "redis-server",
  "sshd",
  "zsh",
  "日本語入力",
  "vim",
]
const USERS = ["root", "ada", "grace", "www-data"]

/** `count` processes; figures change with `turn`. */
export function processes(count: number, turn: number): readonly Process[] {
  const next = random(7)
  return Array.from({ length: count }, (_, at) => {
    const base = next()
    return {
      pid: at * 7 + 1,
      name: `${NAMES[at % NAMES.length]}${at < NAMES.length ? "" : `-${at}`}`,
      user: USERS[Math.floor(next() * USERS.length)] ?? "root",
      cpu: Math.max(0, (base ** 6 + Math.sin(turn + at) * 0.02) * 100),
      memory: Math.round(next() ** 4 * 4e9),
    }
  })
}

/** "310 M" */
export function bytes(value: number): string {
  const units = ["B", "K", "M", "G", "T"]
  let at = 0
  let left = value
  while (left >= 1000 && at < units.length - 1) {
    left /= 1024
    at++
  }
  return `${left.toFixed(left < 10 && at > 0 ? 1 : 0)} ${units[at]}`
}
