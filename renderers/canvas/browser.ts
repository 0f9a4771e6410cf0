// filigree/canvas/browser: views on a page's own <canvas>.
//
//     scene ─▶ the canvas itself, only the damage        browser-platform.ts
//       ▲ pointer, wheel, keys, input methods            browser-input.ts
//       └ a tree of elements for screen readers          browser-tree.ts
//
// The canvas is as large as CSS makes it, at the screen's own resolution: both are followed.

import { CodedError, shown } from "../../core/errors.ts"
import {
  effect,
  getOwner,
  type Owner,
  onCleanup,
  type Reactive,
  read,
  signal,
} from "../../core/reactive/index.ts"
import {
  type Attr,
  component,
  element,
  type MotionChoice,
  pageFrame,
  prefersStill,
  stillBy,
  type Theme,
  type View,
} from "../../core/view/index.ts"
import { type CanvasApp, type CanvasView, openCanvas } from "./app.ts"
import { type BrowserInput, listenTo } from "./browser-input.ts"
import { browserPlatform, onFont } from "./browser-platform.ts"
import { type AccessibleTree, accessibleTree } from "./browser-tree.ts"
import type { PixelCanvas } from "./platform.ts"

export type { Accessible, AccessibleNode, AccessibleNodes } from "./accessible.ts"
export type { CanvasApp, CanvasView } from "./app.ts"
export { registerFont } from "./browser-platform.ts"
export type { FontFile } from "./fonts.ts"
export type { Frame } from "./frame.ts"
export type { Canvas } from "./host.ts"

/** Which canvas of the page, and how it is drawn on. */
export interface BrowserCanvasOptions {
  /** Where to draw: a canvas element, or a selector of one. Its CSS decides how large it is. */
  readonly canvas: HTMLCanvasElement | string
  /** Of the root. Default: a plain light one. */
  readonly theme?: Theme | undefined
  /** Device pixels per CSS pixel. Default: the screen's, followed when it changes. */
  readonly pixelRatio?: number | undefined
  /** Tints what each frame paints anew, for a moment: for debugging. Also `app.showRepaints`. Default false. */
  readonly repaints?: boolean | undefined
  /** Text is selected by dragging over it, and copied. Default true; `selectable={false}` leaves one text out. */
  readonly selection?: boolean | undefined
  /** A tree of elements beside the canvas, for screen readers. Default true. */
  readonly accessible?: boolean | undefined
  /** Whether things move by themselves. Default "auto": unless the user's system asks for reduced motion. */
  readonly motion?: Reactive<MotionChoice> | undefined
  /** Errors of listeners and painters. Default: thrown, as an uncaught error of the page. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * Shows `view` on a canvas of the page. Resolves when the first frame has been painted.
 *
 * @throws {CodedError} `no-canvas` when there is no such element.
 *
 * @example
 * const app = await render(() => <Dashboard />, { canvas: "#dashboard" })
 */
export function render(view: CanvasView, options: BrowserCanvasOptions): Promise<CanvasApp> {
  return open(view, options, undefined)
}

async function open(
  view: CanvasView,
  options: BrowserCanvasOptions,
  owner: Owner | undefined,
): Promise<CanvasApp> {
  const canvas = find(options.canvas)
  holdSize(canvas)
  const ratio = () => options.pixelRatio ?? Math.max(1, globalThis.devicePixelRatio || 1)
  let input: BrowserInput | undefined
  let tree: AccessibleTree | undefined
  const undo: (() => void)[] = []

  const { app, scene, surface } = openCanvas(view, {
    platform: browserPlatform,
    owner,
    canvas: canvas as unknown as PixelCanvas,
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    pixelRatio: ratio(),
    theme: options.theme,
    repaints: options.repaints,
    schedule: (frame) => {
      const handle = requestAnimationFrame(frame)
      return () => cancelAnimationFrame(handle)
    },
    pace: { schedule: pageFrame, isStill: stillBy(options.motion, prefersStill) },
    wrapsFocus: false,
    selection: options.selection,
    onFont,
    onError: options.onError,
    onCaret: (at) => input?.caret(at),
    onFocus: () => input?.focus(),
    onPainted: () => tree?.changed(),
    onCursor: (cursor) => {
      canvas.style.cursor = cursor
    },
    title: (text) => {
      document.title = text
    },
    clipboard: {
      async write(text) {
        if (input?.copied(text)) return true
        try {
          await navigator.clipboard.writeText(text)
          return true
        } catch {
          return false // no permission, or no secure context
        }
      },
    },
    onClose: () => {
      for (const each of undo) each()
    },
  })

  input = listenTo(canvas, scene)
  undo.push(input.stop)
  if (options.accessible !== false) {
    tree = accessibleTree(canvas, input.field, app.accessible)
    tree.update()
    undo.push(tree.stop)
  }

  let drawnAt = ratio()
  const follow = () => {
    const { clientWidth: width, clientHeight: height } = canvas
    if (width === surface.width && height === surface.height && ratio() === drawnAt) return
    drawnAt = ratio()
    surface.setRatio(drawnAt)
    app.resize(width, height)
    scene.frame() // at once: a canvas that was resized is blank until it is painted
  }
  const observer = new ResizeObserver(follow)
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" }) // zoom and other screens, too
  } catch {
    observer.observe(canvas) // Safari
  }
  undo.push(() => observer.disconnect())
  undo.push(onRatio(follow))
  return app
}

