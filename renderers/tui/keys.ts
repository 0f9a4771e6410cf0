// What is this key called? Every encoding that terminals have for keys, mapped to one set of names.
//
//     legacy      \x03              CSI A           CSI 5 ; 3 ~       SS3 P
//                 ctrl+c            up              alt+pageup        f1
//     kitty       CSI 97 : 65 : 99 ; 6 : 2 ; 65 u
//                     │    │    │   │   │    └── text that it types
//                     │    │    │   │   └── 1 press, 2 repeat, 3 release
//                     │    │    │   └── 1 + shift 1 + alt 2 + ctrl 4 + super 8 + hyper 16 + meta 32
//                     │    │    └── the key at this place of a US keyboard
//                     │    └── with Shift
//                     └── without
//     xterm       CSI 27 ; 5 ; 99 ~     (modifyOtherKeys: modifiers, then the character)
//
// Source: ctlseqs of xterm (Thomas Dickey) and the keyboard protocol of kitty (Kovid Goyal).

import type { KeyInput } from "./input-events.ts"

const SHIFT = 1
const ALT = 2
const CTRL = 4
const SUPER = 8
const HYPER = 16
const META = 32

/** Makes a key event. `bits` are the protocol's modifier bits (its number minus 1). */
export function keyInput(
  key: string,
  bits = 0,
  text = "",
  action: KeyInput["action"] = "press",
  base = "",
): KeyInput {
  return {
    type: "key",
    key,
    text: action === "release" ? "" : text,
    ctrl: (bits & CTRL) !== 0,
    alt: (bits & ALT) !== 0,
    shift: (bits & SHIFT) !== 0,
    meta: (bits & (SUPER | META)) !== 0,
    action,
    base,
  }
}

/** A printable character, typed: upper case tells of Shift, which legacy terminals do not report. */
export function characterKey(character: string, bits = 0): KeyInput {
  if (character === " ") return keyInput("space", bits, bits & (ALT | CTRL) ? "" : " ")
  const shift = character.toLowerCase() !== character ? SHIFT : 0
  return keyInput(character, bits | shift, bits & (ALT | CTRL) ? "" : character)
}

/** The key of one C0 byte or DEL, other than ESC itself. `bits` is ALT after an ESC. */
export function controlKey(byte: number, bits = 0): KeyInput {
  switch (byte) {
    case 0x00:
      return keyInput("space", bits | CTRL)
    case 0x08: // some terminals' Backspace, others' ctrl+backspace: the plain one harms neither
    case 0x7f:
      return keyInput("backspace", bits)
    case 0x09:
      return keyInput("tab", bits)
    case 0x0d:
      return keyInput("enter", bits)
    case 0x1b:
      return keyInput("escape", bits)
    case 0x1f: // ctrl+/ and ctrl+_ are one byte; the first is what people press
      return keyInput("/", bits | CTRL)
    default:
      // 1 to 26 are ctrl+a to ctrl+z (ctrl+j is what "\n" is; Enter sends "\r"), 28 to 30 \ ] ^
      return byte < 0x1b
        ? keyInput(String.fromCharCode(byte + 0x60), bits | CTRL)
        : keyInput(String.fromCharCode(byte + 0x40), bits | CTRL)
  }
}

// CSI n ~
const TILDE: Record<number, string> = {
  1: "home",
  2: "insert",
  3: "delete",
  4: "end",
  5: "pageup",
  6: "pagedown",
  7: "home", // rxvt
  8: "end",
  9: "home", // screen's "select" on some VTs
  11: "f1",
  12: "f2",
  13: "f3",
  14: "f4",
  15: "f5",
  17: "f6",
  18: "f7",
  19: "f8",
  20: "f9",
  21: "f10",
  23: "f11",
  24: "f12",
  25: "f13",
  26: "f14",
  28: "f15",
  29: "f16",
  31: "f17",
  32: "f18",
  33: "f19",
  34: "f20",
  57427: "clear",
}

