// What one scene knows: its surface, its queues of what is stale, and its damage. Every other file
// of the folder takes it as its first parameter; scene.ts makes it.

import type { Theme } from "../../core/view/theme.ts"
import type { NodeHost, SceneNode } from "./node.ts"
import { CellDamage, type Damage, PixelDamage } from "./paint/damage.ts"
import type { Font, FontMetrics, ImageSource, RunStyle, Surface, TextEngine } from "./surface.ts"

/** Loads a picture. Calls back once, now or later; returns what cancels it. */
export type ImageLoader = (
  src: string | Uint8Array,
  done: (image: ImageSource) => void,
  failed: (error: unknown) => void,
) => (() => void) | undefined

/** Shows what is painted anew (repaints.ts). */
export interface RepaintTints {
  begin(): void
  tint(): void
  /** A strip came into view by scrolling. */
  strip(left: number, top: number, right: number, bottom: number): void
  stop(): void
}

export class SceneState {
  readonly surface: Surface
  readonly engine: TextEngine
  readonly cells: boolean
  /** What must be painted anew; while something transformed is painted, as that sees it. */
  damage: Damage
  root!: SceneNode
  host!: NodeHost
  theme: Theme
  /** The next frame paints everything. */
  whole = true
  /** Raised when anything inherited changes: every resolved style is looked at again. */
  epoch = 0
  /** Raised by all that may move a text or cover it: layout, damage, scrolling. */
  version = 0
  /** How many nodes have a theme of their own. */
  themed = 0

  /** Attached boxes whose kids are stale. */
  readonly stale: SceneNode[] = []
  /** Attached text blocks whose words changed. */
  readonly texts: SceneNode[] = []
  /** Layout roots to be computed. */
  readonly layouts: SceneNode[] = []
  /** Pinned kids whose insets changed, and nothing else that their boxes go by. */
  readonly moves: SceneNode[] = []
  /** Scroll containers whose position or content changed. */
  readonly scrolled: SceneNode[] = []
  /** Scroll containers with a place to go to after the next layout. */
  readonly wishes: SceneNode[] = []
  /** Scroll containers that moved since the last frame was painted. */
  readonly shifted: SceneNode[] = []
  /** Popups of the tree, shown or not, in the order in which they were made. */
  readonly popups: SceneNode[] = []
  /** Some popup lies elsewhere since the last frame was painted. */
  popupsMoved = false
  /** Nodes that listen to "resize" and were laid out. */
  readonly resized: SceneNode[] = []

  baseFont: Font
  baseStyle: RunStyle | null = null
  baseEpoch = -1
  readonly metricsByFont = new Map<Font, FontMetrics>()

  focused: SceneNode | null = null
  /** The focus was moved by keys or by the program: pixel surfaces draw a ring (CSS :focus-visible). */
  showFocus = true
  /** How many nodes ever asked for the focus: while none did, inserts need not look for them. */
  autoFocus = 0
  /** Nodes with autoFocus that wait for their first layout. */
  readonly wantFocus: SceneNode[] = []

  images: ImageLoader | undefined
  onError: (error: unknown) => void
  /** Tints what is painted anew, while somebody wants to see it. */
  repaints: RepaintTints | undefined
  /** Called when something became dirty: at most once between frames. */
  need: () => void = () => {}
  /** What of its text is selected (text-selection.ts): ranges of UTF-16 units. */
  selected: ReadonlyMap<SceneNode, readonly [from: number, to: number]> | undefined
  /** Some node has ever been blended with what is below it. */
  blending = false
  /** The largest bleed of any node so far: how far a search must look beyond bounds. */
  bleed = 0
  /** How many nodes have a place on the surface, for tests of leaks. */
  placed = 0

  constructor(
    surface: Surface,
    engine: TextEngine,
    theme: Theme,
    baseFont: Font,
    onError: (error: unknown) => void,
  ) {
    this.surface = surface
    this.engine = engine
    this.cells = surface.unit === "cell"
    this.damage = this.cells ? new CellDamage() : new PixelDamage()
    this.theme = theme
    this.baseFont = baseFont
    this.onError = onError
  }

  metrics(font: Font): FontMetrics {
    let metrics = this.metricsByFont.get(font)
    if (!metrics) {
      if (this.metricsByFont.size > 1000) this.metricsByFont.clear() // animated sizes
      this.metricsByFont.set(font, (metrics = this.engine.metrics(font)))
    }
    return metrics
  }
}
