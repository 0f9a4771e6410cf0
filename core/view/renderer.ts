// contract: what a platform must be able to do for views to live on it.
//
// Core keeps the shape of the tree and asks the host nothing back. In return it promises (and
// `strict(renderer)` asserts):
//
//   - nodes are created in document order, parent before child (a copy, where a host makes such, is
//     there whole before something is mounted in it);
//   - a new element has all its static attributes, listeners and children before its first
//     `insert`, so that one insert attaches a finished subtree;
//   - never `insert(x before x)`, never across parents, never with a removed anchor;
//   - `remove` is final, and in one flush a list's removes come before its moves;
//   - nothing between two commits is visible;
//   - the attribute `hidden` is how content is parked (a bare text is parked by an empty setText);
//   - the host is never asked for an empty text, a marker or a placeholder;
//   - what a host throws goes to the nearest ErrorBoundary.

/**
 * The six functions. `N` is the host's node, into which core never looks; `H` is the host's tag
 * for the types of views (see `View`).
 *
 * @example
 * const renderer: Renderer<Thing> = { create, insert, remove, setText, setAttr, listen }
 * mount(renderer, root, () => text({}, "hello"))
 */
export interface Renderer<N extends object, H = N> {
  /**
   * A new node, in no tree yet; `null` makes text (its words come by `setText`, before its first
   * insert). `parent` is the parent-to-be, which may itself not be attached yet. Called in document
   * order.
   */
  create(type: string | null, parent: N): N
  /** Attaches `node`, or moves it if it is a child of `parent`. `before`: a live child, or null for the end. */
  insert(parent: N, node: N, before: N | null): void
  /** Final: called for the top node of what goes; the host frees the subtree. No later call names any of it. */
  remove(parent: N, node: N): void
  setText(node: N, text: string): void
  /** `undefined` restores the default. `previous` is what core last set. */
  setAttr(node: N, name: string, value: unknown, previous: unknown): void
  /** Starts listening; returns a function that stops. */
  listen(node: N, event: string, handler: (event: unknown) => void): () => void

  // Optional, outside the six. Each has a working default.

  // Copies: three that go together. A host where a copied subtree costs less than its calls one by
  // one may have them; what they make must not differ from what the calls would have made.

  /**
   * Takes over `node`, a finished subtree that was never inserted and that core will not name again,
   * as the pattern of copies. `parent` is the one it was created for. Undefined when it cannot be copied faithfully (a property or a
   * listener that a copy would lack): core then removes `node` and does without.
   */
  template?(node: N, parent: N): object | undefined
  /**
   * A copy of what `template` was given, in no tree yet. Undefined when the pattern was made for
   * another kind of parent, as HTML's `a` for SVG's: core then makes the nodes one by one.
   */
  clone?(template: object, parent: N): N | undefined
  /** Child number `index` of `node`, which `clone` has just made (or of such a child). */
  child?(node: N, index: number): N

  /** Once per flush that touched this root. The host lays out and paints at its own pace. */
  commit?(root: N): void
  /** What `ref` on a universal element receives. Default: the node itself. */
  handle?(node: N): Handle
  /** Name for messages, as "terminal". Default "custom". */
  readonly name?: string
  readonly version?: string
  /** Carries H into types; never read. */
  readonly __host?: (host: H) => void
}

/** What a `ref` on a universal element gives on every surface. */
export interface Handle {
  focus(): void
  blur(): void
  /** Border box in the surface's unit (cells or CSS pixels), from the surface's top left corner. */
  bounds(): Rect
  /** Scrolls a box with `overflow="scroll"`; a missing side stays. In the surface's unit. */
  scrollTo(to: { top?: number; left?: number }): void
}

/** x and y of the top left corner, in the unit that the carrier names. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** In the unit that the carrier names. */
export interface Size {
  readonly width: number
  readonly height: number
}
