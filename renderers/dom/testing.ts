// The DOM as a test surface: an app in an element of the page that the test runs in.
//
//     const ui = await mountTest(() => <App />, page())     in a browser, or vitest's browser mode
//     await ui.click("save")
//
// Input is made of events that scripts can make, so what browsers do only for people (moving the
// focus by Tab, typing) is done here, by the simplest rules. A driver such as Playwright needs none
// of this: it sends real input to any page.

import { flush } from "../../core/reactive/index.ts"
import type { App, Child } from "../../core/view/index.ts"
import { runCommit, runFrame } from "./frame.ts"
import type { Dom } from "./host.ts"
import { inside, stateOf } from "./node.ts"
import { render } from "./render.ts"

/** How large the app is in a test. */
export interface PageOptions {
  /** Size of the element that the app is rendered into, in CSS pixels. Default 800 × 600. */
  readonly width?: number
  readonly height?: number
}

/** An element or a text of a page, as tests see it. */
export interface PageNode {
  readonly type: string | null
  readonly text: string
  /** Universal attributes, or those of the tag, with `role` and `label` as screen readers have them. */
  readonly attrs: Readonly<Record<string, unknown>>
  readonly children: readonly PageNode[]
  readonly bounds: { x: number; y: number; width: number; height: number }
  readonly isFocused: boolean
  readonly host: Node
}

/**
 * A surface for `mountTest`.
 *
 * @example
 * const ui = await mountTest(() => <App />, page({ width: 400 }))
 */
export function page(options: PageOptions = {}): {
  readonly name: string
  open(view: () => Child<Dom>): PageSession
} {
  return { name: "dom", open: (view) => new PageSession(view, options) }
}

/** An app in a page, under test: what it shows, and a user of it. */
export class PageSession {
  readonly app: App
  readonly root: HTMLElement

  constructor(view: () => Child<Dom>, options: PageOptions) {
    this.root = document.body.appendChild(document.createElement("div"))
    this.size(options.width ?? 800, options.height ?? 600)
    this.app = render(view, { root: this.root })
    this.settle()
  }

  screen(): string {
    this.settle()
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen is what is asked for
    return this.root.innerText
  }

  tree(): PageNode {
    this.settle()
    return asNode(this.root)
  }

  press(name: string): void {
    const parts = name === "+" ? ["+"] : name.split(/\+(?!$)/)
    const last = parts.pop() ?? ""
    const key = NATIVE[last] ?? (/^f\d+$/.test(last) ? last.toUpperCase() : last)
    this.stroke(key, new Set(parts))
  }

  type(text: string): void {
    for (const char of text) this.stroke(char === "\n" ? "Enter" : char, new Set())
  }

  paste(text: string): void {
    const target = this.target()
    const data = new DataTransfer()
    data.setData("text/plain", text)
    const event = new ClipboardEvent("paste", {
      bubbles: true,
      cancelable: true,
      clipboardData: data,
    })
    if (target.dispatchEvent(event) && isField(target)) edit(target, text)
    this.settle()
  }

  click(x: number, y: number): void {
    const box = this.root.getBoundingClientRect()
    const target = document.elementFromPoint(box.left + x, box.top + y)
    if (target) this.pressAt(target, box.left + x, box.top + y)
  }

  clickNode(node: PageNode): void {
    const element = node.host instanceof Element ? node.host : node.host.parentElement
    if (!element) return
    element.scrollIntoView({ block: "nearest" })
    const { left, top, width, height } = element.getBoundingClientRect()
    this.pressAt(element, left + width / 2, top + height / 2)
  }

  wheel(x: number, y: number, notches: number): void {
    const box = this.root.getBoundingClientRect()
    const [clientX, clientY] = [box.left + x, box.top + y]
    const target = document.elementFromPoint(clientX, clientY) ?? this.root
    const deltaY = notches * 100
    const event = new WheelEvent("wheel", {
      bubbles: true,
      cancelable: true,
      clientX,
      clientY,
      deltaY,
    })
    if (target.dispatchEvent(event)) {
      let box: Element | null = target
      while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement
      box?.scrollBy({ top: deltaY, behavior: "instant" })
    }
    this.settle()
  }

  async resize(width: number, height: number): Promise<void> {
    this.size(width, height)
    await this.flush()
  }

  private size(width: number, height: number): void {
    Object.assign(this.root.style, { width: `${width}px`, height: `${height}px` })
  }

  async flush(): Promise<void> {
    await this.app.flush()
    // Sizes are told between layout and paint.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))
    this.settle()
  }

  async dispose(): Promise<void> {
    this.app.exit()
    await this.app.done
    this.root.remove()
  }

  private settle(): void {
    flush()
    runCommit()
    runFrame()
  }

  private target(): HTMLElement {
    const active = document.activeElement
    return active && this.root.contains(active) ? (active as HTMLElement) : document.body
  }

