// What the scene draws on, when it is made of pixels: each operation of the Surface contract, put on
// the stage (stage.ts), which knows where it goes and what of it may be seen.

import type { Pen } from "../../core/view/pen.ts"
import type { Rect } from "../../core/view/renderer.ts"
import type { Blend } from "../../core/view/vocabulary.ts"
import { insideRadius } from "../scene/style/style.ts"
import {
  type BorderSpec,
  DEFAULT,
  type Font,
  type Gradient,
  type ImageSource,
  type Matrix,
  NONE,
  type Radius,
  type Rgba,
  type RunStyle,
  type Surface,
} from "../scene/surface.ts"
import { truncateLine } from "../scene/text/fit.ts"
import { Bitmaps, type PixelImage } from "./bitmaps.ts"
import { drawBorder } from "./border.ts"
import { contrasting, faded, paintsNothing } from "./colors.ts"
import { type Frame, SurfaceFrame } from "./frame.ts"
import { fillGradient } from "./gradient.ts"
import { type Ink, pour } from "./gradient-ink.ts"
import { type PenTarget, PixelPen } from "./pen.ts"
import { drawable, type PixelCanvas, type Platform } from "./platform.ts"
import {
  type BoxShadow,
  createShadowCache,
  drawPiece,
  parseShadow,
  pieces,
  reachOf,
  type ShadowCache,
  type Sprite,
} from "./shadow.ts"
import { Stage } from "./stage.ts"
import { isAscii, type PixelTextEngine, printable, spacingOf } from "./text.ts"
import { bendOf, fitRadius, roundPath, type Tile } from "./tile.ts"
import type { VectorPage } from "./vector.ts"

export interface PixelSurfaceOptions {
  readonly platform: Platform
  readonly text: PixelTextEngine
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number
  /**
   * Side of a tile in device pixels; Infinity makes one canvas of it all. Default: 256 while changes
   * are small, one canvas while whole frames or scrolling prevail.
   */
  readonly tile?: number
  /** One canvas for all of it, which the surface resizes: that of a page. */
  readonly canvas?: PixelCanvas
  /** After each frame, with the damage in device pixels. */
  readonly onFrame?: (frame: Frame, damage: readonly Rect[]) => void
  /** Where the caret is, in CSS pixels. */
  readonly onCaret?: (at: { x: number; y: number; height: number } | null) => void
}

export class PixelSurface implements Surface {
  readonly unit = "px"
  /** In CSS pixels. */
  width = 0
  height = 0
  readonly frame: Frame

  private ratio: number
  private readonly options: PixelSurfaceOptions
  private stage: Stage
  private readonly engine: PixelTextEngine
  private readonly shadows: ShadowCache
  private readonly bitmaps: Bitmaps
  private readonly onFrame: PixelSurfaceOptions["onFrame"]
  private readonly onCaret: PixelSurfaceOptions["onCaret"]
  /** What words cast, the topmost first. */
  private cast: readonly BoxShadow[] = []
  private gradientInk: Ink | null = null

