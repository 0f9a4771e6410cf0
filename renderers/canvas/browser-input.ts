// What a user does in the page → what the scene is told.
//
//     <canvas>     pointer, wheel               a click gives the keyboard to …
//     <textarea>   keys, IME, paste, copy       … a field of one pixel that nobody sees
//
// The hidden field stands where the caret is, so that the window of an input method opens there, and a
// phone's keyboard comes up. While a method composes, the field shows what it composes.
//
// A finger that moves scrolls, as everywhere on a page, unless what it went down on took the pointer.

import type { KeyInput, PointerInput, WheelInput } from "../scene/index.ts"

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

/** Who is told: a scene, or one at the other end of a socket. Each says whether it used the input. */
export interface InputTarget {
  key(input: KeyInput): boolean
  pointer(input: PointerInput): boolean
  wheel(input: WheelInput): boolean
  paste(text: string): boolean
  /** The keyboard came in from before (1) or from behind (-1). */
  focusNext?(by: 1 | -1): boolean
}

export interface BrowserInput {
  /** Has the keyboard while the canvas is used. */
  readonly field: HTMLTextAreaElement
  /** Where the caret is, in CSS pixels of the canvas, or null. */
  caret(at: { x: number; y: number; height: number } | null): void
  /** The scene's focus moved: to a field that is typed into, or not. */
  focus(): void
  /** Puts what the target cut or copied on the clipboard; false: somebody else must. */
  copied(text: string): boolean
  stop(): void
}

const PAN = 8 // CSS pixels by which a finger must move to scroll

