// contract: what a surface offers every app, under one name on all of them.

import type { Size } from "./renderer.ts"

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
  /** Ends the app without an exit code of its own (0). */
  dispose(): void
  [Symbol.asyncDispose](): Promise<void>
}
