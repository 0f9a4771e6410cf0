// contract: the few events of the universal vocabulary, with one shape on every surface.
//
// They bubble along the host tree from the target to the root. `x` and `y` count from the border
// box of the element that listens, in the surface's unit (cells in a terminal, CSS pixels
// elsewhere). `event` names passed to `Renderer.listen` are the property's name without `on`, first
// letter lowered: `onPointerDown` listens to "pointerDown".

/** What all universal events can do. */
export interface UniversalEvent {
  readonly type: string
  readonly defaultPrevented: boolean
  /** Keeps the surface from doing what it would do by itself (move focus, scroll, type). */
  preventDefault(): void
  /** Ends the way up: listeners of ancestors and key-binding layers do not see the event. */
  stopPropagation(): void
}

/** Which modifier keys were held. */
export interface Modifiers {
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly meta: boolean
}

/**
 * A key press (or repeat). It goes to the element that has the focus and up from there; while none
 * has, to the app's outermost element (the first that is shown in the root), and then to the layers
 * of `useKeys`.
 *
 * `key` is the character for printable keys ("a", "A", "?", "é"), else one
 * of the lower-case names: enter tab space backspace escape up down left right home end pageup
 * pagedown insert delete f1…f24.
 */
export interface KeyEvent extends UniversalEvent, Modifiers {
  readonly type: "key"
  readonly key: string
  /** What the key would type, or "" (for ctrl+a, arrows, …). */
  readonly text: string
  readonly repeat: boolean
}

/** A mouse, a finger or a pen; `x` and `y` in the surface's unit, from its top left corner. */
export interface PointerEvent extends UniversalEvent, Modifiers {
  readonly type: "pointerDown" | "pointerMove" | "pointerUp" | "pointerEnter" | "pointerLeave"
  readonly x: number
  readonly y: number
  /** 0 primary, 1 middle, 2 secondary; -1 when no button changed. */
  readonly button: number
  /** Which are held: bit 1 primary, bit 2 secondary, bit 4 middle. */
  readonly buttons: number
  /** 1 for a click, 2 for a double click, … (pointerDown and pointerUp). */
  readonly clicks: number
  /** From now to pointerUp, every pointer event goes to the element that listens. */
  capture(): void
}

/** A click or tap with the primary button, or Enter or Space on a focused element. */
export interface PressEvent extends UniversalEvent, Modifiers {
  readonly type: "press"
  readonly x: number
  readonly y: number
  readonly clicks: number
}

/** Turning the wheel. Deltas in the surface's unit, positive down and right. */
export interface WheelEvent extends UniversalEvent, Modifiers {
  readonly type: "wheel"
  readonly x: number
  readonly y: number
  readonly deltaX: number
  readonly deltaY: number
}

/** An element got the focus or lost it. */
export interface FocusEvent extends UniversalEvent {
  readonly type: "focus" | "blur"
}

/** Text was pasted while the element had the focus. */
export interface PasteEvent extends UniversalEvent {
  readonly type: "paste"
  readonly text: string
}

/** Of `input` and `textarea`: "input" after each edit, "change" when left with another value, "submit" by Enter. */
export interface InputEvent extends UniversalEvent {
  readonly type: "input" | "change" | "submit"
  readonly value: string
}

/** The border box got another size (also once, after the first layout). In the surface's unit. */
export interface ResizeEvent extends UniversalEvent {
  readonly type: "resize"
  readonly width: number
  readonly height: number
}

/** In the surface's unit. */
export interface ScrollEvent extends UniversalEvent {
  readonly type: "scroll"
  readonly top: number
  readonly left: number
  /** The last line is in view. */
  readonly atEnd: boolean
}
