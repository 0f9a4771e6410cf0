// What a program prints while an app has the screen: kept from tearing it.
//
//     console.log, process.stdout.write ──▶ sink ──▶ above the app (inline)
//                                                ──▶ after it (alternate screen), or a log pane
//
// Frames do not pass here: drivers write to the file, not through the stream.

import type { Writable } from "node:stream"

/** A piece of output, as it was written. */
export type ConsoleSink = (text: string, stream: "stdout" | "stderr") => void

/** Sends what is written to the process's output streams to `sink`; returns what undoes it. */
export function captureConsole(sink: ConsoleSink): () => void {
  const undo = [redirect(process.stdout, "stdout", sink), redirect(process.stderr, "stderr", sink)]
  return () => {
    for (const one of undo) one()
  }
}

function redirect(stream: Writable, name: "stdout" | "stderr", sink: ConsoleSink): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, "write")
  const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    const text =
      typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString("utf8")
    try {
      sink(text, name)
    } finally {
      const callback = typeof encoding === "function" ? encoding : done
      if (typeof callback === "function") queueMicrotask(callback as () => void)
    }
    return true
  }
  Object.defineProperty(stream, "write", { value: write, configurable: true, writable: true })
  return () => {
    if (stream.write !== write) return // somebody else has put their own above ours
    if (own) Object.defineProperty(stream, "write", own)
    else delete (stream as { write?: unknown }).write
  }
}

const SGR = /^\x1b\[[\d;:]*m/
/** Sequences that would move the cursor or more: CSI, OSC, DCS, APC, PM, SOS, and two-byte escapes. */
const SEQUENCE =
  /^(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?)/

/** Printed text that keeps its colours and line breaks, and nothing else that a terminal obeys. */
export function printable(text: string): string {
  let out = ""
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i)
    if (unit === 0x1b) {
      const rest = text.slice(i, i + 4096)
      const sgr = SGR.exec(rest)
      if (sgr) out += sgr[0]
      i += (sgr ?? SEQUENCE.exec(rest) ?? [" "])[0].length || 1
      continue
    }
    const isKept = unit === 0x0a || unit === 0x09 || (unit >= 0x20 && unit !== 0x7f)
    if (isKept && !(unit >= 0x80 && unit < 0xa0) && !isBidiControl(unit)) out += text[i]
    i++
  }
  // Halves of pairs, and what would show a picture of somebody (kitty.ts).
  return out.replace(/[\ud800-\udfff\u{10eeee}]/gu, "\ufffd")
}

function isBidiControl(unit: number): boolean {
  return (
    unit === 0x61c ||
    unit === 0x200e ||
    unit === 0x200f ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2066 && unit <= 0x2069)
  )
}
