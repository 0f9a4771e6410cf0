// What a user does in the page → what the scene is told.
//
//     <canvas>     pointer, wheel               a click gives the keyboard to …
//     <textarea>   keys, IME, paste, copy       … a field of one pixel that nobody sees
//
// The hidden field stands where the caret is, so that the window of an input method opens there, and a
// phone's keyboard comes up. While a method composes, the field shows what it composes.

import type { KeyInput, Scene } from "../scene/index.ts"

const NAMES: Readonly<Record<string, string>> = {
  " ": "space",
  Enter: "enter",
  Tab: "tab",
  Backspace: "backspace",
  Escape: "escape",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
  PageUp: "pageup",
  PageDown: "pagedown",
  Insert: "insert",
  Delete: "delete",
}

/** A browser's key event as the scene takes it; undefined for modifiers and dead keys. */
export function keyInput(event: KeyboardEvent): KeyInput | undefined {
  const { key } = event
  const printable = [...key].length === 1
  const name = NAMES[key] ?? (printable ? key : /^F\d+$/.test(key) ? key.toLowerCase() : undefined)
  if (name === undefined) return undefined
  const command = event.ctrlKey || event.metaKey
  // AltGr types characters: then both flags are set and the key is what is typed.
  const typed = printable && (!command || event.getModifierState("AltGraph"))
  return {
    key: name,
    text: typed ? key : "",
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
    repeat: event.repeat,
  }
}

export interface BrowserInput {
  /** Where the caret is, in CSS pixels of the canvas, or null. */
  caret(at: { x: number; y: number; height: number } | null): void
  /** The scene's focus moved: to a field that is typed into, or not. */
  focus(): void
  stop(): void
}

/** Listens to a canvas, and puts the hidden field behind it. */
export function listenTo(canvas: HTMLCanvasElement, scene: Scene): BrowserInput {
  const field = document.createElement("textarea")
  field.setAttribute("aria-hidden", "true")
  field.tabIndex = -1
  field.autocomplete = "off"
  field.spellcheck = false
  field.setAttribute("autocapitalize", "off")
  field.style.cssText =
    "position:absolute;width:1px;height:1em;padding:0;border:0;margin:0;outline:0;resize:none;" +
    "overflow:hidden;opacity:0;background:none;color:inherit;font:14px system-ui,sans-serif;white-space:pre;pointer-events:none"
  canvas.after(field)
  if (canvas.tabIndex < 0) canvas.tabIndex = 0
  const undo: (() => void)[] = [() => field.remove()]
  let composing = false

  function on<K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    handler: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, handler, options)
    undo.push(() => target.removeEventListener(type, handler, options))
  }

  const at = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect()
    return {
      x: event.clientX - box.left - canvas.clientLeft,
      y: event.clientY - box.top - canvas.clientTop,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      shift: event.shiftKey,
      meta: event.metaKey,
    }
  }

  const pointer = (type: "down" | "move" | "up" | "leave") => (event: PointerEvent) => {
    if (type === "down") {
      canvas.setPointerCapture?.(event.pointerId)
      field.focus({ preventScroll: true })
    }
    // The web counts buttons 0 1 2 and bits 1 2 4 as we do.
    const used = scene.pointer({
      type,
      ...at(event),
      button: event.button,
      buttons: event.buttons,
    })
    if (used || type === "down") event.preventDefault()
  }
  on(canvas, "pointerdown", pointer("down"))
  on(canvas, "pointermove", pointer("move"))
  on(canvas, "pointerup", pointer("up"))
  on(canvas, "pointerleave", pointer("leave"))
  on(canvas, "pointercancel", pointer("leave"))
  on(canvas, "focus", () => field.focus({ preventScroll: true }))

  on(
    canvas,
    "wheel",
    (event) => {
      const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? canvas.clientHeight : 1
      const deltaX = event.deltaX * unit
      const deltaY = event.deltaY * unit
      if (scene.wheel({ ...at(event), deltaX, deltaY })) event.preventDefault()
    },
    { passive: false },
  )

  on(field, "keydown", (event) => {
    if (event.isComposing || event.key === "Process") return
    const input = keyInput(event)
    if (!input) return
    const command = (input.ctrl || input.meta) && !input.alt
    if (command && input.key === "v") return // comes as a paste event, with the text
    if (scene.key(input)) event.preventDefault()
    else if (input.text !== "") event.preventDefault() // or it comes again as input
  })
  on(field, "compositionstart", () => {
    composing = true
    field.style.opacity = "1"
    field.style.width = "12em"
  })
  on(field, "compositionend", () => {
    composing = false
    field.style.opacity = "0"
    field.style.width = "1px"
    typed()
  })
  on(field, "input", () => {
    if (!composing) typed()
  })
  on(field, "paste", (event) => {
    event.preventDefault()
    const text = event.clipboardData?.getData("text/plain")
    if (text) scene.paste(text)
  })

  /** What came without a key: from an input method, dictation, a phone. */
  function typed(): void {
    const text = field.value
    field.value = ""
    for (const character of text) {
      if (character === "\n") scene.key({ key: "enter" })
      else scene.key({ key: character, text: character })
    }
  }

  return {
    caret(place) {
      field.style.left = `${canvas.offsetLeft + canvas.clientLeft + (place?.x ?? 0)}px`
      field.style.top = `${canvas.offsetTop + canvas.clientTop + (place?.y ?? 0)}px`
      if (place) field.style.height = `${place.height}px`
    },
    focus() {
      if (document.activeElement === canvas) field.focus({ preventScroll: true })
    },
    stop() {
      for (const each of undo) each()
    },
  }
}
