// How large "1ch" and "1lh" are here: 1 and 1 in a terminal, about 8 and 20 on pixels, something
// else under another font size. An empty box of that size tells.

import { type Accessor, signal } from "../../core/reactive/index.ts"
import { box, type View } from "../../core/view/index.ts"

export interface UnitProbe {
  /** Goes into a box that is laid out, before what is pressed there; takes no room in it. */
  readonly view: View<any>
  /** Width of "0" in the surface's unit; 1 until it is known. */
  readonly ch: Accessor<number>
  /** Height of a line, likewise. */
  readonly lh: Accessor<number>
}

/** Measures the two lengths that widgets speak. Call it in a component's body. */
export function unitProbe(): UnitProbe {
  const [ch, setCh] = signal(1)
  const [lh, setLh] = signal(1)
  const view = box({
    position: "absolute",
    top: 0,
    left: 0,
    width: "1ch",
    height: "1lh",
    opacity: 0, // and no presses
    onResize: (event) => {
      event.stopPropagation() // the box around has a size of its own to tell
      if (event.width > 0) setCh(event.width)
      if (event.height > 0) setLh(event.height)
    },
  })
  return { view, ch, lh }
}
