// What an app on a terminal can be told when it is opened.

import { CodedError, shown } from "../../core/errors.ts"
import type { Reactive } from "../../core/reactive/index.ts"
import type { MotionChoice } from "../../core/view/index.ts"
import type { ConsoleSink } from "./console.ts"
import type { Modes, TerminalDriver } from "./driver/index.ts"
import type { ImageDecoder } from "./picture.ts"
import type { ThemeChoice } from "./session.ts"

/** How an app stands in its terminal, and what it does there. */
export interface TuiOptions {
  /**
   * "full" takes the alternate screen; "inline" draws below the shell's prompt, as high as the
   * content, and leaves its last frame there. Default "full".
   */
  readonly mode?: "full" | "inline" | undefined
  /**
   * For a screen reader: no screen, but lines that are printed one after the other. First everything,
   * then what a key changed and where the focus is, and of what changes by itself only status, alert
   * and log; ctrl+l reads everything again. Default: ACCESSIBLE in the environment, as "1".
   */
  readonly screenReader?: boolean | undefined
  /**
   * Of the root. "auto" (the default) takes the terminal's own colours; `{ dark, light }` picks one
   * by the terminal's ground, also when that changes while the app runs.
   */
  readonly theme?: ThemeChoice | undefined
  /** Frames a second under load. Default 60. A first change after a pause is never held back. */
  readonly maxFps?: number | undefined
  /** Tints what each frame paints anew, for a moment: for debugging. Also `app.showRepaints`. Default false. */
  readonly repaints?: boolean | undefined
  /** Whether things move by themselves. Default "auto": unless NO_MOTION is set in the environment. */
  readonly motion?: Reactive<MotionChoice> | undefined
  /** "press", "drag", "hover" or "off". Default "hover", inline "off". */
  readonly mouse?: Modes["mouse"] | undefined
  /**
   * While the app has the mouse, a drag that nothing in it follows selects text, which is copied
   * (OSC 52) when the button comes up; two clicks select a word, three a line. Default true.
   */
  readonly selection?: boolean | undefined
  /** Ctrl+C that nothing in the app uses ends it, with code 130. Default true. */
  readonly exitOnCtrlC?: boolean | undefined
  /** Ctrl+Z that nothing in the app uses stops the job, as a shell expects. Default true. */
  readonly suspendOnCtrlZ?: boolean | undefined
  /**
   * What happens to console.log and other output of the process. Default "after": inline it is
   * printed above the app, on the alternate screen after it has ended. "off" leaves the streams
   * alone; a function gets the text, for a log pane.
   */
  readonly console?: "after" | "off" | ConsoleSink | undefined
  /** Not a terminal: print the first complete frame and end ("frame", the default of "full"), or the last one when the app ends ("exit", the default of "inline"). */
  readonly plain?: "frame" | "exit" | undefined
  /**
   * Decodes pictures; without it an image shows its alt text. `decodeImage` of `filigree/canvas` is
   * one. They are shown in pixels where the terminal has kitty's graphics protocol, else as half blocks.
   */
  readonly images?: ImageDecoder | undefined
  /**
   * What nothing in the app catches, of its effects, dynamic parts, key bindings and painters, is shown
   * on a screen that says what failed and where; "r" tries again, "q" leaves with code 1. Default: in
   * development, on a terminal of the process. False: it ends the process, as an uncaught exception.
   */
  readonly errorScreen?: boolean | undefined
  /** Errors of listeners and painters. Default: the error screen; without it, thrown as an uncaught exception. */
  readonly onError?: ((error: unknown) => void) | undefined
  /** Default `process.stdin`. */
  readonly input?: NodeJS.ReadableStream | undefined
  /** Default `process.stdout`. */
  readonly output?: NodeJS.WritableStream | undefined
  /** What says which terminal it is: TERM, COLORTERM, … Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Another terminal: an SSH channel, a web page, a test. */
  readonly driver?: TerminalDriver | undefined
}

/** Throws `bad-option` for what cannot be. */
export function checkOptions(options: TuiOptions): void {
  const { maxFps = 60, mode = "full" } = options
  if (mode !== "full" && mode !== "inline")
    throw new CodedError(
      "bad-option",
      `render() was given mode ${shown(mode)}.`,
      `write "full" for the alternate screen or "inline" for below the prompt.`,
    )
  if (!(maxFps > 0))
    throw new CodedError(
      "bad-option",
      `render() was given maxFps ${shown(maxFps)}.`,
      "give frames a second above 0; Infinity for no limit.",
    )
}

/** What becomes of an error where nobody said `onError`. */
export function uncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
