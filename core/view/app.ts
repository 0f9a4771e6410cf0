// contract: what a surface offers every app, under one name on all of them.

import { noApp } from "../errors.ts"
import type { KeyEvent } from "./events.ts"
import { type Frames, plainFrames } from "./frames.ts"
import { KeyLayers, KeysContext } from "./keys.ts"
import { mount } from "./mount.ts"
import { createContext, flush, provide, use } from "./reactivity.ts"
import type { Renderer, Size } from "./renderer.ts"
import type { Child } from "./view.ts"

/** Returned by each surface's `render(view, options)`, and given inside by `useApp()`. */
export interface App {
  /** "terminal", "canvas", "dom", "memory" or a custom renderer's name. */
  readonly surface: string
  /** Size of the surface in its own unit. Reactive. */
  size(): Size
  /** Settles with the exit code when the app has ended and the surface is as it was before. */
  readonly done: Promise<number>
  /** Ends the app. Default code 0. Safe to call twice. */
  exit(code?: number): void
  /** Runs pending effects, layout and paint now; resolves when the frame is out. */
  flush(): Promise<void>
  /** Names the window or tab. */
  title(text: string): void
  readonly clipboard: {
    /** Resolves false where the surface has no clipboard. */
    write(text: string): Promise<boolean>
  }
  /** Hands the surface back to the shell while `run` runs (an editor, say), then takes it again. Elsewhere just runs it. */
  suspend<T>(run: () => T | Promise<T>): Promise<T>
  /** Tints what each frame paints anew, for a moment: for debugging. A page has the browser's own tools for it. */
  showRepaints(shown: boolean): void
  /** When the surface shows something next: for what moves by itself (filigree/motion). */
  readonly frames: Frames
  /** Ends the app without an exit code of its own (0). */
  dispose(): void
  [Symbol.asyncDispose](): Promise<void>
}

/** What a surface must tell `openApp`; all but the first two have a working default. */
export interface AppHost {
  readonly surface: string
  /** In the surface's unit. Reactive: read a signal in it. */
  size(): Size
  /** Layout and paint, after effects have run. */
  flush?(): void | Promise<void>
  /** Gives the surface back, once, after the view is gone. */
  close?(code: number): void | Promise<void>
  title?(text: string): void
  readonly clipboard?: { write(text: string): Promise<boolean> }
  suspend?<T>(run: () => T | Promise<T>): Promise<T>
  showRepaints?(shown: boolean): void
  /** Default: a page's animation frames, or 60 a second by timers. */
  readonly frames?: Frames
}

/** What `flush` mostly returns: a program that waits for each frame makes no promise for it. */
const FLUSHED = Promise.resolve()

const AppContext = createContext<App | undefined>(undefined)

/**
 * The app of the surface that this component is shown on: `exit`, `size`, `title`, `clipboard`, …
 *
 * @example
 * const { exit, size } = useApp()
 * useKeys([{ keys: "q", run: () => exit() }])
 */
export function useApp(): App {
  const app = use(AppContext)
  if (!app) throw noApp("useApp")
  return app
}

/** The frames of the surface that this is shown on; outside of any app, plain ones. */
export function useFrames(): Frames {
  return use(AppContext)?.frames ?? plainFrames
}

/**
 * Mounts `view` in `root` as an app: what every surface's `render()` rests on.
 *
 * Provides `useApp` and the key-binding layers, listens to "key" on the root, and ends everything in
 * order: the view, then `host.close(code)`, then `done` settles.
 */
export function openApp<N extends object, H>(
  renderer: Renderer<N, H>,
  root: N,
  view: Child<H> | (() => Child<H>),
  host: AppHost,
): App {
  const keys = new KeyLayers()
  let ended: Promise<number> | undefined
  let settle: (code: number | PromiseLike<number>) => void
  const done = new Promise<number>((resolve) => {
    settle = resolve
  })

  const end = (code: number): Promise<number> => {
    if (!ended) {
      ended = (async () => {
        try {
          stopKeys?.()
          unmount?.()
        } finally {
          await host.close?.(code)
        }
        return code
      })()
      settle(ended)
    }
    return ended
  }

  const app: App = {
    surface: host.surface,
    size: () => host.size(),
    done,
    exit: (code = 0) => void end(code),
    flush() {
      try {
        flush()
        return host.flush?.() ?? FLUSHED
      } catch (error) {
        return Promise.reject(error)
      }
    },
    title: (text) => host.title?.(text),
    clipboard: host.clipboard ?? { write: async () => false },
    suspend: host.suspend ? (run) => host.suspend!(run) : async (run) => run(),
    showRepaints: (shown) => host.showRepaints?.(shown),
    frames: host.frames ?? plainFrames,
    dispose: () => void end(0),
    [Symbol.asyncDispose]: async () => {
      await end(0)
    },
  }

  const stopKeys: (() => void) | undefined = renderer.listen(root, "key", (event) => {
    keys.press(event as KeyEvent)
  })
  let unmount: (() => void) | undefined
  try {
    unmount = mount(renderer, root, () => {
      provide(AppContext, app)
      provide(KeysContext, keys)
      return typeof view === "function" ? (view as () => Child<H>)() : view
    })
  } catch (error) {
    stopKeys?.()
    throw error
  }
  if (ended) unmount() // exit() was called while mounting
  return app
}