  private stroke(key: string, held: ReadonlySet<string>): void {
    this.settle()
    const target = this.target()
    const init = {
      key,
      bubbles: true,
      cancelable: true,
      ctrlKey: held.has("ctrl"),
      altKey: held.has("alt"),
      shiftKey: held.has("shift"),
      metaKey: held.has("meta"),
    }
    if (target.dispatchEvent(new KeyboardEvent("keydown", init))) this.byItself(target, init)
    this.target().dispatchEvent(new KeyboardEvent("keyup", init))
    this.settle()
  }

  private byItself(
    target: HTMLElement,
    { key, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEventInit,
  ): void {
    if (key === "Tab") {
      const all = [...this.root.querySelectorAll<HTMLElement>("*")].filter(
        (node) =>
          node.tabIndex >= 0 && node.getClientRects().length > 0 && !node.matches(":disabled"),
      )
      const at = all.indexOf(target)
      const to = shiftKey ? all.at(at <= 0 ? -1 : at - 1) : (all[at + 1] ?? all[0])
      to?.focus()
    } else if (ctrlKey || altKey || metaKey || key === undefined) return
    else if (isField(target)) {
      const isChar = [...key].length === 1
      if (isChar || (key === "Enter" && target.localName === "textarea"))
        edit(target, isChar ? key : "\n")
      else if (key === "Backspace") edit(target, "", 1)
    } else if ((key === "Enter" || key === " ") && target.matches("button,a[href],summary"))
      target.click()
  }

  private pressAt(target: Element, clientX: number, clientY: number): void {
    const init = { bubbles: true, cancelable: true, clientX, clientY, button: 0, detail: 1 }
    const down = target.dispatchEvent(new PointerEvent("pointerdown", { ...init, buttons: 1 }))
    if (down) {
      const focusable = target.closest<HTMLElement>(
        "[tabindex],a[href],button,input,select,textarea",
      )
      if (focusable && !focusable.matches(":disabled")) focusable.focus()
      else (document.activeElement as HTMLElement | null)?.blur()
    }
    target.dispatchEvent(new PointerEvent("pointerup", init))
    if (!target.matches(":disabled")) target.dispatchEvent(new MouseEvent("click", init))
    this.settle()
  }
}

const NATIVE: Record<string, string> = {
  space: " ",
  enter: "Enter",
  tab: "Tab",
  backspace: "Backspace",
  escape: "Escape",
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
  home: "Home",
  end: "End",
  pageup: "PageUp",
  pagedown: "PageDown",
  insert: "Insert",
  delete: "Delete",
}

type Field = HTMLInputElement | HTMLTextAreaElement

function isField(node: HTMLElement): node is Field {
  return node.localName === "textarea" || node.localName === "input"
}

/** Puts `text` where the caret is, after taking `before` characters away there. */
function edit(field: Field, text: string, before = 0): void {
  if (field.readOnly || field.disabled) return
  const end = field.selectionEnd ?? field.value.length
  const start = field.selectionStart ?? end
  field.setRangeText(text, start === end ? Math.max(0, start - before) : start, end, "end")
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text }))
}

const ROLES: Record<string, string> = {
  a: "link",
  button: "button",
  textarea: "textbox",
  input: "textbox",
  ul: "list",
  ol: "list",
  li: "listitem",
  table: "table",
  img: "img",
  nav: "navigation",
  main: "main",
  dialog: "dialog",
}

function asNode(node: Node): PageNode {
  const element = node instanceof Element ? node : undefined
  const state = stateOf(node)
  const range = document.createRange()
  range.selectNode(node)
  const { x, y, width, height } = (element ?? range).getBoundingClientRect()
  const isLeaf = state?.kind === "draw"
  const from = state ? inside(node) : node
  return {
    type: element ? (state && state.kind !== "root" ? state.kind : element.localName) : null,
    text: element ? "" : (node.nodeValue ?? ""),
    attrs: element ? attributesOf(element) : {},
    children: isLeaf
      ? []
      : [...from.childNodes]
          .filter(
            (child) =>
              child instanceof Text || (child instanceof Element && child.className !== "f-bar"),
          )
          .map(asNode),
    bounds: { x, y, width, height },
    isFocused: document.activeElement === node,
    host: node,
  }
}

function attributesOf(element: Element): Record<string, unknown> {
  const state = stateOf(element)
  const attrs: Record<string, unknown> = state && state.kind !== "root" ? { ...state.attrs } : {}
  if (!state) {
    for (const { name, value } of element.attributes) attrs[name] = value
    attrs.role ??= ROLES[element.localName]
    attrs.label ??= element.getAttribute("aria-label") ?? undefined
  }
  if (element.hasAttribute("hidden")) attrs.hidden = true
  return attrs
}
