// What can be drawn on instead of pixels: the page of a PDF, an SVG. Nothing is read back from it.

import type { Blend } from "../../core/view/vocabulary.ts"
import type { Edges } from "./tile.ts"

/** What a layer is written down on; `draw` puts it onto the page as one. */
export interface VectorGroup {
  readonly context: CanvasRenderingContext2D
  /** Where on the page the group's own corner lies. */
  readonly left: number
  readonly top: number
  draw(onto: CanvasRenderingContext2D, opacity: number, blend: Blend): void
}

/** A page that is written down. */
export interface VectorPage {
  readonly context: CanvasRenderingContext2D
  /** Makes a part of the page lead to an address. */
  link?(area: Edges, address: string): void
  /** A group whose ink stays within these edges of the page. */
  group(area: Edges): VectorGroup
}

/** A page as the text of an SVG. */
export interface SvgFile extends VectorPage {
  content(): string
}