// CSI letter and SS3 letter
const LETTER: Record<string, string> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  E: "clear",
  F: "end",
  H: "home",
  P: "f1",
  Q: "f2",
  R: "f3",
  S: "f4",
}

// SS3 in application keypad mode: what is printed on the key
const KEYPAD: Record<string, string> = {
  M: "enter",
  I: "tab",
  " ": "space",
  X: "=",
  j: "*",
  k: "+",
  l: ",",
  m: "-",
  n: ".",
  o: "/",
  p: "0",
  q: "1",
  r: "2",
  s: "3",
  t: "4",
  u: "5",
  v: "6",
  w: "7",
  x: "8",
  y: "9",
}

/**
 * The key of a CSI sequence, or undefined when it is none that we know.
 *
 * @param params - As `parseParams` gives them: per parameter its colon-separated parts, -1 where empty.
 * @param final - The last byte; "$", "^" and "@" are rxvt's ways of saying Shift, Ctrl and both.
 * @param extra - Modifier bits from outside the sequence (ALT after a second ESC).
 */
export function csiKey(
  params: readonly (readonly number[])[],
  final: string,
  extra = 0,
): KeyInput | undefined {
  const first = params[0]?.[0] ?? -1
  const bits = extra | modifierBits(params[1]?.[0])
  const action = actionOf(params[1]?.[1])
  switch (final) {
    case "u":
      return kittyKey(params, bits, action)
    case "~":
      if (first === 27 && params.length >= 3) return otherKey(params[2]?.[0] ?? -1, bits)
      return named(TILDE[first], bits, action)
    case "$":
      return named(TILDE[first], extra | SHIFT)
    case "^":
      return named(TILDE[first], extra | CTRL)
    case "@":
      return named(TILDE[first], extra | SHIFT | CTRL)
    case "Z":
      return keyInput("tab", bits | SHIFT, "", action)
    case "a":
    case "b":
    case "c":
    case "d":
      return named(LETTER[final.toUpperCase()], extra | SHIFT) // rxvt
    default: {
      // CSI 1 ; 5 A; and CSI 5 A of older terminals, where the only parameter is the modifier
      const alone = params.length === 1 && first > 1 ? modifierBits(first) : 0
      return named(LETTER[final], bits | alone, action)
    }
  }
}

/** The key of SS3 (ESC O) with optional parameters, or undefined. */
export function ss3Key(
  params: readonly (readonly number[])[],
  final: string,
  extra = 0,
): KeyInput | undefined {
  const last = params.length > 0 ? params[params.length - 1]?.[0] : undefined
  const bits = extra | modifierBits(last)
  const name = LETTER[final]
  if (name) return keyInput(name, bits)
  if (final >= "a" && final <= "d") return named(LETTER[final.toUpperCase()], bits | CTRL) // rxvt
  const keypad = KEYPAD[final]
  if (!keypad) return undefined
  if (keypad.length > 1) return keyInput(keypad, bits, keypad === "space" ? " " : "")
  return keyInput(keypad, bits, bits & (ALT | CTRL) ? "" : keypad)
}

/** Linux console: CSI [ A to CSI [ E are F1 to F5. */
export function linuxKey(final: string, extra = 0): KeyInput | undefined {
  const index = "ABCDE".indexOf(final)
  return index < 0 ? undefined : keyInput(`f${index + 1}`, extra)
}

function named(name: string | undefined, bits: number, action?: KeyInput["action"]) {
  return name === undefined ? undefined : keyInput(name, bits, "", action)
}

function modifierBits(parameter: number | undefined): number {
  return parameter !== undefined && parameter > 1 ? parameter - 1 : 0
}

function actionOf(part: number | undefined): KeyInput["action"] {
  return part === 2 ? "repeat" : part === 3 ? "release" : "press"
}

/** modifyOtherKeys: the character has Shift applied already. */
function otherKey(code: number, bits: number): KeyInput | undefined {
  if (code === 0x7f || (code >= 0 && code < 0x20)) return controlCode(code, bits)
  const character = toCharacter(code)
  if (character === undefined) return undefined
  if (character === " ") return characterKey(" ", bits)
  return keyInput(character, bits, bits & ~SHIFT ? "" : character)
}

