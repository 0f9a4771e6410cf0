// Keys and pasted text: to the focused node, upwards, and then what happens by itself.

import { outside } from "../geometry.ts"
import { extra, GONE, RAW, SCROLLS, type SceneNode } from "../node.ts"
import { maxScroll, moveScroll } from "../scroll.ts"
import type { SceneState } from "../state.ts"
import { bubble, isDisabled, listensAbove, SceneEvent, scrollerFor, tell } from "./events.ts"
import type { Focus } from "./focus.ts"
import { editOf, isEditable, redraw } from "./input.ts"
import type { Pointer } from "./pointer.ts"
import type { TextSelection } from "./text-selection.ts"
import { editKey, editPaste } from "./typing.ts"

/** What a host says of a key; see KeyEvent for the names. */
export interface KeyInput {
  readonly key: string
  readonly text?: string
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
  readonly meta?: boolean
  readonly repeat?: boolean
}

export class Keyboard {
  private readonly state: SceneState
  private readonly focus: Focus
  private readonly pointer: Pointer
  private readonly clipboard: ((text: string) => void) | undefined
  private readonly selection: TextSelection | undefined

  constructor(
    state: SceneState,
    focus: Focus,
    pointer: Pointer,
    clipboard: ((text: string) => void) | undefined,
    selection: TextSelection | undefined,
  ) {
    this.selection = selection
    this.state = state
    this.focus = focus
    this.pointer = pointer
    this.clipboard = clipboard
  }

  /** True when somebody used the key. */
  key(input: KeyInput): boolean {
    const { state } = this
    const target = state.focused ?? this.focus.trap() ?? outermost(state.root)
    this.showFocus()
    if (input.key === "escape") this.selection?.clear()
    const event = new SceneEvent("key", target)
    event.ctrl = input.ctrl ?? false
    event.alt = input.alt ?? false
    event.shift = input.shift ?? false
    event.meta = input.meta ?? false
    event.key = input.key
    event.text = input.text ?? ""
    event.repeat = input.repeat ?? false
    if (isEditable(target) && !isDisabled(target)) {
      tell(state, target, event)
      if (event.defaultPrevented || event.stopped) return true
      if (this.type(target, event)) return true
      const up = target.parent
      if (up) bubbleFrom(state, up, event)
    } else bubble(state, event)
    if (event.defaultPrevented) return true
    if (event.stopped) return true
    return this.byItself(event)
  }

  /** Who uses keys wants to see where they go. */
  private showFocus(): void {
    const { state } = this
    if (state.showFocus) return
    state.showFocus = true
    if (state.focused) redraw(state, state.focused)
  }

  private type(node: SceneNode, event: SceneEvent): boolean {
    const key = {
      key: event.key,
      text: event.text,
      ctrl: event.ctrl,
      alt: event.alt,
      shift: event.shift,
      meta: event.meta,
    }
    const result = editKey(this.state, node, key, this.clipboard)
    if (result === "ignored") return false
    if (result === "submit") {
      // Enter is told as "submit", and goes on as a key for those around the field.
      this.inputEvent(node, "change", true)
      this.inputEvent(node, "submit", true)
      return false
    }
    redraw(this.state, node)
    if (result === "edited") this.edited(node)
    return true
  }

  private edited(node: SceneNode): void {
    const edit = editOf(node)
    const { value } = edit
    this.inputEvent(node, "input", true)
    // A controlled field shows what the program says, once its writes have settled.
    if (node.attrs.value !== undefined && value !== node.attrs.value)
      queueMicrotask(() => {
        const given = node.attrs.value
        if (given === undefined || given === edit.value || node.flags & GONE) return
        edit.reset(given)
        redraw(this.state, node)
      })
  }

  private inputEvent(node: SceneNode, type: "input" | "change" | "submit", up: boolean): void {
    const edit = editOf(node)
    if (type === "change") {
      if (edit.value === edit.entered) return
      edit.entered = edit.value
    }
    const event = new SceneEvent(type, node)
    event.value = edit.value
    if (up) bubble(this.state, event)
    else tell(this.state, node, event)
  }

