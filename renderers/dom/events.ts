// The universal events, made from the browser's.
//
// One object for each listener that hears an event, because x and y count from the border box of
// the one who listens. They are looked up when asked for: most listeners never do.

import type {
  KeyEvent,
  PasteEvent,
  PressEvent,
  FocusEvent as UniversalFocus,
  InputEvent as UniversalInput,
  PointerEvent as UniversalPointer,
  WheelEvent as UniversalWheel,
} from "../../core/view/index.ts"

/** What the listeners of one event share. */
export interface Walk {
  stopped: boolean
}

class Base {
  readonly type: string
  /** The browser's event that this one was made from. */
  readonly native: Event
  protected readonly walk: Walk

  constructor(type: string, native: Event, walk: Walk) {
    this.type = type
    this.native = native
    this.walk = walk
  }
  get defaultPrevented(): boolean {
    return this.native.defaultPrevented
  }
  preventDefault(): void {
    this.native.preventDefault()
  }
  stopPropagation(): void {
    this.walk.stopped = true
    this.native.stopPropagation()
  }
}

interface HasModifiers {
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

class Modified extends Base {
  get ctrl(): boolean {
    return (this.native as Event & HasModifiers).ctrlKey && !isAltGraph(this.native)
  }
  get alt(): boolean {
    return (this.native as Event & HasModifiers).altKey && !isAltGraph(this.native)
  }
  get shift(): boolean {
    return (this.native as Event & HasModifiers).shiftKey
  }
  get meta(): boolean {
    return (this.native as Event & HasModifiers).metaKey
  }
}

/** AltGr types characters; Windows reports it as ctrl and alt together. */
function isAltGraph(native: Event): boolean {
  return (native as KeyboardEvent).getModifierState?.("AltGraph") ?? false
}

const KEYS: Record<string, string> = {
  " ": "space",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
}
const SILENT =
  /^(?:Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|ScrollLock|Fn\w*|Hyper|Super|Symbol|Dead|Process|Unidentified)$/

/** The name of a key as events.ts of core/view lists them; undefined for a modifier or half a character. */
export function keyName(native: KeyboardEvent): string | undefined {
  const key = native.key
  if (native.isComposing || key === undefined || SILENT.test(key)) return undefined
  if (KEYS[key] !== undefined) return KEYS[key]
  return isPrintable(key) ? key : key.toLowerCase()
}

const NO_TEXT = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/
const EDITS = /^(?:Backspace|Delete|Home|End|ArrowLeft|ArrowRight)$/
const EDITS_LINES = /^(?:Enter|PageUp|PageDown|ArrowUp|ArrowDown)$/
const COMMANDS = /^[acvxyz]$/i

/** Would the field that has the focus edit or move its caret by this key? */
export function usesKey(target: Element, native: KeyboardEvent): boolean {
  const isLine = target.localName === "input"
  const isText = target.localName === "textarea" || (target as HTMLElement).isContentEditable
  if (!isText && (!isLine || NO_TEXT.test((target as HTMLInputElement).type))) return false
  const { key } = native
  const command = (native.ctrlKey || native.metaKey) && !isAltGraph(native)
  if (isPrintable(key)) return command ? COMMANDS.test(key) : !native.altKey || isAltGraph(native)
  return EDITS.test(key) || (isText && !(command && key === "Enter") && EDITS_LINES.test(key))
}

/** Enter sends an input, and with ctrl or meta a textarea. */
export function submits(target: Element, native: KeyboardEvent): boolean {
  if (native.key !== "Enter" || native.altKey) return false
  const command = native.ctrlKey || native.metaKey
  return target.localName === "input" ? !command : target.localName === "textarea" && command
}

/** One character, maybe of several units: names of keys are longer and begin with a capital. */
function isPrintable(key: string): boolean {
  return key.length === 1 || !/^[A-Z][A-Za-z0-9]+$/.test(key)
}

class Key extends Modified implements KeyEvent {
  declare readonly type: "key"
  get key(): string {
    const native = this.native as KeyboardEvent
    const name = keyName(native) ?? ""
    // CapsLock says nothing about ctrl+s
    return (this.ctrl || this.meta) && !this.shift ? name.toLowerCase() : name
  }
  get text(): string {
    const { key } = this.native as KeyboardEvent
    return isPrintable(key) && !this.ctrl && !this.meta && !this.alt ? key : ""
  }
  get repeat(): boolean {
    return (this.native as KeyboardEvent).repeat
  }
}

class Located extends Modified {
  private readonly at: Element
  constructor(type: string, native: Event, walk: Walk, at: Element) {
    super(type, native, walk)
    this.at = at
  }
  get x(): number {
    return this.where("clientX", "left")
  }
  get y(): number {
    return this.where("clientY", "top")
  }
  protected where(axis: "clientX" | "clientY", side: "left" | "top"): number {
    const native = this.native as MouseEvent
    const from = this.at.getBoundingClientRect()[side]
    // A press by the keyboard is in the middle of what has the focus.
    if (this.type === "press" && !native.detail) {
      const box = (native.target as Element).getBoundingClientRect()
      return box[side] + (side === "left" ? box.width : box.height) / 2 - from
    }
    return native[axis] === undefined ? 0 : native[axis] - from
  }
  protected get listener(): Element {
    return this.at
  }
}

class Press extends Located implements PressEvent {
  declare readonly type: "press"
  get clicks(): number {
    return Math.max(1, (this.native as MouseEvent).detail || 0)
  }
}

class Pointer extends Located implements UniversalPointer {
  declare readonly type: UniversalPointer["type"]
  get button(): number {
    return (this.native as PointerEvent).button
  }
  get buttons(): number {
    return (this.native as PointerEvent).buttons
  }
  get clicks(): number {
    return clicksOf(this.native as PointerEvent)
  }
  capture(): void {
    this.listener.setPointerCapture((this.native as PointerEvent).pointerId)
  }
}

class Wheel extends Located implements UniversalWheel {
  declare readonly type: "wheel"
  get deltaX(): number {
    return this.delta("deltaX")
  }
  get deltaY(): number {
    return this.delta("deltaY")
  }
  private delta(axis: "deltaX" | "deltaY"): number {
    const native = this.native as WheelEvent
    if (native.deltaMode === 0) return native[axis]
    if (native.deltaMode === 2) return native[axis] * this.listener.clientHeight
    return native[axis] * (Number.parseFloat(getComputedStyle(this.listener).lineHeight) || 20)
  }
}

class Focus extends Base implements UniversalFocus {
  declare readonly type: "focus" | "blur"
}

class Paste extends Base implements PasteEvent {
  declare readonly type: "paste"
  get text(): string {
    return (this.native as ClipboardEvent).clipboardData?.getData("text/plain") ?? ""
  }
}

class Edit extends Base implements UniversalInput {
  declare readonly type: "input" | "change" | "submit"
  readonly value: string
  constructor(type: string, native: Event, walk: Walk) {
    super(type, native, walk)
    // Outside of a shadow root the target would be its host.
    this.value = (native.composedPath()[0] as HTMLInputElement | undefined)?.value ?? ""
  }
}

/** Makes the universal event `type` for the listener at `at`. */
export function universalEvent(type: string, native: Event, walk: Walk, at: Element): object {
  switch (type) {
    case "key":
      return new Key(type, native, walk)
    case "press":
      return new Press(type, native, walk, at)
    case "wheel":
      return new Wheel(type, native, walk, at)
    case "focus":
    case "blur":
      return new Focus(type, native, walk)
    case "paste":
      return new Paste(type, native, walk)
    case "input":
    case "change":
    case "submit":
      return new Edit(type, native, walk)
    default:
      return new Pointer(type, native, walk, at)
  }
}

// Pointer events do not count clicks, unlike the mouse events that follow them.
const AGAIN = 500 // ms between presses that belong together
const NEAR = 6 // CSS pixels
let last = { event: undefined as Event | undefined, time: 0, x: 0, y: 0, button: -1, count: 0 }

function clicksOf(native: PointerEvent): number {
  if (native.type === "pointerdown" && native !== last.event) countClick(native)
  return last.count
}

/** Called for every pointerdown, so that the count is right when someone asks. */
export function countClick(native: PointerEvent): void {
  if (native === last.event) return
  const again =
    native.timeStamp - last.time < AGAIN &&
    Math.abs(native.clientX - last.x) < NEAR &&
    Math.abs(native.clientY - last.y) < NEAR &&
    native.button === last.button
  last = {
    event: native,
    time: native.timeStamp,
    x: native.clientX,
    y: native.clientY,
    button: native.button,
    count: again ? last.count + 1 : 1,
  }
}