  constructor(options: PixelSurfaceOptions) {
    this.ratio = options.pixelRatio ?? 1
    this.options = options
    this.stage = this.makeStage()
    this.engine = options.text
    this.shadows = createShadowCache(options.platform)
    this.bitmaps = new Bitmaps(options.platform)
    this.onFrame = options.onFrame
    this.onCaret = options.onCaret
    this.frame = new SurfaceFrame(() => this.stage)
    this.resize(options.width, options.height)
  }

  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.stage.resize(width, height)
  }

  private makeStage(): Stage {
    const { platform, tile, canvas } = this.options
    return new Stage({ platform, ratio: this.ratio, tile, canvas })
  }

  /** Device pixels per CSS pixel; everything must be painted again. */
  setRatio(ratio: number): void {
    if (ratio === this.ratio) return
    this.ratio = ratio
    this.stage = this.makeStage()
    this.stage.resize(this.width, this.height)
  }

  /** From now on what is painted goes to `vector`, and `frame` shows nothing. For one whole frame. */
  drawOn(vector: VectorPage): void {
    this.stage = new Stage({ platform: this.stage.platform, ratio: this.ratio, vector })
    this.stage.resize(this.width, this.height)
  }

  beginFrame(damage: readonly Rect[]): void {
    this.stage.begin(damage)
  }

  endFrame(): void {
    const damage = this.stage.end()
    if (damage.length > 0) this.onFrame?.(this.frame, damage)
  }

  pushClip(x: number, y: number, width: number, height: number, radius: Radius): void {
    this.stage.pushClip(x, y, width, height, radius)
  }

  popClip(): void {
    this.stage.popClip()
  }

  pushLayer(
    x: number,
    y: number,
    width: number,
    height: number,
    opacity: number,
    blend?: Blend,
  ): void {
    this.stage.pushLayer(x, y, width, height, opacity, blend)
  }

  popLayer(): void {
    this.stage.popLayer()
  }

  pushTransform(matrix: Matrix): void {
    this.stage.pushTransform(matrix)
  }

  popTransform(): void {
    this.stage.popTransform()
  }

  scroll(x: number, y: number, width: number, height: number, dy: number): boolean {
    return this.stage.scroll(x, y, width, height, dy)
  }

  // Painting.

  fill(
    x: number,
    y: number,
    width: number,
    height: number,
    color: Rgba,
    radius: Radius,
    edge = 0,
  ): void {
    if (paintsNothing(color)) return
    const left = this.stage.snap(x)
    const top = this.stage.snap(y)
    const right = this.stage.snap(x + width)
    const bottom = this.stage.snap(y + height)
    if (right <= left || bottom <= top) return
    if (radius === 0) {
      this.stage.rectangle(left, top, right, bottom, color)
      return
    }
    const bend = fitRadius(radius, this.ratio, right - left, bottom - top)
    // Under an opaque border it ends within the line, or the line's soft outer edge would show it.
    const by = edge * this.ratio >= 2 ? 1 : edge * this.ratio >= 1 ? 0.5 : 0
    if (by > 0 && bend !== 0)
      this.stage.rectangle(
        left + by,
        top + by,
        right - by,
        bottom - by,
        color,
        insideRadius(bend, by),
      )
    else this.stage.rectangle(left, top, right, bottom, color, bend)
  }

  gradient(
    x: number,
    y: number,
    width: number,
    height: number,
    gradient: Gradient,
    radius: Radius,
  ): void {
    const left = this.stage.snap(x)
    const top = this.stage.snap(y)
    const right = this.stage.snap(x + width)
    const bottom = this.stage.snap(y + height)
    if (right <= left || bottom <= top) return
    const bend = fitRadius(radius, this.ratio, right - left, bottom - top)
    this.stage.each(left, top, right, bottom, (tile) => {
      const { ctx } = tile
      ctx.beginPath()
      roundPath(ctx, left, top, right, bottom, bend)
      fillGradient(ctx, gradient, left, top, right, bottom, this.ratio)
      tile.forgetFill()
    })
  }

  border(x: number, y: number, width: number, height: number, spec: BorderSpec): void {
    if (!spec.colors && paintsNothing(spec.color)) return
    const left = this.stage.snap(x)
    const top = this.stage.snap(y)
    const right = this.stage.snap(x + width)
    const bottom = this.stage.snap(y + height)
    if (right <= left || bottom <= top) return
    // Damage in the middle of a large box sees nothing of its lines.
    const rim = Math.ceil(Math.max(3, bendOf(spec.radius)) * this.ratio) + 1
    const hollow = {
      left: left + rim,
      top: top + rim,
      right: right - rim,
      bottom: bottom - rim,
    }
    const draw = (tile: Tile) => drawBorder(tile, left, top, right, bottom, spec, this.ratio)
    this.stage.each(left, top, right, bottom, draw, hollow)
  }

  shadow(x: number, y: number, width: number, height: number, radius: Radius, css: string): void {
    this.shadowsOf(x, y, width, height, radius, css, false)
  }

  innerShadow(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: Radius,
    css: string,
  ): void {
    this.shadowsOf(x, y, width, height, radius, css, true)
  }

  /** The shadows of a list that fall outside, or those that fall inside; the first one lies on top. */
  private shadowsOf(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: Radius,
    css: string,
    inset: boolean,
  ): void {
    const { stage, ratio, shadows } = this
    const left = stage.snap(x)
    const top = stage.snap(y)
    const right = stage.snap(x + width)
    const bottom = stage.snap(y + height)
    if (right <= left || bottom <= top) return
    const w = right - left
    const h = bottom - top
    const bend = fitRadius(radius, ratio, w, h)
    const whole = stage.isTransformed || stage.isVector
    const list = parseShadow(css)
    for (let i = list.length - 1; i >= 0; i--) {
      const shadow = list[i]!
      if (shadow.inset !== inset) continue
      const sprite = inset
        ? shadows.inner(shadow, w, h, bend, ratio, whole)
        : shadows.sprite(shadow, w, h, bend, ratio, whole)
      this.putRound(sprite, left, top, right, bottom)
    }
  }

  private putRound(sprite: Sprite, left: number, top: number, right: number, bottom: number): void {
    for (const piece of pieces(sprite, right - left, bottom - top))
      this.stage.each(
        left + piece.dx,
        top + piece.dy,
        left + piece.dx + piece.dw,
        top + piece.dy + piece.dh,
        (tile) => drawPiece(tile.ctx, sprite, piece, left, top),
      )
  }

  shadowReach(css: string): number {
    return Math.max(0, ...parseShadow(css).map(reachOf))
  }

  inkGradient(ink: Ink | null): void {
    this.gradientInk = ink
  }

  castShadow(css: string): void {
    this.cast = css === "" ? [] : parseShadow(css)
  }

  text(
    x: number,
    y: number,
    lineHeight: number,
    text: string,
    style: RunStyle,
    rtl = false,
    shared?: number,
  ): void {
    if (text === "") return
    const { font } = style
    let { color, background } = style
    if (style.inverse) {
      const ink = paintsNothing(background) ? contrasting(color) : background
      background = paintsNothing(color) && color !== DEFAULT ? background : color
      color = ink
    }
    if (style.dim) color = faded(color, 0.6)
    const ratio = this.ratio
    const { ascent, descent } = this.engine.metrics(font)
    const from = shared ?? Math.floor((lineHeight - ascent - descent) / 2) + ascent
    const baseline = this.stage.snap(y + from)
    const left = this.stage.snap(x)
    const right = this.stage.snap(x + this.engine.width(text, font))
    if (!paintsNothing(background))
      this.stage.rectangle(
        left,
        this.stage.snap(y),
        right,
        this.stage.snap(y + lineHeight),
        background,
      )
    if (paintsNothing(color) && color !== DEFAULT) return
    this.ink(left, right, baseline, text, font, color, rtl)
    if (style.href !== "")
      this.stage.link(left, this.stage.snap(y), right, this.stage.snap(y + lineHeight), style.href)
    if (!style.underline && !style.strike) return
    const line = Math.max(1, Math.round((font.size * ratio) / 14))
    if (style.underline) {
      const at = baseline + Math.max(1, Math.round((font.size * ratio) / 9))
      this.stroke(left, at, right, at + line, color)
    }
    if (style.strike) {
      const at = baseline - Math.round(font.size * ratio * 0.3)
      this.stroke(left, at, right, at + line, color)
    }
  }

  /** Glyphs alone, in device pixels. */
  private ink(
    left: number,
    right: number,
    baseline: number,
    text: string,
    font: Font,
    color: Rgba,
    rtl = false,
  ): void {
    const face = this.engine.face(font)
    const { ratio, stage } = this
    const reach = this.cast.reduce((most, shadow) => Math.max(most, reachOf(shadow)), 0)
    const over = Math.ceil((face.overhang + reach) * ratio)
    const high = baseline - Math.ceil(face.metrics.ascent * ratio) - over
    const low = baseline + Math.ceil(face.metrics.descent * ratio) + over
    const { clipNow } = stage
    if (low <= clipNow.top || high >= clipNow.bottom) return
    const ascii = isAscii(text)
    if (!ascii) this.engine.prepare(text, font)
    const css = face.css(ratio, ascii)
    const spacing = spacingOf(font, ratio)
    const words = ascii ? text : printable(text)
    stage.each(left - over, high, right + over + 1, low, (tile) => {
      tile.setFont(css, spacing)
      tile.setDirection(rtl ? "rtl" : "ltr")
      for (let i = this.cast.length - 1; i >= 0; i--)
        tile.castShadow(this.cast[i]!, ratio, (dx, dy) =>
          tile.ctx.fillText(words, left + dx, baseline + dy),
        )
      if (this.gradientInk) {
        pour(tile, stage, this.gradientInk, (ctx, x, y) =>
          ctx.fillText(words, left - x, baseline - y),
        )
        return
      }
      tile.setFill(color === DEFAULT ? 0xffe5e5e5 : color)
      tile.ctx.fillText(words, left, baseline)
    })
  }

  /** A line under or through words. */
  private stroke(left: number, top: number, right: number, bottom: number, color: Rgba): void {
    const ink = this.gradientInk
    if (!ink) {
      this.stage.rectangle(left, top, right, bottom, color)
      return
    }
    this.stage.each(left, top, right, bottom, (tile) =>
      pour(tile, this.stage, ink, (ctx, x, y) =>
        ctx.fillRect(left - x, top - y, right - left, bottom - top),
      ),
    )
  }

  image(
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
    alt: string,
    style: RunStyle,
  ): void {
    const left = this.stage.snap(x)
    const top = this.stage.snap(y)
    const right = this.stage.snap(x + width)
    const bottom = this.stage.snap(y + height)
    if (right <= left || bottom <= top) return
    const bitmap = this.bitmaps.of(image)
    if (!bitmap || image.width === 0 || image.height === 0) {
      this.placeholder(x, y, width, height, alt, style)
      return
    }
    this.stage.each(left, top, right, bottom, (tile) => {
      tile.ctx.imageSmoothingQuality = "high"
      tile.ctx.drawImage(drawable(bitmap), left, top, right - left, bottom - top)
    })
  }

  pattern(
    area: Rect,
    x: number,
    y: number,
    width: number,
    height: number,
    image: ImageSource,
  ): void {
    const { stage, ratio } = this
    const left = stage.snap(area.x)
    const top = stage.snap(area.y)
    const right = stage.snap(area.x + area.width)
    const bottom = stage.snap(area.y + area.height)
    const bitmap = (image as Partial<PixelImage>).bitmap
    if (!bitmap || right <= left || bottom <= top || !(width > 0 && height > 0)) return
    const one = this.bitmaps.sized(bitmap, width * ratio, height * ratio)
    stage.each(left, top, right, bottom, (tile) => {
      const { ctx } = tile
      const pattern = ctx.createPattern(drawable(one), "repeat")
      if (!pattern) return
      ctx.save()
      ctx.beginPath()
      ctx.rect(left, top, right - left, bottom - top)
      ctx.translate(x * ratio, y * ratio)
      ctx.scale((width * ratio) / one.width, (height * ratio) / one.height)
      ctx.fillStyle = pattern
      ctx.fill()
      ctx.restore()
    })
  }

  /** What stands where a picture is missing: a quiet frame with its alt text. */
  placeholder(
    x: number,
    y: number,
    width: number,
    height: number,
    alt: string,
    style: RunStyle,
  ): void {
    this.fill(x, y, width, height, faded(style.color, 0.06), 0)
    this.border(x, y, width, height, {
      top: "dashed",
      right: "dashed",
      bottom: "dashed",
      left: "dashed",
      color: faded(style.color, 0.35),
      radius: 0,
      background: NONE,
    })
    const { lineHeight } = this.engine.metrics(style.font)
    if (alt === "" || height < lineHeight) return
    const words = truncateLine(this.engine, alt, width - 12, style.font)
    const at = x + (width - this.engine.width(words, style.font)) / 2
    this.text(at, y + (height - lineHeight) / 2, lineHeight, words, { ...style, dim: true })
  }

  pen(
    x: number,
    y: number,
    width: number,
    height: number,
    font: Font,
    resolve: (color: string) => Rgba,
  ): Pen {
    const { stage } = this
    const clip = stage.cut(stage.clipNow, x, y, width, height, 0)
    const target: PenTarget = {
      ratio: this.ratio,
      platform: stage.platform,
      each: (left, top, right, bottom, draw) =>
        stage.within(clip, () => stage.each(left, top, right, bottom, draw)),
      text: (tx, ty, text, face, color, align) =>
        stage.within(clip, () => this.penText(tx, ty, text, face, color, align)),
    }
    return new PixelPen(target, x, y, font, resolve)
  }

  private penText(
    x: number,
    y: number,
    text: string,
    font: Font,
    color: Rgba,
    align: number,
  ): void {
    if (text === "" || paintsNothing(color)) return
    const { ascent, descent, lineHeight } = this.engine.metrics(font)
    const width = this.engine.width(text, font)
    const left = this.stage.snap(x - width * align)
    const right = this.stage.snap(x - width * align + width)
    const baseline = this.stage.snap(y + Math.floor((lineHeight - ascent - descent) / 2) + ascent)
    this.ink(left, right, baseline, text, font, color)
  }

  caret(at: { x: number; y: number; height: number } | null): void {
    this.onCaret?.(at)
  }
}
