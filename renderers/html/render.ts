// Views as HTML text, on a server or in a build: mounted on the memory host, waited for, written.

import { createSuspenseContext, LoadsContext } from "../../core/async/index.ts"
import { catchError, flush, getOwner, provide, runWithOwner } from "../../core/reactive/index.ts"
import { type Child, mount, TOKENS } from "../../core/view/index.ts"
import { baseSheet } from "../markup/index.ts"
import { memoryRenderer } from "../memory/index.ts"
import { toHtml } from "./serialize.ts"

/** How long a page waits for what it loads. */
export interface HtmlOptions {
  /** How long to wait for resources, in milliseconds; what still loads then shows its fallback. Default 10,000. */
  readonly wait?: number
}

/**
 * `view` as HTML, without waiting for anything: what loads shows its fallback.
 *
 * @example
 * renderToString(() => box({ gap: 4 }, "hi"))
 */
export function renderToString(view: Child<any> | (() => Child<any>)): string {
  const { html, dispose } = open(view)
  try {
    flush()
    return html()
  } finally {
    dispose()
  }
}

/**
 * `view` as HTML, when all its resources have settled.
 *
 * Put `styleSheet()` into the page's <style> when it has universal elements.
 *
 * @example
 * const html = await renderToHtml(() => <Page />, { wait: 2000 })
 */
export async function renderToHtml(
  view: Child<any> | (() => Child<any>),
  options: HtmlOptions = {},
): Promise<string> {
  const { html, settled, dispose } = open(view)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    flush()
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, options.wait ?? 10_000)
    })
    await Promise.race([settled(), late])
    flush()
    return html()
  } finally {
    clearTimeout(timer)
    dispose()
  }
}

/** The base style sheet of universal elements, as the text of a <style>. */
export function styleSheet(): string {
  return baseSheet(TOKENS)
}

function open(view: Child<any> | (() => Child<any>)) {
  const renderer = memoryRenderer({ name: "html" })
  const root = renderer.root()
  const loads = createSuspenseContext()
  let failure: { error: unknown } | undefined
  // What no boundary takes, also later, belongs to who asked for the text.
  const guard = catchError(getOwner, (error) => {
    failure ??= { error }
  })
  const dispose = runWithOwner(guard, () =>
    mount(renderer, root, () => {
      provide(LoadsContext, loads)
      return typeof view === "function" ? (view as () => Child<any>)() : view
    }),
  )
  return {
    html(): string {
      if (failure) throw failure.error
      return toHtml(root)
    },
    // What settles may show what loads again.
    async settled() {
      do {
        await loads.settled()
        flush()
      } while (loads.count() > 0)
    },
    dispose,
  }
}