/** Listens to a canvas, and puts the hidden field behind it. */
export function listenTo(
  canvas: HTMLCanvasElement,
  target: InputTarget,
  /** CSS pixels of the target in one of the canvas. */
  scale: () => number = () => 1,
): BrowserInput {
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
  const { touchAction } = canvas.style
  canvas.style.touchAction = "none"
  const tabIndex = canvas.getAttribute("tabindex")
  if (canvas.tabIndex < 0) canvas.tabIndex = 0
  const undo: (() => void)[] = [
    () => {
      field.remove()
      canvas.style.touchAction = touchAction
      if (tabIndex === null) canvas.removeAttribute("tabindex")
    },
  ]
  let composing = false
  /** While an event of cut or copy is told: what takes the words that the target gives. */
  let clipboard: DataTransfer | null | undefined

  function on<K extends keyof HTMLElementEventMap>(
    element: HTMLElement,
    type: K,
    handler: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    element.addEventListener(type, handler, options)
    undo.push(() => element.removeEventListener(type, handler, options))
  }

  const at = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect()
    const by = scale()
    return {
      x: (event.clientX - box.left - canvas.clientLeft) * by,
      y: (event.clientY - box.top - canvas.clientTop) * by,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      shift: event.shiftKey,
      meta: event.metaKey,
    }
  }

  let finger: { id: number; x: number; y: number; pans: boolean } | undefined
  let menuUsed = false

  const pointer = (type: "down" | "move" | "up" | "leave") => (event: PointerEvent) => {
    if (type === "down") {
      canvas.setPointerCapture?.(event.pointerId)
      field.focus({ preventScroll: true })
    }
    if (type === "move" && pan(event)) return
    if (type !== "move" && finger?.pans) {
      if (type !== "down") finger = undefined
      return
    }
    // The web counts buttons 0 1 2 and bits 1 2 4 as we do.
    const used = target.pointer({
      type,
      ...at(event),
      button: event.button,
      buttons: event.buttons,
    })
    if (type === "down") {
      menuUsed = used && event.button === 2
      finger =
        event.pointerType === "touch" && !used
          ? { id: event.pointerId, x: event.clientX, y: event.clientY, pans: false }
          : undefined
    } else if (type !== "move") finger = undefined
    if (used || type === "down") event.preventDefault()
  }

  /** A finger that moves scrolls what is under it, or else the page. */
  function pan(event: PointerEvent): boolean {
    if (!finger || finger.id !== event.pointerId) return false
    const dx = finger.x - event.clientX
    const dy = finger.y - event.clientY
    if (!finger.pans) {
      if (Math.hypot(dx, dy) < PAN) return true // not yet a drag either
      finger.pans = true
      // What it went down on is not pressed after all.
      target.pointer({ type: "leave", x: 0, y: 0 })
      target.pointer({ type: "up", x: -1e6, y: -1e6, button: 0, buttons: 0 })
    }
    finger.x = event.clientX
    finger.y = event.clientY
    const by = scale()
    if (!target.wheel({ ...at(event), deltaX: dx * by, deltaY: dy * by })) scrollBy(dx, dy)
    return true
  }

  on(canvas, "pointerdown", pointer("down"))
  on(canvas, "pointermove", pointer("move"))
  on(canvas, "pointerup", pointer("up"))
  on(canvas, "pointerleave", pointer("leave"))
  on(canvas, "pointercancel", pointer("leave"))
  on(canvas, "mousedown", (event) => event.preventDefault()) // the field keeps the focus
  on(canvas, "contextmenu", (event) => {
    if (menuUsed) event.preventDefault()
  })
  on(canvas, "focus", (event) => {
    field.focus({ preventScroll: true })
    const from = event.relatedTarget
    if (from === field) return
    const behind =
      from instanceof Node &&
      (canvas.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    target.focusNext?.(behind ? -1 : 1)
  })

  on(
    canvas,
    "wheel",
    (event) => {
      if (event.ctrlKey) return // zooms the page
      const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? canvas.clientHeight : 1
      const by = unit * scale()
      const deltaX = event.deltaX * by
      const deltaY = event.deltaY * by
      if (target.wheel({ ...at(event), deltaX, deltaY })) event.preventDefault()
    },
    { passive: false },
  )

  on(field, "keydown", (event) => {
    if (event.isComposing || event.key === "Process") return
    const input = keyInput(event)
    if (!input) return
    const command = (input.ctrl || input.meta) && !input.alt
    const key = input.key.toLowerCase()
    if (command && key === "v") return // comes as a paste event, with the text
    if (command && (key === "c" || key === "x") && !input.shift) {
      copyBy(input)
      return
    }
    if (target.key(input)) event.preventDefault()
    else if (input.text !== "")
      event.preventDefault() // or it comes again as input
    else if (input.key === "tab") leave()
  })

  /** The key whose event is to come, and who takes it as a key if none comes. */
  let copying: { input: KeyInput; timer: ReturnType<typeof setTimeout> } | undefined

  /**
   * Cut and copy go by the browser's own events, which may write the clipboard on any page and ask for
   * no permission. They come when something is selected in the field, or by a menu.
   */
  function copyBy(input: KeyInput): void {
    field.value = " "
    field.select()
    const timer = setTimeout(() => {
      endCopy()
      target.key(input)
    })
    copying = { input, timer }
  }

  function endCopy(): void {
    clearTimeout(copying?.timer)
    if (copying) field.value = ""
    copying = undefined
    clipboard = undefined
  }

  for (const type of ["copy", "cut"] as const)
    on(field, type, (event) => {
      clipboard = event.clipboardData
      target.key(copying?.input ?? { key: type === "cut" ? "x" : "c", ctrl: true })
      event.preventDefault()
      endCopy()
    })
  undo.push(endCopy)

  /** The keyboard goes on to the rest of the page, and not back to the canvas on its way. */
  function leave(): void {
    const before = canvas.tabIndex
    const back = () => {
      field.removeEventListener("blur", back)
      clearTimeout(timer)
      canvas.tabIndex = before
    }
    const timer = setTimeout(back) // the page has nothing else that could take it
    field.addEventListener("blur", back)
    canvas.tabIndex = -1
  }

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
  on(field, "beforeinput", (event) => {
    // A phone's keyboard tells of no key that could be read.
    if (composing || event.inputType !== "deleteContentBackward") return
    event.preventDefault()
    target.key({ key: "backspace" })
  })
  on(field, "input", () => {
    if (!composing && !copying) typed()
  })
  on(field, "paste", (event) => {
    event.preventDefault()
    const text = event.clipboardData?.getData("text/plain")
    if (text) target.paste(text)
  })

  /** What came without a key: from an input method, dictation, a phone. */
  function typed(): void {
    const text = field.value
    field.value = ""
    for (const character of text) {
      if (character === "\n") target.key({ key: "enter" })
      else target.key({ key: character, text: character })
    }
  }

  return {
    field,
    caret(place) {
      const by = 1 / scale()
      field.style.left = `${canvas.offsetLeft + canvas.clientLeft + (place?.x ?? 0) * by}px`
      field.style.top = `${canvas.offsetTop + canvas.clientTop + (place?.y ?? 0) * by}px`
      if (place) field.style.height = `${place.height * by}px`
    },
    focus() {
      if (document.activeElement === canvas) field.focus({ preventScroll: true })
    },
    copied(text) {
      if (!clipboard) return false
      clipboard.setData("text/plain", text)
      return true
    },
    stop() {
      for (const each of undo) each()
    },
  }
}