  /** The focus came to a field, or leaves it. */
  fieldFocus(node: SceneNode, came: boolean): void {
    if (!isEditable(node)) return
    if (came) editOf(node).entered = editOf(node).value
    else this.inputEvent(node, "change", true)
  }

  paste(text: string): boolean {
    const { state } = this
    const target = state.focused ?? state.root
    const event = new SceneEvent("paste", target)
    event.text = text
    bubble(state, event)
    if (event.defaultPrevented) return true
    if (!isEditable(target) || isDisabled(target)) return false
    if (editPaste(target, text)) {
      redraw(state, target)
      this.edited(target)
    }
    return true
  }

  private byItself(event: SceneEvent): boolean {
    const { state, focus } = this
    const key = event.key
    const plain = !event.ctrl && !event.alt && !event.meta
    if (key === "tab" && plain) return focus.move(event.shift ? -1 : 1)
    const { focused } = state
    const command = (event.ctrl || event.meta) && !event.alt && !event.shift
    if (command && key.toLowerCase() === "c") return this.copy()
    if (command && key.toLowerCase() === "a") return this.selection?.all() ?? false
    if (!plain) return false
    if (focused && !isEditable(focused) && (key === "enter" || key === " " || key === "space")) {
      const { left, top, right, bottom } = outside(focused, 0, 0, focused.width, focused.height)
      const x = (left + right) / 2
      const y = (top + bottom) / 2
      const pressable = listensAbove(focused, ["press"])
      if (pressable) {
        this.pointer.press(focused, x, y, 1, event)
        return true
      }
    }
    if (/^(up|down|left|right|home|end)$/.test(key) && focused && focus.arrow(key)) return true
    return this.scrollKey(key, event.shift)
  }

  private copy(): boolean {
    const text = this.selection?.text() ?? ""
    if (text === "" || !this.clipboard) return false
    this.clipboard(text)
    return true
  }

  /** Arrows, page keys, home and end scroll the box around the focus, or the only large one there is. */
  private scrollKey(key: string, shift: boolean): boolean {
    const { state } = this
    const from = state.focused ?? soleScroller(state.root)
    if (!from) return false
    const lh = state.cells ? 1 : 40
    const dy =
      key === "down" || key === "pagedown" || key === "end" || (key === " " && !shift)
        ? 1
        : key === "up" || key === "pageup" || key === "home" || (key === " " && shift)
          ? -1
          : 0
    const dx = key === "right" ? 1 : key === "left" ? -1 : 0
    if (dy === 0 && dx === 0) return false
    const box = scrollerFor(from, dx, dy)
    const scroll = box?.extra?.scroll
    if (!box || !scroll) return false
    const page = Math.max(lh, scroll.viewHeight - lh)
    let top = scroll.top
    if (key === "pagedown" || key === "pageup" || key === " ") top += dy * page
    else if (key === "home") top = 0
    else if (key === "end") top = maxScroll(scroll).top
    else top += dy * lh
    moveScroll(state, box, top, scroll.left + dx * lh, false)
    return true
  }
}

function bubbleFrom(state: SceneState, node: SceneNode, event: SceneEvent): void {
  for (let n: SceneNode | null = node; n; ) {
    const up: SceneNode | null = n.parent
    if (!n.attrs.disabled) tell(state, n, event)
    if (event.stopped) return
    n = up
  }
}

/** The first box that scrolls, when there is exactly one. */
function soleScroller(root: SceneNode): SceneNode | null {
  let found: SceneNode | null = null
  const visit = (node: SceneNode): boolean => {
    if (node.flags & SCROLLS) {
      const scroll = extra(node).scroll!
      const most = maxScroll(scroll)
      if (most.top > 0 || most.left > 0) {
        if (found) return false
        found = node
      }
    }
    for (const kid of node.kids) if (!visit(kid)) return false
    return true
  }
  return visit(root) ? found : null
}

/** Who hears a key while nothing has the focus: the app's own element, and the root behind it. */
function outermost(root: SceneNode): SceneNode {
  for (let node = root.first; node; node = node.next) {
    if (node.kind !== RAW && node.attrs.hidden !== true) return node
  }
  return root
}
