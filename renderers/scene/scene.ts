// A retained tree on a surface: the host of core's six functions, input, and one frame at a time.
//
//     core ── create insert setText setAttr … ──▶ tree, marks      (nothing is computed)
//     host ── frame() ──▶ texts ─ kids ─ layout ─ damage ─ paint   (only what is marked)
//     host ── key() pointer() wheel() paste() ──▶ listeners, defaults

import { CodedError } from "../../core/errors.ts"
import type { Rect, Renderer } from "../../core/view/renderer.ts"
import type { Theme } from "../../core/view/theme.ts"
import type { Universal } from "../../core/view/view.ts"
import { isTransformed, locate, outside } from "./geometry.ts"
import { bubble, listen, SceneEvent } from "./input/events.ts"
import { Focus } from "./input/focus.ts"
import { hitTest } from "./input/hit.ts"
import { caretOf, isEditable } from "./input/input.ts"
import { Keyboard, type KeyInput } from "./input/keyboard.ts"
import { Pointer, type PointerInput, type WheelInput } from "./input/pointer.ts"
import { TextSelection } from "./input/text-selection.ts"
import { settleTexts } from "./layout/changed-texts.ts"
import { computeLayouts, placePopups } from "./layout/layout.ts"
import { release, syncStale } from "./layout/sync.ts"
import { queueLayout } from "./marks.ts"
import { tellScrolls, tellSizes } from "./news.ts"
import { BOUNDARY, BOX, extra, type NodeHost, PLACED, SceneNode, TIGHT_X, TIGHT_Y } from "./node.ts"
import { createNode, fontChanged, insertNode, removeNode, setAttr, setText } from "./ops.ts"
import { paint } from "./paint/paint.ts"
import { Repaints } from "./paint/repaints.ts"
import { shiftScrolled } from "./paint/shift.ts"
import { grantWishes, wishScroll } from "./scroll.ts"
import { type ImageLoader, SceneState } from "./state.ts"
import { resolveColor } from "./style/color.ts"
import { defaultFont } from "./style/style.ts"
import { pixelTheme, terminalTheme } from "./style/theme.ts"
import { DEFAULT, type Font, NONE, type Surface, type TextEngine } from "./surface.ts"

export interface SceneOptions {
  readonly surface: Surface
  readonly text: TextEngine
  /** Default: the terminal's own sixteen colours, on pixels a plain light one. */
  readonly theme?: Theme | undefined
  /** Font of the root. Default: 14 px sans, line height 1.4. */
  readonly font?: Font | undefined
  /** Name of the renderer in messages. Default "scene". */
  readonly name?: string | undefined
  /**
   * Called when something became dirty, once until the next frame. The host calls `frame` later
   * (never inside), at its own pace.
   */
  readonly onNeedFrame?: (() => void) | undefined
  /** Settles the graph: called in a frame after listeners of "resize" and "scroll", so that what they write is in it. */
  readonly settle?: (() => void) | undefined
  /** Loads pictures; without it an image shows its alt text. */
  readonly images?: ImageLoader | undefined
  /** Takes what is cut or copied in a field. */
  readonly clipboard?: ((text: string) => void) | undefined
  /** Static text is selected by dragging over it (pixel surfaces), and copied by ctrl+c or cmd+c. Default false. */
  readonly selection?: boolean | undefined
  /** The pointer is over something that wants another shape. */
  readonly onCursor?: ((cursor: string) => void) | undefined
  /** Tab goes round at the ends, or gives the focus up and is not used. Default true. */
  readonly wrapsFocus?: boolean | undefined
  /** Errors of listeners, painters and loaders. Default: thrown in a microtask. */
  readonly onError?: ((error: unknown) => void) | undefined
  /** The focus moved. */
  readonly onFocus?: ((node: SceneNode | null) => void) | undefined
  /** Milliseconds, for double clicks. Default `performance.now`. */
  readonly now?: (() => number) | undefined
}

