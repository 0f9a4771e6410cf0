// An app whose errors end on a screen, and not with the process.
//
//     effects, dynamic parts, key bindings ─▶ ErrorBoundary ─▶ errorView, until "r" or "q"
//     listeners, painters ─▶ fail(error) ────────▲

import { rwSignal } from "../../core/reactive/index.ts"
import { type Child, component, ErrorBoundary, type View } from "../../core/view/index.ts"
import { errorView } from "./error-screen.ts"
import type { Tui } from "./host.ts"

export class Guarded {
  /** What was thrown where no boundary is. */
  readonly #outside = rwSignal<{ readonly error: unknown } | undefined>(undefined)
  /** The last error that was shown. */
  error: unknown
  isFailing = false

  readonly #fills: boolean

  /** @param fills - The screen is all there is: errors take all of it. */
  constructor(fills: boolean) {
    this.#fills = fills
  }

  /** Shows an error that the graph knows nothing of. */
  readonly fail = (error: unknown): void => this.#outside.set({ error })

  /** The view of the app, with the error screen in its place while something has failed. */
  around(content: () => Child<Tui>): () => Child<Tui> {
    const App = component(content as () => View<Tui>, "App") // runs once, inside the boundary
    return () =>
      ErrorBoundary<Tui>({
        children: [
          () => {
            const outside = this.#outside.get()
            if (outside) throw outside.error
            return undefined
          },
          App(),
        ],
        fallback: (error, reset) => () => {
          this.error = error()
          this.isFailing = true
          return errorView(this.error, this.#fills, () => {
            this.isFailing = false
            this.#outside.set(undefined)
            reset()
          })
        },
      })
  }
}
