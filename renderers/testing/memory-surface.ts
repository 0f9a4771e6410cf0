// Apps on the memory host, for tests of what an app says and does. There is no layout here: the screen
// is an outline, a click is a press, and fields are edited by the simplest rules.
//
//     box ─ text "Load"                     Load
//         └ box (row) ─ text "1 min"        1 min 0.42
//                     └ text "0.42"         [filter]

import { flush, signal } from "../../core/reactive/index.ts"
import { type App, type KeyStroke, openApp, strokeOf } from "../../core/view/index.ts"
import { type MemoryEvent, type MemoryNode, memoryRenderer } from "../memory/index.ts"
import type { TestNode, TestSession, TestSurface } from "./surface.ts"

/** How large the surface says it is, in its own unit. */
export interface MemoryOptions {
  /** What `app.size()` says. Default 80 × 24. */
  readonly width?: number
  readonly height?: number
}

/**
 * The memory host as a test surface: the default of `mountTest`.
 *
 * @example
 * const ui = await mountTest(() => <App />, memory({ width: 40, height: 10 }))
 */
export function memory(options: MemoryOptions = {}): TestSurface<MemorySession> {
  return {
    name: "memory",
    open(view) {
      const renderer = memoryRenderer({ log: true })
      const root = renderer.root()
      const [size, setSize] = signal({ width: options.width ?? 80, height: options.height ?? 24 })
      const app: App = openApp(renderer, root, view, { surface: "memory", size })
      flush()
      renderer.takeLog()
      return new MemorySession(app, root, renderer, (width, height) => setSize({ width, height }))
    },
  }
}

/** An app on the memory host. */
export class MemorySession implements TestSession {
  readonly app: App
  private readonly root: MemoryNode
  private readonly renderer: ReturnType<typeof memoryRenderer>
  private readonly setSize: (width: number, height: number) => void
  /** What was typed into fields. */
  private readonly values = new WeakMap<MemoryNode, string>()

  constructor(
    app: App,
    root: MemoryNode,
    renderer: ReturnType<typeof memoryRenderer>,
    setSize: (width: number, height: number) => void,
  ) {
    this.app = app
    this.root = root
    this.renderer = renderer
    this.setSize = setSize
  }

  screen(): string {
    flush()
    return this.lines(this.root).join("\n")
  }

  tree(): TestNode {
    flush()
    return asTest(this.root)
  }

  ops(): string[] {
    flush()
    return this.renderer.takeLog().filter((line) => line !== "commit")
  }

  press(key: string): void {
    this.stroke(strokeOf(key))
  }

  type(text: string): void {
    for (const char of text) {
      const stroke = strokeOf("a")
      this.stroke(
        char === "\n"
          ? { ...stroke, key: "enter", text: "" }
          : { ...stroke, key: char, text: char },
      )
    }
  }

  /** Who hears a key while nothing has the focus. */
  private outermost(): MemoryNode {
    const isShown = (node: MemoryNode) => node.type !== null && node.attrs.get("hidden") !== true
    return this.root.children.find(isShown) ?? this.root
  }

  private stroke(stroke: KeyStroke): void {
    flush()
    const target = this.focused() ?? this.outermost()
    // A field takes what it can use after its own listeners and before those above it.
    const stop = this.renderer.listen(target, "key", (event) => {
      const { defaultPrevented, stopPropagation } = event as MemoryEvent
      if (isField(target) && !defaultPrevented && edits(stroke)) stopPropagation()
    })
    const event = this.renderer.fire(target, "key", { repeat: false, ...stroke })
    stop()
    if (!event.defaultPrevented) this.byItself(target, stroke)
    flush()
  }

  paste(text: string): void {
    const target = this.focused() ?? this.root
    const event = this.renderer.fire(target, "paste", { text })
    if (!event.defaultPrevented && isField(target)) this.edit(target, this.valueOf(target) + text)
    flush()
  }

  click(): void {
    throw new Error(
      "the memory host has no layout: click an element, as in ui.click(ui.getByRole(…)).",
    )
  }

  wheel(): void {
    throw new Error("the memory host has no layout, and nothing scrolls there.")
  }

  clickNode(node: TestNode): void {
    const target = node.host as MemoryNode
    for (let one: MemoryNode | null = target; one; one = one.parent) {
      if (one.attrs.get("disabled") === true) return
    }
    let focusable: MemoryNode | null = target
    while (focusable && !canFocus(focusable)) focusable = focusable.parent
    const pointer = { ...NO_MODIFIERS, x: 0, y: 0, button: 0, buttons: 1, clicks: 1, capture() {} }
    const down = this.renderer.fire(target, "pointerDown", pointer)
    if (!down.defaultPrevented && focusable) this.focus(focusable)
    this.renderer.fire(target, "pointerUp", { ...pointer, buttons: 0 })
    this.renderer.fire(target, "press", { ...NO_MODIFIERS, x: 0, y: 0, clicks: 1 })
    flush()
  }

  resize(width: number, height: number): void {
    this.setSize(width, height)
    flush()
  }

