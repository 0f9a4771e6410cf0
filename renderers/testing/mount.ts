// Tests of apps: mount, look, use.
//
//     const ui = await mountTest(() => <Counter />)
//     await ui.click("clicked 0 times")
//     expect(ui.screen()).toBe("clicked 1 times")
//
// The same on every surface: the memory host by default, any other by its own test surface.

import { flush } from "../../core/reactive/index.ts"
import type { App, Child } from "../../core/view/index.ts"
import { type VirtualClock, virtualClock } from "./clock.ts"
import { type MemorySession, memory } from "./memory-surface.ts"
import type { TestNode, TestSession, TestSurface } from "./surface.ts"

/** Whose time an app under test runs on. */
export interface MountTestOptions {
  /** Installs a virtual clock before the app is mounted: `ui.clock`. Default false. */
  readonly clock?: boolean
}

/** An app under test. Writes to signals are settled whenever something is asked. */
export interface TestUi<S extends TestSession = TestSession> {
  readonly app: App
  /** What only this surface can do: the terminal's bytes, the memory host's nodes. */
  readonly session: S
  /** Lines of text as the surface shows them (on the memory host, an outline). */
  screen(): string
  /** All words in document order, without what is hidden. */
  text(): string
  /** Operations of the host since the last call; throws where the surface records none. */
  ops(): string[]
  /** Presses keys one after the other: "ctrl+s", "enter", "a". They go to what has the focus. */
  press(...keys: string[]): Promise<void>
  /** Types characters one by one. */
  type(text: string): Promise<void>
  paste(text: string): Promise<void>
  /** Presses the primary button: on an element, on words or a label that are found, or at a point of the surface. */
  click(target: Target): Promise<void>
  /** Turns the wheel over it, down when positive. */
  wheel(target: Target, notches: number): Promise<void>
  /** In the surface's unit. */
  resize(width: number, height: number): Promise<void>
  /** The element with the role, and the name (label, title or words) if given. Throws unless there is one. */
  getByRole(role: string, options?: { readonly name?: string | RegExp }): TestNode
  getAllByRole(role: string): TestNode[]
  getByLabel(label: string | RegExp): TestNode
  /** The innermost element that holds the words. */
  getByText(words: string | RegExp): TestNode
  getById(id: string): TestNode
  /** The words in an element. */
  textOf(node: TestNode): string
  readonly focused: TestNode | undefined
  /** Settles the graph, and lays out and paints. */
  flush(): Promise<void>
  /** Needs the option `clock`. */
  readonly clock: VirtualClock
  /** Ends the app. */
  dispose(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** What input is sent to: words that are shown, an element, or a point in the surface's unit. */
export type Target = string | TestNode | { readonly x: number; readonly y: number }

/**
 * Mounts `view` as an app for a test.
 *
 * @param surface - Default: the memory host.
 *
 * @example
 * await using ui = await mountTest(() => TextInput({ label: "filter", bind: filter }))
 * await ui.click("filter")
 * await ui.type("fire")
 * filter.get() // "fire"
 */
export async function mountTest(view: () => Child<any>): Promise<TestUi<MemorySession>>
export async function mountTest<S extends TestSession = MemorySession>(
  view: () => Child<any>,
  surface?: TestSurface<S>,
  options?: MountTestOptions,
): Promise<TestUi<S>>
export async function mountTest(
  view: () => Child<any>,
  surface: TestSurface = memory(),
  options: MountTestOptions = {},
): Promise<TestUi> {
  const clock = options.clock ? virtualClock() : undefined
  try {
    const session = await surface.open(view)
    await session.flush()
    return new Ui(session, surface.name, clock)
  } catch (error) {
    clock?.uninstall()
    throw error
  }
}

class Ui implements TestUi {
  readonly app: App
  readonly session: TestSession
  private readonly name: string
  private readonly time: VirtualClock | undefined

  constructor(session: TestSession, name: string, clock: VirtualClock | undefined) {
    this.session = session
    this.app = session.app
    this.name = name
    this.time = clock
  }

  screen(): string {
    flush()
    return this.session.screen()
  }

  text(): string {
    return this.textOf(this.tree())
  }

  ops(): string[] {
    flush()
    if (!this.session.ops) throw new Error(`the ${this.name} surface records no operations.`)
    return this.session.ops()
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.after(this.session.press(key))
  }

  type(text: string): Promise<void> {
    return this.after(this.session.type(text))
  }

  paste(text: string): Promise<void> {
    return this.after(this.session.paste(text))
  }

  async click(target: Target): Promise<void> {
    const found = this.found(target)
    if ("type" in found && this.session.clickNode) await this.session.clickNode(found)
    else {
      const { x, y } = this.middle(found)
      await this.session.click(x, y)
    }
    flush()
  }

  async wheel(target: Target, notches: number): Promise<void> {
    const { x, y } = this.middle(this.found(target))
    await this.after(this.session.wheel(x, y, notches))
  }

  resize(width: number, height: number): Promise<void> {
    return this.after(this.session.resize(width, height))
  }

  private async after(done: Promise<void> | void): Promise<void> {
    await done
    flush()
  }

  getByRole(role: string, { name }: { name?: string | RegExp } = {}): TestNode {
    const all = this.getAllByRole(role)
    return this.one(
      name === undefined ? all : all.filter((node) => matches(this.nameOf(node), name)),
      `the role ${role}${name === undefined ? "" : ` and the name ${name}`}`,
    )
  }

  getAllByRole(role: string): TestNode[] {
    return shown(this.tree()).filter((node) => node.attrs.role === role)
  }

  getByLabel(label: string | RegExp): TestNode {
    const all = shown(this.tree()).filter((node) => matches(String(node.attrs.label ?? ""), label))
    return this.one(all, `the label ${label}`)
  }

  getByText(words: string | RegExp): TestNode {
    const all = shown(this.tree()).filter((node) => matches(this.textOf(node), words))
    return this.one(innermost(all), `the words ${words}`)
  }

  getById(id: string): TestNode {
    return this.one(
      shown(this.tree()).filter((node) => node.attrs.id === id),
      `the id ${id}`,
    )
  }

  textOf(node: TestNode): string {
    if (node.type === null) return node.text
    return node.attrs.hidden === true
      ? ""
      : node.children.map((child) => this.textOf(child)).join("")
  }

  get focused(): TestNode | undefined {
    return shown(this.tree()).find((node) => node.isFocused)
  }

  async flush(): Promise<void> {
    await this.session.flush()
  }

  get clock(): VirtualClock {
    if (this.time) return this.time
    throw new Error("there is no virtual clock. Write mountTest(view, surface, { clock: true }).")
  }

  async dispose(): Promise<void> {
    try {
      await this.session.dispose()
    } finally {
      this.time?.uninstall()
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }

  private tree(): TestNode {
    flush()
    if (this.session.tree) return this.session.tree()
    throw new Error(
      `the ${this.name} surface shows no tree: look at screen(), and click words or points.`,
    )
  }

  private nameOf(node: TestNode): string {
    return String(node.attrs.label ?? node.attrs.title ?? this.textOf(node))
  }

  /** The element, or the point, that is meant. */
  private found(target: Target): TestNode | { x: number; y: number } {
    flush()
    if (typeof target !== "string") return target
    if (this.session.tree) return this.named(target)
    const rows = this.session.screen().split("\n")
    const y = rows.findIndex((row) => row.includes(target))
    const row = rows[y]
    if (row === undefined) throw new Error(`${target} is not on the screen:\n${rows.join("\n")}`)
    // Columns before it: wide characters before a target are rare, and a point inside it is enough.
    return { x: row.indexOf(target) + Math.floor(target.length / 2), y }
  }

  /** The element with the label; else with the words, or a field with the placeholder; else around the words. */
  private named(target: string): TestNode {
    const all = shown(this.tree())
    const label = all.filter((node) => node.attrs.label === target)
    if (label.length > 0) return this.one(label, `the label ${target}`)
    const words = innermost(
      all.filter((n) => matches(this.textOf(n), target) || n.attrs.placeholder === target),
    )
    if (words.length > 0) return this.one(words, `the words ${target}`)
    const around = innermost(all.filter((node) => this.textOf(node).includes(target)))
    return this.one(around, `the words ${target}`)
  }

  private middle(found: TestNode | { x: number; y: number }): { x: number; y: number } {
    if (!("type" in found)) return found
    if (!found.bounds) throw new Error(`the ${this.name} surface has no layout.`)
    const { x, y, width, height } = found.bounds
    return { x: Math.floor(x + width / 2), y: Math.floor(y + height / 2) }
  }

  private one(found: readonly TestNode[], about: string): TestNode {
    if (found.length === 1) return found[0] as TestNode
    const count = found.length === 0 ? "nothing has" : `${found.length} elements have`
    throw new Error(`${count} ${about}. On the screen:\n${this.session.screen()}`)
  }
}

/** All elements below, in document order, without what is hidden. */
function shown(node: TestNode): TestNode[] {
  if (node.type === null || node.attrs.hidden === true) return []
  return [node, ...node.children.flatMap(shown)]
}

/** Those of `nodes` that hold no other of them. */
function innermost(nodes: readonly TestNode[]): TestNode[] {
  return nodes.filter((node) => !nodes.some((other) => other !== node && holds(node, other)))
}

function holds(node: TestNode, other: TestNode): boolean {
  return node.children.some((child) => child.host === other.host || holds(child, other))
}

function matches(words: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? words.trim() === wanted : wanted.test(words)
}
