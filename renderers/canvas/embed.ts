// EmbedCanvas: pixels inside another surface, with hands.
//
//     terminal   box (focus, keys, pointer) ─ image ─ the canvas's pixels, as an image or half blocks
//                     │  cells × 8, × 16          ▲
//                     └────────▶ canvas app ──────┘     its signals, contexts and owner are those of
//                                                       the place where it stands

import { LoadsContext } from "../../core/async/index.ts"
import { effect, getOwner, onCleanup, signal, use } from "../../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  component,
  image,
  type LayoutProps,
  type Modifiers,
  type PointerEvent,
  type Theme,
  useApp,
  type View,
} from "../../core/view/index.ts"
import { type Opened, openCanvas } from "./app.ts"
import type { Canvas } from "./host.ts"
import { nodePlatform, onFont } from "./node.ts"
import { createPicture } from "./picture.ts"
import { soon } from "./render.ts"

/** Layout attributes go to the box that it takes: in a terminal, cells. */
export interface EmbedCanvasProps extends LayoutProps {
  /** What it shows, in CSS pixels. */
  readonly children: Child<Canvas> | (() => Child<Canvas>)
  /** CSS pixels of a unit of the surface it stands on. Default in a terminal 8 × 16, else 1 × 1. */
  readonly unit?: { readonly width: number; readonly height: number } | undefined
  /** Device pixels per CSS pixel. Default 1. */
  readonly pixelRatio?: number | undefined
  readonly theme?: Theme | undefined
  /** What it shows, in words. */
  readonly label?: Attr<string>
  /** Whether it takes the keyboard. Default true. */
  readonly focusable?: boolean | undefined
}

/**
 * A canvas inside a terminal (or another canvas): its pixels as an image, half blocks where the
 * terminal has none. Signals and contexts reach in; pointer, wheel and keys too. In a page, `EmbedCanvas` of
 * filigree/canvas/browser is its like.
 *
 * @example
 * <EmbedCanvas width={60} height={15} label="load">
 *   <LineChart series={load} />
 * </EmbedCanvas>
 */
export const EmbedCanvas: (props: EmbedCanvasProps) => View<any> = component(
  (props: EmbedCanvasProps) => {
    const { children, unit, pixelRatio, theme, label, focusable = true, ...layout } = props
    const outer = useApp()
    const perUnit = unit ?? (outer.surface === "terminal" ? CELL : { width: 1, height: 1 })
    const picture = createPicture()
    const owner = getOwner()
    const loads = use(LoadsContext)
    let loaded: (() => void) | undefined
    let size: { width: number; height: number } | undefined
    let opening = false
    let inner: Opened | undefined
    let ended = false

    async function open(): Promise<void> {
      opening = true
      const platform = await nodePlatform()
      if (ended || !size) return
      inner = openCanvas(children as Child<Canvas>, {
        platform,
        ...size,
        pixelRatio,
        theme,
        owner,
        sink: picture,
        wrapsFocus: false,
        schedule: soon,
        pace: { schedule: outer.frames.next, isStill: outer.frames.isStill, now: outer.frames.now },
        clipboard: outer.clipboard,
        onFont,
      })
      if (ended) inner.app.dispose()
    }

    let failure: { error: unknown } | undefined
    const [failed, setFailed] = signal(false)
    effect(() => {
      if (failed()) throw failure?.error // to the nearest ErrorBoundary
    })
    onCleanup(() => {
      ended = true
      loaded?.()
      inner?.app.dispose()
    })

    const onResize = (event: { readonly width: number; readonly height: number }) => {
      size = { width: event.width * perUnit.width, height: event.height * perUnit.height }
      if (inner) inner.app.resize(size.width, size.height)
      else if (!opening && size.width > 0 && size.height > 0) {
        loaded = loads?.add()
        void open()
          .then(() => inner?.app.ready(READY))
          .catch((error: unknown) => {
            failure = { error }
            setFailed(true)
          })
          .then(() => loaded?.())
      }
    }

    const middle = outer.surface === "terminal" ? 0.5 : 0 // a cell is hit in its middle
    const pointer = (type: "down" | "move" | "up" | "leave") => (event: PointerEvent) => {
      if (!inner) return
      if (type === "down") event.capture()
      const used = inner.app.pointer({
        ...modifiersOf(event),
        type,
        x: (event.x + middle) * perUnit.width,
        y: (event.y + middle) * perUnit.height,
        button: event.button,
        buttons: event.buttons,
      })
      if (used) event.preventDefault()
    }

    return box(
      {
        ...layout,
        focusable,
        role: "img",
        label,
        onResize,
        onPointerDown: pointer("down"),
        onPointerMove: pointer("move"),
        onPointerUp: pointer("up"),
        onPointerLeave: pointer("leave"),
        onWheel(event) {
          const used = inner?.app.wheel({
            ...modifiersOf(event),
            x: (event.x + middle) * perUnit.width,
            y: (event.y + middle) * perUnit.height,
            deltaX: event.deltaX * perUnit.width,
            deltaY: event.deltaY * perUnit.height,
          })
          if (used) event.preventDefault()
        },
        onKey(event) {
          if (!inner) return
          const { key, text, repeat } = event
          if (inner.app.key({ ...modifiersOf(event), key, text, repeat })) {
            event.preventDefault()
            event.stopPropagation()
          }
        },
        onPaste(event) {
          if (inner?.app.paste(event.text)) event.preventDefault()
        },
        onFocus() {
          if (inner && !inner.scene.focused) inner.scene.focusNext(1)
        },
        onBlur() {
          inner?.scene.focus(null)
        },
      },
      image({ src: picture, alt: label, fit: "fill", width: "100%", height: "100%" }),
    )
  },
  "EmbedCanvas",
)

const CELL = { width: 8, height: 16 } // CSS pixels: a text of 14 px has a cell's height
const READY = 10_000 // ms that a picture of the surrounding surface waits for what is inside

function modifiersOf({ ctrl, alt, shift, meta }: Modifiers): Modifiers {
  return { ctrl, alt, shift, meta }
}