/** Of a canvas inside a DOM app: its view, and its size there. */
export interface EmbedCanvasProps extends Omit<BrowserCanvasOptions, "canvas"> {
  readonly children: CanvasView
  /** Of the element that holds the canvas: a number in CSS pixels, or any CSS length. Default "100%". */
  readonly width?: Attr<number | string>
  readonly height?: Attr<number | string>
  readonly class?: Attr<string>
}

/**
 * A canvas inside a page of filigree/dom. Signals and contexts reach in; it ends with its place.
 *
 * @example
 * <EmbedCanvas width="100%" height={240}>
 *   <LineChart series={load} />
 * </EmbedCanvas>
 */
export const EmbedCanvas: (props: EmbedCanvasProps) => View<any> = component(
  (props: EmbedCanvasProps) => {
    const { children, width = "100%", height = "100%", class: name, ...options } = props
    const owner = getOwner()
    let canvas: HTMLCanvasElement | undefined
    let app: CanvasApp | undefined
    let ended = false
    let failure: { error: unknown } | undefined
    const [failed, setFailed] = signal(false)
    // In the next flush: then the canvas is in the page, and has a size.
    effect(() => {
      if (failed()) throw failure?.error // to the nearest ErrorBoundary
      if (!canvas) return
      open(children, { ...options, canvas }, owner).then(
        (opened) => {
          app = opened
          if (ended) app.dispose()
        },
        (error: unknown) => {
          failure = { error }
          setFailed(true)
        },
      )
    })
    onCleanup(() => {
      ended = true
      app?.dispose()
    })
    return element(
      "div",
      {
        class: name,
        style: { position: "relative", width: lengthOf(width), height: lengthOf(height) },
      },
      element("canvas", {
        style: { display: "block", width: "100%", height: "100%" },
        ref: (node: HTMLCanvasElement) => {
          canvas = node
        },
      }),
    )
  },
  "EmbedCanvas",
)

function lengthOf(length: Attr<number | string>): () => string {
  return () => {
    const now = read(length) ?? "100%"
    return typeof now === "number" ? `${now}px` : now
  }
}

/** A canvas whose CSS says no size is as large as its pixels: it would grow with the resolution. */
function holdSize(canvas: HTMLCanvasElement): void {
  for (const side of ["width", "height"] as const) {
    const size = side === "width" ? () => canvas.clientWidth : () => canvas.clientHeight
    const before = size()
    const pixels = canvas[side]
    canvas[side] = pixels + 64
    if (size() !== before) canvas.style[side] = `${before}px`
    canvas[side] = pixels
  }
}

/** Calls `changed` when the window moves to a screen of another resolution, or is zoomed. */
function onRatio(changed: () => void): () => void {
  let query: MediaQueryList | undefined
  const listen = () => {
    query = matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`)
    query.addEventListener("change", told, { once: true })
  }
  const told = () => {
    changed()
    listen()
  }
  listen()
  return () => query?.removeEventListener("change", told)
}

function find(canvas: HTMLCanvasElement | string): HTMLCanvasElement {
  const found = typeof canvas === "string" ? document.querySelector(canvas) : canvas
  if (found instanceof HTMLCanvasElement) return found
  throw new CodedError(
    "no-canvas",
    `there is no canvas element ${shown(canvas)} to draw on.`,
    "give a <canvas> of the page, or a selector of one, once it is there (type=module, or at the end of the body).",
  )
}
