// What a demo was asked for on its command line: read once, checked, and answered like a command.
//
//     --help            prints the usage and ends with 0
//     anything wrong    says what was found and what to write instead, above the usage, and ends with 2

import { accessSync, constants, statSync } from "node:fs"
import { dirname, extname } from "node:path"
import { type ParseArgsConfig, parseArgs } from "node:util"

type Asked<O extends ParseArgsConfig["options"]> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>

/** `read` turns what was written into what the demo takes, and throws where it can't. */
export function readOptions<const O extends NonNullable<ParseArgsConfig["options"]>, T>(
  usage: string,
  options: O,
  read: (values: Asked<O>["values"], words: readonly string[]) => T,
): T {
  try {
    const help = { type: "boolean", short: "h" } as const
    const asked = parseArgs({ allowPositionals: true, options: { ...options, help } })
    if ((asked.values as { help?: boolean }).help) {
      process.stdout.write(`usage: ${usage}\n`)
      process.exit(0)
    }
    return read(asked.values as Asked<O>["values"], asked.positionals)
  } catch (error) {
    const [said] = (error as Error).message.split(". ") // Node goes on about positional arguments
    process.stderr.write(`${said}\nusage: ${usage}\n`)
    process.exit(2)
  }
}

/** A number from `least` to `most`. */
export function number(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text)
  if (value >= least && value <= most) return value
  throw new Error(`--${name} takes a number from ${least} to ${most}, and was given "${text}"`)
}

/** A port of this machine; 0 takes a free one. */
export function port(text: string): number {
  const value = number("port", text, 0, 65535)
  if (Number.isInteger(value)) return value
  throw new Error(`--port takes a whole number, and was given "${text}"`)
}

/** One of some words. */
export function oneOf<T extends string>(name: string, text: string, words: readonly T[]): T {
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase())
  if (found) return found
  throw new Error(`${name} is ${words.join(", ")}; it was given "${text}"`)
}

/** A file that can be written, so that nobody waits for a picture that has no place. */
export function writable(file: string | undefined, ...endings: string[]): string {
  if (!file) throw new Error("name the file to write")
  if (!endings.includes(extname(file).toLowerCase()))
    throw new Error(`name the file to write as ${endings.join(", ")}; it was given "${file}"`)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) throw new Error(`${file} is a folder`)
  try {
    accessSync(found ? file : dirname(file), constants.W_OK)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT"
    throw new Error(
      missing ? `there is no folder ${dirname(file)}` : `${file} can't be written: no permission`,
    )
  }
  return file
}

/** Nothing may be left over. */
export function none(words: readonly string[]): void {
  if (words[0] !== undefined) throw new Error(`nothing is known about "${words[0]}"`)
}

/** Ends a demo whose server could not begin: "port 3000 is taken", in one line. */
export function refused(error: unknown, port: number): never {
  const { code, message } = error as NodeJS.ErrnoException
  const why =
    code === "EADDRINUSE"
      ? `port ${port} is taken: try --port ${port + 1}, or --port 0 for a free one`
      : code === "EACCES"
        ? `port ${port} needs a permission that this user lacks: try --port 3000`
        : message
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