/** A retained tree on a surface. Coordinates are in the surface's unit, from its top left corner. */
export interface Scene {
  readonly renderer: Renderer<SceneNode, Universal>
  readonly root: SceneNode
  /** Something waits for a frame. */
  readonly dirty: boolean
  /** Lays out what is stale and paints the damage. False when there was nothing to do. */
  frame(): boolean
  /** The surface got another size; the scene resizes the surface. */
  resize(width: number, height: number): void
  /** The whole surface must be painted again. */
  repaint(): void
  /** Fonts came or went: every text is measured anew. */
  remeasure(): void
  /** The theme of the root; setting it repaints. */
  theme: Theme
  /** Each says whether somebody used the input. */
  key(input: KeyInput): boolean
  pointer(input: PointerInput): boolean
  wheel(input: WheelInput): boolean
  paste(text: string): boolean
  /** The node that has the focus. */
  readonly focused: SceneNode | null
  focus(node: SceneNode | null): boolean
  /** As Tab (1) and Shift+Tab (-1). */
  focusNext(by: 1 | -1): boolean
  /** The topmost node at a point. */
  hit(x: number, y: number): SceneNode | null
  /** Whether what is painted anew is tinted for a moment. */
  repaints: boolean
  /** How many nodes have a place on the surface: for tests of leaks. */
  readonly placed: number
  /** Frees everything. The scene is dead afterwards. */
  dispose(): void
}

/**
 * Makes a scene on a surface. Nothing is computed before the first frame, which `onNeedFrame` asks for.
 *
 * @example
 * const scene = createScene({ surface, text, onNeedFrame: () => setImmediate(() => scene.frame()) })
 * mount(scene.renderer, scene.root, App)
 */
export function createScene(options: SceneOptions): Scene {
  return new TheScene(options)
}

/** So deep are no trees that are meant to be. */
const DEEP = 500

/** Of an overflow of the stack: is the tree too deep? */
function explain(error: unknown, root: SceneNode): unknown {
  if (!(error instanceof RangeError) || !/call stack/.test(error.message)) return error
  const depth = depthBelow(root)
  if (depth < DEEP) return error
  return new CodedError(
    "too-deep",
    `elements stand one in the other, ${depth} deep, and the stack does not hold their layout.`,
    "look for a component that contains itself without an end; what is data of any depth is a list with indents.",
    undefined,
    error,
  )
}

function depthBelow(root: SceneNode): number {
  let deepest = 0
  let depth = 0
  for (let at = root; ; ) {
    if (at.first) {
      at = at.first
      depth++
      if (depth > deepest) deepest = depth
      continue
    }
    while (at !== root && !at.next) {
      at = at.parent!
      depth--
    }
    if (at === root) return deepest
    at = at.next!
  }
}

/** Layouts of one frame: listeners of "resize" may change the tree, and are answered in the same frame. */
const ROUNDS = 4

class TheScene implements Scene, NodeHost {
  readonly root: SceneNode
  readonly renderer: Renderer<SceneNode, Universal>
  private readonly state: SceneState
  private readonly options: SceneOptions
  private readonly focusing: Focus
  private readonly pointing: Pointer
  private readonly keys: Keyboard
  private readonly selection: TextSelection | undefined
  private pending = false
  private painting = false
  private disposed = false
  private caret = ""

