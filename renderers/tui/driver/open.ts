// Which driver for this process? A person's terminal, or something that only takes text.
//
//     stdout a TTY, TERM not dumb ──▶ blessed     (stdin a pipe: keys come from /dev/tty)
//     anything else               ──▶ plain

import { openSync } from "node:fs"
import { ReadStream, type WriteStream } from "node:tty"
import type { Environment } from "../capabilities.ts"
import type { BaseOptions } from "./base.ts"
import { BlessedDriver } from "./blessed.ts"
import type { TerminalDriver } from "./driver.ts"
import { PlainDriver } from "./plain.ts"

export interface OpenOptions extends BaseOptions {
  /** Default `process.stdin`. */
  readonly input?: NodeJS.ReadableStream
  /** Default `process.stdout`. */
  readonly output?: NodeJS.WritableStream
  /** Plain text even on a terminal. */
  readonly plain?: boolean
}

/**
 * The driver that fits where the process writes to.
 *
 * @example
 * const driver = openDriver()
 * if (!driver.interactive) console.error("this needs a terminal")
 * else await render(() => <App />, { driver })
 */
export function openDriver(options: OpenOptions = {}): TerminalDriver {
  const env: Environment = options.env ?? process.env
  const output = options.output ?? process.stdout
  const input = options.input ?? process.stdin
  const isTerminal = (output as WriteStream).isTTY === true && env.TERM !== "dumb"
  const keyboard = isTerminal && !options.plain ? keyboardOf(input) : undefined
  if (!keyboard) return new PlainDriver({ output, env, ...sizeOf(output as WriteStream) })
  return new BlessedDriver({
    ...options,
    env,
    input: keyboard,
    output: output as WriteStream,
    ownsInput: keyboard !== input,
  })
}

/** `data | app`: stdin is the data's, and the keys are still at the terminal. */
function keyboardOf(input: NodeJS.ReadableStream): ReadStream | undefined {
  if ((input as ReadStream).isTTY) return input as ReadStream
  try {
    const fd = openSync(process.platform === "win32" ? "CONIN$" : "/dev/tty", "r")
    return Object.assign(new ReadStream(fd), { fd })
  } catch {
    return undefined // no terminal at all: cron, a container without one
  }
}

function sizeOf(output: WriteStream): { columns?: number; rows?: number } {
  const { columns, rows } = output
  return columns > 0 && rows > 0 ? { columns, rows } : {}
}
