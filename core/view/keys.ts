// Key bindings: which of an app's shortcuts answers a key, and what the help line says.
//
//     root.onKey ──▶ newest layer ──▶ … ──▶ oldest layer
//
// A layer is a set of bindings that lives as long as the component that made it. A key that no
// element has stopped on its way up goes through the layers, the newest first; the first binding
// whose `when` holds runs, and the rest never see the key. A layer with `modal` hides all below it.
//
// Key strings: "ctrl+s", "up", "?", "shift+tab", alternatives "q, ctrl+c" or an array.

import { badKey, noApp, warnings } from "../errors.ts"
import type { KeyEvent } from "./events.ts"
import { attempt } from "./failure.ts"
import {
  createContext,
  getOwner,
  type Owner,
  onCleanup,
  read,
  rwSignal,
  type Source,
  untrack,
  use,
} from "./reactivity.ts"

/** A key, or several, and what they do. */
export interface KeyBinding {
  /** "ctrl+s", "q, ctrl+c", ["up", "k"]. Names as in `KeyEvent.key`; modifiers ctrl, alt, shift, meta. */
  readonly keys: string | readonly string[]
  /** Runs for the key. Returning false passes it on to older bindings. */
  readonly run: (event: KeyEvent) => unknown
  /** Words for the help listing; a binding without them is not listed. */
  readonly help?: string | undefined
  /** In force only while it is true. */
  readonly when?: Source<boolean> | undefined
}

/** How a set of key bindings stands to older ones. */
export interface KeyLayerOptions {
  /** A name that the help listing can group by. */
  readonly layer?: string | undefined
  /** While it lives, older layers hear nothing. For dialogs. */
  readonly modal?: boolean | undefined
}

/** A binding as help shows it. */
export interface KeyHelp {
  /** The alternatives, as written: ["q", "ctrl+c"]. */
  readonly keys: readonly string[]
  readonly help: string
  readonly layer: string | undefined
}

interface Layer {
  readonly bindings: readonly Parsed[]
  readonly options: KeyLayerOptions
  readonly owner: Owner | undefined
}

interface Parsed {
  readonly binding: KeyBinding
  readonly names: readonly string[]
  readonly chords: readonly Chord[]
}

interface Chord {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly meta: boolean
}

/** The layers of one app. */
export class KeyLayers {
  private readonly layers = rwSignal<readonly Layer[]>([])

  /** Adds a layer until the current owner ends. */
  add(bindings: readonly KeyBinding[], options: KeyLayerOptions = {}): void {
    warnings?.checkBindings(bindings)
    const layer: Layer = { bindings: bindings.map(parse), options, owner: getOwner() }
    untrack(() => this.layers.update((layers) => [...layers, layer]))
    onCleanup(() => this.layers.update((layers) => layers.filter((one) => one !== layer)))
  }

  /** Answers `event`; true when a binding ran. */
  press(event: KeyEvent): boolean {
    for (const layer of untrack(() => this.layers.get()).toReversed()) {
      for (const { binding, chords } of layer.bindings) {
        if (!chords.some((chord) => answers(chord, event))) continue
        // False: it is not for this binding, for now or this time.
        const run = () => (read(binding.when ?? true) ? binding.run(event) : false)
        if (attempt(layer.owner, () => untrack(run)) === false) continue
        event.preventDefault()
        return true
      }
      if (layer.options.modal) return false
    }
    return false
  }

  /** Bindings in force that say what they do, newest layer first. Reactive. */
  help(): readonly KeyHelp[] {
    const listed: KeyHelp[] = []
    for (const layer of this.layers.get().toReversed()) {
      for (const { binding, names } of layer.bindings) {
        if (binding.help === undefined || !read(binding.when ?? true)) continue
        listed.push({ keys: names, help: binding.help, layer: layer.options.layer })
      }
      if (layer.options.modal) break
    }
    return listed
  }
}

export const KeysContext = createContext<KeyLayers | undefined>(undefined)

/**
 * Key bindings for as long as the component lives.
 *
 * @example
 * useKeys([
 *   { keys: "q, ctrl+c", run: () => app.exit(), help: "quit" },
 *   { keys: "up, k", run: previous, when: hasRows },
 * ])
 */
export function useKeys(bindings: readonly KeyBinding[], options?: KeyLayerOptions): void {
  layersHere("useKeys").add(bindings, options)
}

/**
 * The bindings in force that carry help, newest layer first. A live list.
 *
 * @example
 * const help = keyHelp()
 * <For each={help}>{(key) => <text>{() => `${key().keys} ${key().help}`}</text>}</For>
 */
export function keyHelp(): () => readonly KeyHelp[] {
  const layers = layersHere("keyHelp")
  return () => layers.help()
}

function layersHere(name: string): KeyLayers {
  const layers = use(KeysContext)
  if (!layers) throw noApp(name)
  return layers
}

const MODIFIERS = new Set(["ctrl", "alt", "shift", "meta"])

function parse(binding: KeyBinding): Parsed {
  const names =
    typeof binding.keys === "string"
      ? binding.keys.split(/,(?!$)\s*/).map((name) => name.trim())
      : binding.keys
  return { binding, names, chords: names.map(parseChord) }
}

/** "ctrl+shift+s" → { key: "s", ctrl, shift }. A "+" at the end is the key itself: "ctrl++". */
function parseChord(name: string): Chord {
  const parts = name.endsWith("+")
    ? [...name.slice(0, -1).split("+").filter(Boolean), "+"]
    : name.split("+")
  if (name.length > 1 && /\s/.test(name)) throw badKey(name, "a binding has one stroke")
  const key = parts.pop()
  if (!key) throw badKey(name, "it names no key")
  for (const part of parts) {
    if (!MODIFIERS.has(part)) throw badKey(name, `${part} is no modifier`)
  }
  if (key.length > 1 && key !== key.toLowerCase())
    throw badKey(name, "names of keys are lower-case")
  return {
    key,
    ctrl: parts.includes("ctrl"),
    alt: parts.includes("alt"),
    shift: parts.includes("shift"),
    meta: parts.includes("meta"),
  }
}

/** A key as a host tells it; the fields are those of KeyEvent. */
export interface KeyStroke extends Chord {
  /** What it types, or "". */
  readonly text: string
}

/**
 * The stroke that a key binding's name stands for: for hosts whose keys have names, and for tests.
 *
 * @throws {CodedError} `bad-key`
 *
 * @example
 * strokeOf("ctrl+s") // { key: "s", ctrl: true, text: "", … }
 */
export function strokeOf(name: string): KeyStroke {
  const chord = parseChord(name)
  const { key, ctrl, alt, meta } = chord
  const printable = key === "space" ? " " : [...key].length === 1 ? key : ""
  return { ...chord, text: ctrl || alt || meta ? "" : printable }
}

// A printable key already is what shift made of it: "?" answers shift+/ on any layout, and "A" is
// shift+a. For named keys ("tab") shift counts.
function answers(chord: Chord, event: KeyEvent): boolean {
  if (chord.ctrl !== event.ctrl || chord.alt !== event.alt || chord.meta !== event.meta)
    return false
  if (chord.key === event.key) {
    const isPrintable = [...chord.key].length === 1
    return isPrintable ? !chord.shift || event.shift : chord.shift === event.shift
  }
  const isLetter = chord.shift && event.shift && [...chord.key].length === 1
  return isLetter && chord.key.toUpperCase() === event.key.toUpperCase()
}
