// Who gives the terminal back when the process ends, however it ends?
//
//     exit, process.exit()        ─┐
//     uncaught error, rejection   ─┼─▶ restore() of every guard, newest first, synchronously
//     SIGINT SIGTERM SIGHUP …     ─┘        │
//                                           └─▶ signals only: end(), then process.exit(128 + n)
//
// One set of process listeners for any number of apps, there only while somebody is guarded. An
// uncaught error is left to Node: it prints the stack on the screen that we have just given back, and
// exits with 1. Where the program listens to a signal or to uncaughtException itself, it decides
// whether and how the process ends; for a signal we only hand back the terminal and end the app.

import { closeSync, fstatSync } from "node:fs"
import { isatty } from "node:tty"
import { printable } from "../console.ts"
import type { EndReason } from "./driver.ts"

export interface Guard {
  /** Gives back the terminal. Synchronous, idempotent, must not throw. */
  restore(): void
  /** The process was told to end. */
  end(reason: EndReason): void
  /** SIGTSTP: about to stop; SIGCONT: running again. */
  stopped(): void
  continued(): void
}

// Number n of 128 + n.
const FATAL: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGTERM: 15,
}

let guards: Guard[] = []
let listeners: (() => void)[] = []

/** Registers `guard`; returns how to take it out. */
export function guard(one: Guard): () => void {
  if (guards.length === 0) install()
  guards.push(one)
  return () => {
    if (!guards.includes(one)) return
    guards = guards.filter((other) => other !== one)
    if (guards.length === 0) uninstall()
  }
}

/** How many are guarded. For tests. */
export function guarded(): number {
  return guards.length
}

/** The process is on its way out: a terminal that is given back goes to nobody else. */
export function isEnding(): boolean {
  return ending
}
let ending = false

function restoreAll(): void {
  ending = true
  try {
    for (const one of guards.toReversed()) one.restore()
  } finally {
    ending = false
  }
}

function install(): void {
  listen("exit", restoreAll)
  listen("uncaughtExceptionMonitor", (error) => {
    if (process.listenerCount("uncaughtException") > 0) return
    restoreAll()
    sayHarmlessly(error)
  })
  for (const [signal, number] of Object.entries(FATAL)) {
    listen(signal, () => fatal(signal, 128 + number))
  }
  if (process.platform === "win32") return
  listen("SIGTSTP", onStopSignal)
  listen("SIGCONT", onContinue)
}

function uninstall(): void {
  for (const stopListening of listeners) stopListening()
  listeners = []
}

/** Node is about to print the stack as it is, with whatever came from outside into the message. */
function sayHarmlessly(error: unknown): void {
  if (!(error instanceof Error)) return // printed by inspect, which escapes
  try {
    error.stack = printable(String(error.stack)).replace(/\x1b\[[\d;:]*m/g, "")
  } catch {
    // a frozen error, or one with a stack of its own making
  }
}

function listen(event: string, handler: (error?: unknown) => void): void {
  process.on(event as "exit", handler)
  listeners.push(() => process.off(event as "exit", handler))
}

/**
 * Another program has the terminal, and its Ctrl-C, Ctrl-\ and Ctrl-Z: the first two are no concern of
 * ours, as in system(3), and the third stops us with it, even in the middle of a `spawnSync`.
 * Returns how to take them back.
 */
export function handOver(): () => void {
  if (handedOver++ === 0) process.off("SIGTSTP", onStopSignal)
  return () => {
    if (--handedOver === 0 && guards.length > 0 && process.platform !== "win32") {
      process.off("SIGTSTP", onStopSignal).on("SIGTSTP", onStopSignal)
    }
    // What was sent while we waited is told only now, in the next two turns of the loop.
    echoes++
    setImmediate(() => setImmediate(() => echoes--))
  }
}

let handedOver = 0
let echoes = 0

function fatal(signal: string, code: number): void {
  const isForChild = signal === "SIGINT" || signal === "SIGQUIT"
  if (isForChild && (handedOver > 0 || echoes > 0)) return
  if (signal === "SIGHUP") hungUp()
  const isOurs = process.listenerCount(signal) === 1
  const told = guards.toReversed()
  restoreAll()
  for (const one of told) one.end({ code, signal })
  // Disposal may have promises to settle (a `finally`, a last line to print): one turn for them.
  if (isOurs) setImmediate(() => process.exit(code))
}

/**
 * The terminal hung up. When it exits, Node sets the modes of standard streams back to what they were,
 * and aborts with an assertion (and a core dump) where a terminal refuses that, as one that is gone does.
 * Streams that are closed it leaves alone; so the last thing we do is to close them.
 */
export function hungUp(): void {
  process.off("exit", closeLost).on("exit", closeLost)
}

function closeLost(): void {
  for (const fd of [0, 1, 2]) {
    try {
      // A device that is a terminal no more; files and pipes of who looks at our last words stay open.
      if (fstatSync(fd).isCharacterDevice() && !isatty(fd)) closeSync(fd)
    } catch {
      // closed already
    }
  }
}

/**
 * Stops as a terminal's Ctrl-Z does by default, and comes back by SIGCONT (`fg`).
 *
 * @param target - As for kill(2): 0 is the whole job (npm and shell scripts around us included), which
 *   is what the key does; a signal that somebody sent to us alone stops us alone.
 */
export function stop(target = 0): void {
  if (process.platform === "win32") return
  isStopped = true
  for (const one of guards.toReversed()) one.stopped()
  // With our listener out of the way SIGTSTP does what it always did. In a group that no shell could
  // continue the kernel ignores it: no SIGCONT comes, and the timer takes us back.
  process.off("SIGTSTP", onStopSignal)
  try {
    process.kill(target, "SIGTSTP")
  } finally {
    if (guards.length > 0) process.on("SIGTSTP", onStopSignal)
  }
  setTimeout(() => {
    if (isStopped) onContinue()
  }, STOP_TIME)
}

const STOP_TIME = 50 // ms in which the signal has surely done its work
let isStopped = false

function onStopSignal(): void {
  stop(process.pid)
}

function onContinue(): void {
  isStopped = false
  for (const one of [...guards]) one.continued()
}
