// What a surface offers to tests: an app opened on it, its tree in words that all surfaces share, its
// screen, and its input. Each renderer makes its own; memory-surface.ts is the one that needs nothing.

import type { App, Child, Rect } from "../../core/view/index.ts"

/** Opens apps for `mountTest`. `terminal()` of filigree/tui is one; `memory()` is the default. */
export interface TestSurface<S extends TestSession = TestSession> {
  readonly name: string
  open(view: () => Child<any>): S | Promise<S>
}

/** One app on a surface. Input has been dispatched, and the graph settled, when its promise resolves. */
export interface TestSession {
  readonly app: App
  /** What is to be seen, as lines of text. */
  screen(): string
  /** "ctrl+s", "enter", "A": the names of key bindings. Goes to what has the focus. */
  press(key: string): Promise<void> | void
  /** Types characters, one key each. */
  type(text: string): Promise<void> | void
  paste(text: string): Promise<void> | void
  /** Presses and releases the primary button. In the surface's unit. */
  click(x: number, y: number): Promise<void> | void
  /** Turns the wheel, down when positive. */
  wheel(x: number, y: number, notches: number): Promise<void> | void
  /** In the surface's unit. */
  resize(width: number, height: number): Promise<void> | void
  flush(): Promise<void>
  dispose(): Promise<void> | void

  // Optional: without a tree, what is to be clicked is looked for on the screen.

  /** The tree as the host holds it. */
  tree?(): TestNode
  /** Presses an element where there is no layout. Default: `click` at its middle. */
  clickNode?(node: TestNode): Promise<void> | void
  /** Operations of the host since the last call, as `record` writes them. */
  ops?(): string[]
}

/** An element or a text in the tree, as tests see it. */
export interface TestNode {
  /** Element name, or null for text. */
  readonly type: string | null
  /** Of a text. */
  readonly text: string
  /** Universal attributes that are set. */
  readonly attrs: Readonly<Record<string, unknown>>
  readonly children: readonly TestNode[]
  /** Border box in the surface's unit, from its top left corner; missing without layout. */
  readonly bounds?: Rect
  readonly isFocused: boolean
  /** The host's own node. */
  readonly host: object
}