/** A control code as the key that bears it: 13 is Enter whatever the modifiers. */
function controlCode(code: number, bits: number): KeyInput | undefined {
  if (code === 9 || code === 13 || code === 27 || code === 127 || code === 8) {
    return controlKey(code, bits)
  }
  return code === 10 ? keyInput("enter", bits) : controlKey(code, bits & ~CTRL)
}

function kittyKey(
  params: readonly (readonly number[])[],
  bits: number,
  action: KeyInput["action"],
): KeyInput | undefined {
  const [code = -1, shifted = -1, base = -1] = params[0] ?? []
  const typed = textOf(params[2])
  const baseKey = base > 32 ? (toCharacter(base) ?? "") : ""
  const name = FUNCTIONAL[code]
  if (name !== undefined) {
    // Keypad keys carry the character that is printed on them, modifier and media keys a name.
    if (name.length > 1) return keyInput(name, bits, "", action)
    return keyInput(name, bits, bits & (ALT | CTRL) ? "" : typed || name, action)
  }
  if (code === 0) return typed ? keyInput(typed, bits, typed, action) : undefined // an input method's text
  if (code < 0x20 || code === 0x7f) {
    const key = controlCode(code, bits)
    return key && { ...key, action }
  }
  if (code === 0x20) return keyInput("space", bits, bits & (ALT | CTRL) ? "" : " ", action)
  const plain = toCharacter(code)
  if (plain === undefined) return undefined
  const held = bits & (ALT | CTRL | SUPER | HYPER | META)
  const character =
    typed && held === 0
      ? typed
      : bits & SHIFT
        ? shifted > 0
          ? (toCharacter(shifted) ?? plain)
          : plain.toUpperCase()
        : plain
  return keyInput(character, bits, held ? "" : character, action, baseKey)
}

function textOf(codes: readonly number[] | undefined): string {
  let text = ""
  for (const code of codes ?? []) {
    const character = toCharacter(code)
    if (character !== undefined) text += character
  }
  return text
}

/** A code point that may be shown and typed, as a string. Controls and surrogates are none. */
function toCharacter(code: number): string | undefined {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return undefined
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined
  return String.fromCodePoint(code)
}

const FUNCTIONAL: Record<number, string> = {
  57358: "capslock",
  57359: "scrolllock",
  57360: "numlock",
  57361: "printscreen",
  57362: "pause",
  57363: "menu",
  57409: ".",
  57410: "/",
  57411: "*",
  57412: "-",
  57413: "+",
  57414: "enter",
  57415: "=",
  57416: ",",
  57417: "left",
  57418: "right",
  57419: "up",
  57420: "down",
  57421: "pageup",
  57422: "pagedown",
  57423: "home",
  57424: "end",
  57425: "insert",
  57426: "delete",
  57427: "clear",
  57428: "mediaplay",
  57429: "mediapause",
  57430: "mediaplaypause",
  57431: "mediareverse",
  57432: "mediastop",
  57433: "mediafastforward",
  57434: "mediarewind",
  57435: "medianext",
  57436: "mediaprevious",
  57437: "mediarecord",
  57438: "volumedown",
  57439: "volumeup",
  57440: "volumemute",
  57441: "leftshift",
  57442: "leftctrl",
  57443: "leftalt",
  57444: "leftsuper",
  57445: "lefthyper",
  57446: "leftmeta",
  57447: "rightshift",
  57448: "rightctrl",
  57449: "rightalt",
  57450: "rightsuper",
  57451: "righthyper",
  57452: "rightmeta",
  57453: "level3shift",
  57454: "level5shift",
}
for (let n = 13; n <= 35; n++) FUNCTIONAL[57376 + n - 13] = `f${n}`
for (let n = 0; n <= 9; n++) FUNCTIONAL[57399 + n] = String(n)
