// A `draw` element: a canvas in a box whose size layout decides, and the pen that paints on it.
//
// The canvas has as many pixels as the screen shows there (devicePixelContentBox), so that lines are
// sharp at any zoom. A new painter, size or theme asks for one repaint in the next frame.

import { type Painter, type Pen, type PenTextOptions, TOKENS } from "../../core/view/index.ts"
import { inFrame, onSize } from "./frame.ts"
import type { State } from "./node.ts"

const NAMED: ReadonlySet<string> = new Set(TOKENS)

/** Puts the canvas into `node`, and keeps it painted. */
export function setUpDraw(node: HTMLElement, state: State): void {
  const canvas = node.ownerDocument.createElement("canvas")
  canvas.setAttribute("aria-hidden", "true")
  node.append(canvas)
  let across = 0 // device pixels
  let down = 0
  let width = 0 // CSS pixels
  let height = 0

  const measure = (device?: ResizeObserverSize) => {
    const scale = node.ownerDocument.defaultView?.devicePixelRatio ?? 1
    width = canvas.clientWidth
    height = canvas.clientHeight
    across = snapped(width * scale, device?.inlineSize)
    down = snapped(height * scale, device?.blockSize)
  }
  const paint = () => {
    const painter = state.attrs.paint as Painter | undefined
    if (!node.isConnected) return
    if (across === 0) measure() // asked to paint before the first layout has been told
    if (across === 0 || down === 0) return
    if (canvas.width !== across) canvas.width = across
    if (canvas.height !== down) canvas.height = down
    const context = canvas.getContext("2d")
    if (!context) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, across, down)
    context.setTransform(across / width, 0, 0, down / height, 0, 0)
    if (!painter) return
    const pen = new CanvasPen(context, getComputedStyle(node))
    painter(pen, { width, height, ch: pen.ch, lh: pen.lh })
  }
  state.repaint = () => inFrame(paint)
  onSize(
    canvas,
    (entry) => {
      measure(entry.devicePixelContentBoxSize?.[0])
      paint() // sizes arrive between layout and paint: this is the same frame
    },
    "device-pixel-content-box",
  )
}

/** The exact count where the browser gives it; while a page is emulated, it counts in CSS pixels. */
function snapped(about: number, exact: number | undefined): number {
  return exact !== undefined && Math.abs(exact - about) <= 1 ? exact : Math.round(about)
}

class CanvasPen implements Pen {
  readonly ch: number
  readonly lh: number
  readonly #context: CanvasRenderingContext2D
  readonly #style: CSSStyleDeclaration
  readonly #colors = new Map<string, string>()
  readonly #baseline: number

  constructor(context: CanvasRenderingContext2D, style: CSSStyleDeclaration) {
    this.#context = context
    this.#style = style
    this.#font(false)
    const zero = context.measureText("0")
    const ascent = zero.fontBoundingBoxAscent
    const descent = zero.fontBoundingBoxDescent
    this.ch = zero.width
    this.lh = Number.parseFloat(style.lineHeight) || ascent + descent
    this.#baseline = Math.round((this.lh - ascent - descent) / 2 + ascent)
    context.beginPath()
  }

  begin(): this {
    this.#context.beginPath()
    return this
  }
  moveTo(x: number, y: number): this {
    this.#context.moveTo(x, y)
    return this
  }
  lineTo(x: number, y: number): this {
    this.#context.lineTo(x, y)
    return this
  }
  curveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): this {
    this.#context.bezierCurveTo(c1x, c1y, c2x, c2y, x, y)
    return this
  }
  close(): this {
    this.#context.closePath()
    return this
  }
  rect(x: number, y: number, width: number, height: number): this {
    this.#context.rect(x, y, width, height)
    return this
  }
  arc(x: number, y: number, radius: number, start: number, end: number): this {
    this.#context.arc(x, y, radius, start, end)
    return this
  }
  fill(color: string, alpha = 1): this {
    const context = this.#context
    context.fillStyle = this.#color(color)
    context.globalAlpha = alpha
    context.fill()
    context.globalAlpha = 1
    return this
  }
  stroke(color: string, width = 1.5): this {
    const context = this.#context
    context.strokeStyle = this.#color(color)
    context.lineWidth = width
    context.lineJoin = "round"
    context.lineCap = "round"
    context.stroke()
    return this
  }
  text(x: number, y: number, text: string, options: PenTextOptions = {}): this {
    const context = this.#context
    this.#font(options.bold ?? false)
    context.textAlign = options.align ?? "left"
    context.fillStyle = this.#color(options.color ?? "default")
    context.globalAlpha = options.dim ? 0.6 : 1
    context.fillText(text, x, y + this.#baseline)
    context.globalAlpha = 1
    return this
  }

  #font(bold: boolean): void {
    const { fontStyle, fontWeight, fontSize, fontFamily } = this.#style
    this.#context.font = `${fontStyle} ${bold ? 700 : fontWeight} ${fontSize} ${fontFamily}`
  }

  /** A token by the theme in force, "default" the text colour; anything else as CSS. */
  #color(name: string): string {
    let css = this.#colors.get(name)
    if (css === undefined) {
      if (NAMED.has(name)) css = this.#style.getPropertyValue(`--f-${name}`).trim()
      else if (name.startsWith("color-mix("))
        css = name.replace(/[\w-]+/g, (word) => (NAMED.has(word) ? this.#color(word) : word))
      else css = name === "default" ? "" : name
      this.#colors.set(name, (css ||= this.#style.color))
    }
    return css
  }
}
