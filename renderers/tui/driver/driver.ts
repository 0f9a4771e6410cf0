// TerminalDriver: what the terminal renderer asks of the thing at the other end of the wire.
//
//     renderer ── write(frame) ──▶ driver ──▶ terminal
//     renderer ◀── onInput, onResize, onDrain, onCaps, onReset, onEnd ── driver ◀── terminal
//
// A driver owns the modes (alternate screen, cursor visibility, mouse, …), the raw input and the way
// back to what was there before; a renderer owns every cell in between. The implementations:
// blessed.ts (a person's terminal), stream.ts (SSH, a web page: any duplex), plain.ts (not a terminal)
// and xterm.ts (a grid to look at in tests).

import type { InputEvent } from "../input-events.ts"

/** In cells; `pixelWidth` and `pixelHeight` are those of the whole text area, 0 while unknown. */
export interface TerminalSize {
  readonly columns: number
  readonly rows: number
  readonly pixelWidth: number
  readonly pixelHeight: number
}

/** Bits of colour that the terminal shows: 1 none, 4 the 16 colours, 8 xterm's 256, 24 truecolor. */
export type ColorDepth = 1 | 4 | 8 | 24

/**
 * What the terminal can do, as far as is known now: at first from the environment, then from its
 * answers. Immutable; `driver.caps` is replaced and `onCaps` called when an answer changes something.
 */
export interface Capabilities {
  readonly colors: ColorDepth
  /** Mode 2026: `CSI ? 2026 h … l` makes a frame appear at once. */
  readonly sync: boolean
  /** Mode 2027 is in force: the terminal clusters graphemes as we do. */
  readonly graphemes: boolean
  /** Kitty's keyboard protocol is in force: releases, and ctrl+i apart from tab. */
  readonly kittyKeyboard: boolean
  /** From OSC 11 or mode 2031; undefined when not told. */
  readonly dark: boolean | undefined
  /** The terminal's own colours, 0 to 255 each, when it told them. */
  readonly foreground: readonly [number, number, number] | undefined
  readonly background: readonly [number, number, number] | undefined
  /** OSC 8. */
  readonly hyperlinks: boolean
  /** OSC 52. */
  readonly clipboard: boolean
  readonly images: "kitty" | "iterm" | "sixel" | "none"
  /** Kitty's pictures stand in cells of text (U+10EEEE), so that they get through tmux, too. */
  readonly placeholders: boolean
  /** Parts of a picture can be written over (frames of kitty's protocol). */
  readonly pictureEdits: boolean
  /** Erasing (EL, ECH, scrolling) fills with the current background. */
  readonly backgroundErase: boolean
  /** DECSTBM with SU and SD. */
  readonly scrollRegion: boolean
  /** False on the Linux console and VTs whose font lacks box and braille glyphs, or when LANG is not UTF-8. */
  readonly unicode: boolean
  /** "ghostty 1.2", "tmux 3.5a", … or "". */
  readonly name: string
  /** True once the terminal answered anything at all; a dumb pipe never does. */
  readonly answered: boolean
}

/** What to switch on while the app has the terminal. Each is undone on every way out. */
export interface Modes {
  /** The alternate screen; false draws in line, below the shell's prompt. */
  readonly altScreen: boolean
  /** The hardware cursor is shown from the start (a renderer shows and hides it in its frames). */
  readonly cursor: boolean
  /** "press": buttons and wheel; "drag": also moves with a button held; "hover": all moves. */
  readonly mouse: "off" | "press" | "drag" | "hover"
  /** Bracketed paste, 2004. */
  readonly paste: boolean
  /** Focus in and out, 1004. */
  readonly focus: boolean
  /** Kitty's protocol, else modifyOtherKeys, where the terminal has them. */
  readonly keyboard: "legacy" | "best"
  /** Grapheme clusters, 2027, where the terminal has it. */
  readonly graphemes: boolean
  /** Reports of light and dark, 2031, where the terminal has it. */
  readonly theme: boolean
  /** The app has pictures: ask for kitty's graphics protocol, through tmux as well. */
  readonly images: boolean
  /** Ask what the terminal can do. False asks nothing: caps stay what the environment says. */
  readonly probe: boolean
}

