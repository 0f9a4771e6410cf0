// A canvas as the picture of an `image`: a sink that others look at.

import type { LivePicture } from "../../core/view/index.ts"
import type { Sink } from "./app.ts"
import type { Frame } from "./frame.ts"

/** A sink, and what `src` of an `image` takes: on a terminal, or on another canvas. */
export interface PictureSink extends Sink, LivePicture {}

/**
 * A canvas to be shown as an `image` elsewhere.
 *
 * @example
 * const picture = createPicture()
 * await render(() => <Chart />, { width: 320, height: 160, sink: picture })
 * await renderInTerminal(() => <image src={picture} width={40} height={10} fit="fill" />)
 */
export function createPicture(): PictureSink {
  const watchers = new Set<() => void>()
  let frame: Frame | undefined
  const tell = () => {
    for (const watcher of [...watchers]) watcher()
  }
  return {
    get width() {
      return frame?.width ?? 0
    },
    get height() {
      return frame?.height ?? 0
    },
    read: () => frame?.read() ?? new Uint8ClampedArray(0),
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    open(app) {
      frame = app.frame
    },
    present: tell,
    close() {
      frame = undefined
      tell()
    },
  }
}
