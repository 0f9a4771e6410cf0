// Lines that lose words in the middle: CSS can cut at the ends only.
//
//     <div class="f-text" data-cutting="/usr/l…path.ts"><span>/usr/lib/node/path.ts</span></div>
//
// The words stay where they are, for screen readers and for copying; while they do not fit, they are
// transparent and the style sheet shows the attribute in their place.

import { onSize } from "./frame.ts"

const stops = new WeakMap<HTMLElement, () => void>()
let context: CanvasRenderingContext2D | null = null

/** Cuts the line in `node` whenever its words or its width change. */
export function cutMiddle(node: HTMLElement): void {
  if (stops.has(node)) return
  const cut = () => {
    const text = node.textContent ?? ""
    const shown = node.isConnected ? fitted(node, text) : text
    if (shown === text) node.removeAttribute("data-cutting")
    else node.setAttribute("data-cutting", shown)
  }
  const changes = new MutationObserver(cut)
  changes.observe(node, { characterData: true, childList: true, subtree: true })
  const stop = onSize(node, cut)
  stops.set(node, () => {
    changes.disconnect()
    stop()
    node.removeAttribute("data-cutting")
  })
}

export function stopCutting(node: HTMLElement): void {
  stops.get(node)?.()
  stops.delete(node)
}

/** `text`, or as many characters of both ends as there is room for with an ellipsis between. */
function fitted(node: HTMLElement, text: string): string {
  context ??= document.createElement("canvas").getContext("2d")
  if (!context) return text
  const style = getComputedStyle(node)
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing
  const room = node.clientWidth + 0.5 // client widths are rounded
  const width = (words: string) => context!.measureText(words).width
  if (width(text) <= room) return text
  const all = Array.from(new Intl.Segmenter().segment(text), (one) => one.segment)
  const cutTo = (kept: number) =>
    all.slice(0, Math.ceil(kept / 2)).join("") +
    "…" +
    (kept > 1 ? all.slice(-Math.floor(kept / 2)).join("") : "")
  let fits = 0
  let over = all.length
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (width(cutTo(middle)) <= room) fits = middle
    else over = middle
  }
  return cutTo(fits)
}
