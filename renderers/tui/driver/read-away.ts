// What is still on its way when the terminal is given back: it would land on the shell's prompt.

import { closeSync, constants, openSync, readSync } from "node:fs"
import { sleep } from "./writer.ts"

/**
 * Reads what the terminal sends for up to `limit` milliseconds, or until it answers DA1. On a file of
 * its own: only that one is sure not to block, and only that one may be read while libuv reads too.
 */
export function readAway(input: number, untilAnswer: boolean, limit: number): void {
  let fd: number
  try {
    const path = process.platform === "linux" ? `/proc/self/fd/${input}` : "/dev/tty"
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return // no terminal to read from
  }
  const bytes = Buffer.alloc(4096)
  const end = Date.now() + limit
  let tail = ""
  try {
    for (;;) {
      let count = 0
      try {
        count = readSync(fd, bytes)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return
      }
      tail = (tail + bytes.toString("latin1", 0, count)).slice(-64)
      if (untilAnswer && /\x1b\[\?[\d;]*c/.test(tail)) return
      if (Date.now() >= end) return
      if (count === 0) sleep(1)
    }
  } finally {
    closeSync(fd)
  }
}