/** Why a driver ended by itself. */
export interface EndReason {
  /** Exit code for the process: 128 + n for a signal, 0 when the other side hung up. */
  readonly code: number
  /** "SIGTERM", "SIGHUP", … or undefined. */
  readonly signal?: string
  /** EPIPE, EIO, …: the terminal is gone. */
  readonly error?: Error
}

/**
 * The terminal as the renderer sees it. All `on…` return a function that stops listening.
 *
 * The life of one: `start` (once), any number of `suspend`/`resume`, `stop` (idempotent, also from
 * within a listener). `write` outside start … stop, and while suspended, writes nothing and is true.
 */
export interface TerminalDriver {
  /** "blessed", "stream", "plain", "xterm". */
  readonly kind: string
  /** False: nothing to look at while the app runs (a pipe, a file, CI). Print the last frame as text. */
  readonly interactive: boolean
  /** May be 0 × 0: some terminals and pipes say so. */
  readonly size: TerminalSize
  readonly caps: Capabilities
  /** What `start` and `setModes` asked for; undefined before. */
  readonly modes: Modes | undefined

  /**
   * Takes the terminal: the way back is registered first, then modes are set, then capabilities are
   * asked for. Does not wait for answers.
   *
   * @param leave - Asked for bytes to write before the modes are undone, on every way out and on
   *   suspend (inline mode moves the cursor below its last line here). Must not throw or schedule.
   */
  start(modes: Modes, leave?: () => string): void
  /** Changes modes while running, as turning the mouse off to let the terminal select. */
  setModes(change: Partial<Modes>): void
  /** Gives the terminal back as it was. Written synchronously where the stream allows it. Idempotent. */
  stop(): void
  /** As stop, but to come back: before running an editor. */
  suspend(): void
  /** Re-asserts every mode, then calls `onReset`: the screen's content is unknown. */
  resume(): void
  /** Stops the process as Ctrl-Z does in a shell, and comes back by `fg`. Nothing where there are no jobs. */
  stopJob(): void

  /**
   * Writes one frame. The buffer may be reused as soon as this returns.
   *
   * @returns False when the other side is slow and some of it is still to go out: hold further
   *   frames until `onDrain`. The frame itself is never lost or cut.
   */
  write(frame: Uint8Array | string): boolean
  onDrain(listener: () => void): () => void

  /** Keys, mouse, paste, focus. Replies of the terminal do not come here. */
  onInput(listener: (event: InputEvent) => void): () => void
  /** The raw bytes, before they are parsed (recording, an embedded terminal). */
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  /** After `size` changed. A storm of them is told once. */
  onResize(listener: (size: TerminalSize) => void): () => void
  onCaps(listener: (caps: Capabilities) => void): () => void
  /** The screen was lost (resume, SIGCONT): paint everything anew. */
  onReset(listener: () => void): () => void
  /**
   * The terminal is gone or the process was told to end; the driver has stopped already. After the
   * listeners a driver bound to the process ends it with `reason.code`, once pending writes are out.
   */
  onEnd(listener: (reason: EndReason) => void): () => void

  /**
   * Asks where the cursor is after all that has been written, from 0. Nothing is told by a terminal
   * that does not answer.
   */
  askCursor(listener: (at: { readonly row: number; readonly column: number }) => void): void

  /** `sequence` as it must be written to reach the terminal itself: through tmux, if that is between. */
  through(sequence: string): string

  /** Names window or tab. Control characters are dropped. Put back by `stop` where the terminal can. */
  title(text: string): void
  bell(): void
  /** OSC 52. False when the terminal is known not to take it, or text is over 1 MB. */
  copy(text: string): boolean
}

/** All modes of a full-screen app. */
export const FULL_SCREEN: Modes = {
  altScreen: true,
  cursor: false,
  mouse: "hover",
  paste: true,
  focus: true,
  keyboard: "best",
  graphemes: true,
  theme: true,
  images: false,
  probe: true,
}

/** Lines for a screen reader: nothing but keys and pastes, and the cursor where one types. */
export const READER: Modes = {
  ...FULL_SCREEN,
  altScreen: false,
  cursor: true,
  mouse: "off",
  focus: false,
  graphemes: false,
  theme: false,
  probe: false,
}

/** As FULL_SCREEN, but below the shell's prompt, and the mouse stays the terminal's. */
export const INLINE: Modes = { ...FULL_SCREEN, altScreen: false, mouse: "off" }