  constructor(options: SceneOptions) {
    this.options = options
    const { surface, text } = options
    const theme = options.theme ?? (surface.unit === "cell" ? terminalTheme : pixelTheme)
    const onError =
      options.onError ??
      ((error: unknown) =>
        queueMicrotask(() => {
          throw error
        }))
    const state = new SceneState(surface, text, theme, options.font ?? defaultFont(), onError)
    this.state = state
    state.images = options.images
    state.need = () => this.need()
    state.host = this
    this.root = new SceneNode(this, BOX)
    this.root.flags |= BOUNDARY | PLACED | TIGHT_X | TIGHT_Y
    state.root = this.root
    state.placed = 1
    state.stale.push(this.root)
    const news = {
      blurred: (node: SceneNode) => this.tellFocus("blur", node),
      focused: (node: SceneNode) => this.tellFocus("focus", node),
    }
    this.focusing = new Focus(state, news, options.wrapsFocus !== false)
    const now = options.now ?? (() => performance.now())
    const selection = options.selection ? new TextSelection(state) : undefined
    this.selection = selection
    this.pointing = new Pointer(state, this.focusing, now, options.onCursor, selection)
    this.keys = new Keyboard(state, this.focusing, this.pointing, options.clipboard, selection)
    this.renderer = this.makeRenderer(options.name ?? "scene")
    this.fitRoot()
    this.repaint()
  }

  private makeRenderer(name: string): Renderer<SceneNode, Universal> {
    const { state } = this
    return {
      name,
      create: (type, parent) => createNode(this, type, parent),
      insert: (parent, node, before) => insertNode(state, parent, node, before),
      remove: (parent, node) => {
        if (this.disposed) return
        removeNode(state, parent, node)
        this.pointing.forget(node)
        this.focusing.restore(node)
      },
      setText: (node, text) => setText(state, node, text),
      setAttr: (node, name, value) => {
        setAttr(state, node, name, value)
        if ((name === "hidden" || name === "disabled") && value === true)
          this.focusing.restore(node)
      },
      listen: (node, event, handler) => {
        extra(node)
        return listen(node, event, handler)
      },
      handle: (node) => node,
    }
  }

  private need(): void {
    if (this.pending || this.painting || this.disposed) return
    this.pending = true
    this.options.onNeedFrame?.()
  }

  get dirty(): boolean {
    return this.pending
  }

  get theme(): Theme {
    return this.state.theme
  }
  set theme(theme: Theme) {
    if (theme === this.state.theme) return
    this.state.theme = theme
    this.state.epoch++
    this.repaint()
  }

  get repaints(): boolean {
    return this.state.repaints !== undefined
  }
  set repaints(shown: boolean) {
    const { state } = this
    if (shown === this.repaints) return
    state.repaints?.stop()
    state.repaints = shown ? new Repaints(state) : undefined
    if (!shown) this.repaint()
  }

  get focused(): SceneNode | null {
    return this.state.focused
  }

  get placed(): number {
    return this.state.placed
  }

  private fitRoot(): void {
    const { root } = this
    const { surface } = this.state
    root.width = root.right = Math.max(0, surface.width)
    root.height = root.bottom = Math.max(0, surface.height)
    queueLayout(this.state, root)
  }

  resize(width: number, height: number): void {
    if (this.disposed) return
    const w = Number.isFinite(width) ? Math.max(0, width) : 0
    const h = Number.isFinite(height) ? Math.max(0, height) : 0
    this.state.surface.resize(w, h)
    this.fitRoot()
    this.repaint()
  }

  remeasure(): void {
    const { state } = this
    if (this.disposed) return
    state.metricsByFont.clear()
    state.epoch++
    fontChanged(state, this.root)
    this.repaint()
  }

  repaint(): void {
    const { damage, surface } = this.state
    damage.clear()
    damage.add(0, 0, surface.width, surface.height)
    this.state.whole = true
    this.need()
  }

  frame(): boolean {
    const { state } = this
    if (this.disposed || !this.pending) return false
    this.pending = false
    this.painting = true
    try {
      this.settle()
      if (state.popups.length > 0) placePopups(state)
      this.selection?.settle()
      this.paint()
    } catch (error) {
      throw explain(error, this.root)
    } finally {
      this.painting = false
    }
    this.pointing.follow()
    // What came while painting (a listener's write on the last round) waits for the next frame.
    if (
      state.stale.length + state.texts.length + state.layouts.length + state.moves.length > 0 ||
      !state.damage.empty
    )
      this.need()
    return true
  }