  flush(): Promise<void> {
    return this.app.flush()
  }

  async dispose(): Promise<void> {
    this.app.exit()
    await this.app.done
  }

  private focused(): MemoryNode | undefined {
    return find(this.root, (node) => node.attrs.get("focused") === true)
  }

  private focus(node: MemoryNode): void {
    const before = this.focused()
    if (before === node) return
    if (before) {
      this.renderer.setAttr(before, "focused", undefined, true)
      this.renderer.fire(before, "blur")
    }
    this.renderer.setAttr(node, "focused", true, undefined)
    this.renderer.fire(node, "focus")
  }

  private byItself(target: MemoryNode, stroke: KeyStroke): void {
    const { key, text } = stroke
    if (key === "tab") {
      const all = findAll(this.root, (node) => canFocus(node))
      const at = all.indexOf(target)
      const next = stroke.shift ? all.at(at <= 0 ? -1 : at - 1) : (all[at + 1] ?? all[0])
      if (next) this.focus(next)
    } else if (isField(target)) {
      const value = this.valueOf(target)
      if (key === "enter" && target.type === "input") {
        this.renderer.fire(target, "submit", { value })
      } else if (key === "backspace") {
        this.edit(target, [...value].slice(0, -1).join(""))
      } else if (text || key === "enter") this.edit(target, value + (text || "\n"))
    } else if ((key === "enter" || key === " " || key === "space") && target !== this.root) {
      this.renderer.fire(target, "press", { ...NO_MODIFIERS, x: 0, y: 0, clicks: 1 })
    }
  }

  private edit(field: MemoryNode, value: string): void {
    const most = field.attrs.get("maxLength") as number | undefined
    if (field.attrs.get("readOnly") === true) return
    if (most !== undefined && [...value].length > most) return
    this.values.set(field, value)
    this.renderer.fire(field, "input", { value })
    flush()
    // A controlled field shows what its source says.
    if (field.attrs.get("value") !== undefined) this.values.delete(field)
  }

  private valueOf(field: MemoryNode): string {
    const { attrs } = field
    return String(this.values.get(field) ?? attrs.get("value") ?? attrs.get("initialValue") ?? "")
  }

  private lines(node: MemoryNode): string[] {
    if (node.attrs.get("hidden") === true) return []
    switch (node.type) {
      case null:
        return node.text.split("\n")
      case "text":
      case "span":
        return words(node).split("\n")
      case "input":
      case "textarea": {
        const shown = this.valueOf(node) || String(node.attrs.get("placeholder") ?? "")
        return [`[${shown}]`]
      }
      case "image":
        return [String(node.attrs.get("alt") ?? node.attrs.get("label") ?? "")]
      case "draw":
        return node.attrs.get("label") === undefined ? [] : [String(node.attrs.get("label"))]
    }
    const title = [node.attrs.get("title"), node.attrs.get("titleNote")].filter(Boolean).join(" · ")
    const blocks: string[][] = []
    let run = ""
    for (const child of node.children) {
      // Words and spans that stand in a box are one block.
      if (child.type === null || child.type === "span") run += words(child)
      else {
        if (run) blocks.push(run.split("\n"))
        run = ""
        blocks.push(this.lines(child))
      }
    }
    if (run) blocks.push(run.split("\n"))
    const isRow = String(node.attrs.get("flexDirection") ?? "").startsWith("row")
    const content = isRow
      ? [
          blocks
            .map((block) => block.join(" "))
            .filter(Boolean)
            .join(" "),
        ].filter(Boolean)
      : blocks.flat()
    return title ? [title, ...content] : content
  }
}

const NO_MODIFIERS = { ctrl: false, alt: false, shift: false, meta: false }

function edits(stroke: KeyStroke): boolean {
  return stroke.text !== "" || stroke.key === "backspace"
}

function isField(node: MemoryNode): boolean {
  return node.type === "input" || node.type === "textarea"
}

function canFocus(node: MemoryNode): boolean {
  if (node.attrs.get("disabled") === true) return false
  return isField(node)
    ? node.attrs.get("focusable") !== false
    : node.attrs.get("focusable") === true
}

function words(node: MemoryNode): string {
  if (node.type === null) return node.text
  return node.attrs.get("hidden") === true ? "" : node.children.map(words).join("")
}

function find(node: MemoryNode, test: (node: MemoryNode) => boolean): MemoryNode | undefined {
  return findAll(node, test)[0]
}

function findAll(node: MemoryNode, test: (node: MemoryNode) => boolean): MemoryNode[] {
  if (node.attrs.get("hidden") === true) return []
  const inside = node.children.flatMap((child) => findAll(child, test))
  return test(node) ? [node, ...inside] : inside
}

function asTest(node: MemoryNode): TestNode {
  return {
    type: node.type,
    text: node.text,
    attrs: Object.fromEntries(node.attrs),
    children: node.children.map(asTest),
    isFocused: node.attrs.get("focused") === true,
    host: node,
  }
}
