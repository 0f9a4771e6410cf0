// An app in a page: opened in an element, and that element as it was when the app ends.

import { noRoot } from "../../core/errors.ts"
import { type Reactive, signal } from "../../core/reactive/index.ts"
import {
  type App,
  type Child,
  createFrames,
  type MotionChoice,
  openApp,
  pageFrame,
  prefersStill,
  stillBy,
} from "../../core/view/index.ts"
import { onSize, runCommit, runFrame } from "./frame.ts"
import type { Dom } from "./host.ts"
import { addRoot } from "./listen.ts"
import { type Hosted, State } from "./node.ts"
import { domRenderer } from "./renderer.ts"
import { adoptBase } from "./universal.ts"

/** Where an app lives in a page, and how. */
export interface DomOptions {
  /** Where the app lives, after what is there already: an element, or a selector. Default: document.body. */
  readonly root?: Element | string
  /** The same under the name of the other surfaces. */
  readonly target?: Element | string
  /** Whether things move by themselves. Default "auto": unless the user's system asks for reduced motion. */
  readonly motion?: Reactive<MotionChoice>
}

/**
 * Shows `view` in the page.
 *
 * @returns The app: `exit()`, `done`, `size()` (of the root element, in CSS pixels), `flush()`, …
 * @throws {CodedError} `no-root` when there is no such element.
 *
 * @example
 * const app = render(() => <Counter />, { root: "#app" })
 */
export function render(view: Child<Dom> | (() => Child<Dom>), options: DomOptions = {}): App {
  const root = findRoot(options.root ?? options.target)
  const before = root.$f
  root.$f ??= new State("root")
  adoptBase(root)
  const [size, setSize] = signal({ width: root.clientWidth, height: root.clientHeight })
  const stops = [
    addRoot(root),
    onSize(root, () => setSize({ width: root.clientWidth, height: root.clientHeight })),
  ]
  const show = () => {
    runCommit()
    runFrame()
  }
  const close = () => {
    for (const stop of stops) stop()
    if (!before) delete root.$f
  }
  try {
    return openApp<Node, Dom>(domRenderer, root, view, {
      surface: "dom",
      size,
      flush: show,
      close,
      frames: createFrames({
        schedule: pageFrame,
        show,
        isStill: stillBy(options.motion, prefersStill),
      }),
      title(text) {
        root.ownerDocument.title = text
      },
      clipboard: {
        async write(text) {
          try {
            await navigator.clipboard.writeText(text)
            return true
          } catch {
            return false // no permission, or no secure context
          }
        },
      },
    })
  } catch (error) {
    close()
    throw error
  }
}

function findRoot(root: Element | string | undefined): Hosted {
  if (typeof document === "undefined") throw noRoot(root)
  const found = typeof root === "string" ? document.querySelector(root) : (root ?? document.body)
  if (found) return found as Hosted
  throw noRoot(root)
}