  /** All that is stale is worked out, and who listens has been told. */
  private settle(): void {
    const { state } = this
    for (let round = 0; round < ROUNDS; round++) {
      settleTexts(state)
      if (state.stale.length > 0) {
        syncStale(state)
        settleTexts(state)
      }
      const laidOut = computeLayouts(state)
      if (state.popups.length > 0) placePopups(state)
      if (!tellSizes(state) && !laidOut) {
        this.focusing.settle()
        grantWishes(state)
        // Told before the picture: rows that come into view by the wheel are in it.
        if (!tellScrolls(state)) return
      }
      this.options.settle?.()
    }
    this.focusing.settle()
    grantWishes(state)
    tellScrolls(state)
  }

  private paint(): void {
    const { state, root } = this
    const { surface, damage } = state
    state.repaints?.begin()
    shiftScrolled(state)
    state.popupsMoved = false
    if (damage.empty) {
      this.placeCaret()
      return
    }
    state.version++
    damage.takeWhole(surface)
    damage.settle()
    surface.beginFrame(damage.rects)
    const background = resolveColor(state.theme.colors, "background")
    if (background !== NONE && background !== DEFAULT)
      surface.fill(0, 0, surface.width, surface.height, background, 0)
    paint(state, root, 0, 0)
    state.repaints?.tint()
    this.placeCaret()
    surface.endFrame()
    damage.clear()
    state.whole = false
  }

  private placeCaret(): void {
    const { surface, focused } = this.state
    if (!surface.caret) return
    const at =
      focused && isEditable(focused) && focused.flags & PLACED ? caretOf(this.state, focused) : null
    const key = at ? `${at.x} ${at.y} ${at.height}` : ""
    if (key === this.caret) return
    this.caret = key
    surface.caret(at)
  }

  private tellFocus(type: "focus" | "blur", node: SceneNode): void {
    if (type === "blur") this.keys.fieldFocus(node, false)
    else this.keys.fieldFocus(node, true)
    bubble(this.state, new SceneEvent(type, node))
    this.options.onFocus?.(this.state.focused)
  }

  key(input: KeyInput): boolean {
    return !this.disposed && this.keys.key(input)
  }
  pointer(input: PointerInput): boolean {
    return !this.disposed && this.pointing.dispatch(input)
  }
  wheel(input: WheelInput): boolean {
    return !this.disposed && this.pointing.wheel(input)
  }
  paste(text: string): boolean {
    return !this.disposed && this.keys.paste(text)
  }

  focus(node: SceneNode | null): boolean {
    return this.focusing.set(node)
  }
  focusNext(by: 1 | -1): boolean {
    return this.focusing.move(by)
  }

  hit(x: number, y: number): SceneNode | null {
    return hitTest(this.state, x, y)
  }

  // NodeHost: what handles do.

  focusNode(node: SceneNode): void {
    // A handle may ask before the first layout; the focus then comes with it.
    if (!(node.flags & PLACED)) {
      this.state.wantFocus.push(node)
      node.attrs.autoFocus ?? setAttr(this.state, node, "autoFocus", true)
      return
    }
    this.focusing.set(node)
  }
  blurNode(node: SceneNode): void {
    if (this.state.focused === node) this.focusing.set(null)
  }
  boundsOf(node: SceneNode): Rect {
    if (isTransformed(node)) {
      const { left, top, right, bottom } = outside(node, 0, 0, node.width, node.height)
      return { x: left, y: top, width: right - left, height: bottom - top }
    }
    const { x, y } = locate(node)
    return { x, y, width: node.width, height: node.height }
  }
  scrollNode(node: SceneNode, top: number | undefined, left: number | undefined): void {
    wishScroll(this.state, node, top, left)
  }

  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    const { state, root } = this
    state.repaints?.stop()
    this.selection?.clear()
    release(state, root)
    state.focused = null
    state.stale.length = state.texts.length = state.layouts.length = state.moves.length = 0
  }
}
