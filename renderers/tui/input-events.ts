// What a terminal can tell a program: the events that the parser makes of its bytes.
//
//     bytes ──▶ parser.ts ──▶ TerminalEvent ──▶ driver ──▶ input.ts ──▶ the scene
//                                  │
//                                  └── replies go to capabilities.ts and no further
//
// Cells count from 0 at the top left corner. Keys carry the names of core/view/events.ts.

import type { Modifiers } from "../../core/view/events.ts"

/**
 * A key went down, is held, or came up. Terminals without the kitty protocol only tell presses.
 *
 * `key` is the character that the key makes with Shift and layout applied ("a", "A", "?", "é"), or a
 * lower-case name: enter tab space backspace escape up down left right home end pageup pagedown
 * insert delete f1…f35, and of the rarer ones clear menu pause printscreen capslock numlock
 * scrolllock, media keys ("mediaplay", "volumeup", …) and modifiers by themselves ("leftshift", …).
 */
export interface KeyInput extends Modifiers {
  readonly type: "key"
  readonly key: string
  /** What the key would type, or "" (ctrl+a, arrows, every release). */
  readonly text: string
  readonly action: "press" | "repeat" | "release"
  /** The key at this place of a US layout, or "": lets ctrl+с (Cyrillic) act as ctrl+c. */
  readonly base: string
}

/** The mouse, in cells from 0. Outside a drag `move` only arrives in the mode "hover". */
export interface MouseInput extends Modifiers {
  readonly type: "mouse"
  readonly action: "down" | "up" | "move" | "wheel"
  readonly x: number
  readonly y: number
  /** 0 primary, 1 middle, 2 secondary, 3 back, 4 forward; -1 for moves and wheel, and when unknown. */
  readonly button: number
  /** Which are held after this event: bit 1 primary, bit 2 secondary, bit 4 middle. */
  readonly buttons: number
  /** Notches: -1, 0 or 1; positive down and right. 0 unless action is "wheel". */
  readonly deltaX: number
  readonly deltaY: number
}

/** Pasted text as one event. Line ends are "\n"; what was longer than the bound is cut and says so. */
export interface PasteInput {
  readonly type: "paste"
  readonly text: string
  readonly truncated: boolean
}

/** The terminal's window got or lost the keyboard. */
export interface FocusInput {
  readonly type: "focus"
  readonly focused: boolean
}

/** What the terminal answered to a query, or told by itself in a mode that we switched on. */
export type Reply =
  | { readonly type: "reply"; readonly name: "da1"; readonly attributes: readonly number[] }
  | { readonly type: "reply"; readonly name: "da2"; readonly attributes: readonly number[] }
  | {
      readonly type: "reply"
      readonly name: "mode"
      readonly mode: number
      /** DECRPM: 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset. */
      readonly state: number
    }
  | {
      readonly type: "reply"
      readonly name: "color"
      /** "foreground" is OSC 10, "background" OSC 11, "cursor" OSC 12, a number the palette's entry (OSC 4). */
      readonly of: "foreground" | "background" | "cursor" | number
      /** 0 to 255 each. */
      readonly rgb: readonly [number, number, number]
    }
  | { readonly type: "reply"; readonly name: "version"; readonly text: string }
  | { readonly type: "reply"; readonly name: "kitty"; readonly flags: number }
  /** Row and column count from 0. */
  | {
      readonly type: "reply"
      readonly name: "cursor"
      readonly row: number
      readonly column: number
    }
  | { readonly type: "reply"; readonly name: "theme"; readonly dark: boolean }
  | {
      readonly type: "reply"
      readonly name: "resize"
      readonly columns: number
      readonly rows: number
      /** Pixels of the text area, 0 when not told. */
      readonly width: number
      readonly height: number
    }
  /** CSI 4 (text area in pixels) and CSI 6 (cell in pixels) of a window report. */
  | {
      readonly type: "reply"
      readonly name: "pixels"
      readonly of: "text" | "cell"
      readonly width: number
      readonly height: number
    }
  | {
      readonly type: "reply"
      readonly name: "terminfo"
      readonly valid: boolean
      readonly text: string
    }
  | { readonly type: "reply"; readonly name: "modifyOtherKeys"; readonly level: number }
  | { readonly type: "reply"; readonly name: "clipboard"; readonly text: string }
  | { readonly type: "reply"; readonly name: "graphics"; readonly text: string }

export type TerminalEvent = KeyInput | MouseInput | PasteInput | FocusInput | Reply

/** What reaches the app: everything but replies. */
export type InputEvent = KeyInput | MouseInput | PasteInput | FocusInput
