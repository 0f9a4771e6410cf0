// Boxes that scroll: where they stand, and staying at the end while the end is in view.

import type { ScrollEvent } from "../../core/view/index.ts"
import { atCommit, inFrame, onSize } from "./frame.ts"
import { type State, stateOf } from "./node.ts"

const following = new Set<HTMLElement>()

/** Notes that scrollTop, scrollLeft or stickToEnd changed: a new box has no place to scroll to yet. */
export function setScroll(node: HTMLElement, _value: unknown, state: State): void {
  const { stickToEnd } = state.attrs
  if (stickToEnd && !following.has(node)) {
    following.add(node)
    node.addEventListener("scroll", noteEnd, { passive: true })
    onSize(node, follow)
  } else if (!stickToEnd) following.delete(node)
  atCommit(() => {
    const { scrollTop, scrollLeft } = state.attrs
    if (scrollTop !== undefined) node.scrollTop = scrollTop as number
    if (scrollLeft !== undefined) node.scrollLeft = scrollLeft as number
  })
}

/** After each commit: boxes that follow their end do so in the next frame. */
export function followEnds(): void {
  if (following.size > 0) inFrame(follow)
}

function follow(): void {
  for (const node of following) {
    if (!node.isConnected) following.delete(node)
    else if (stateOf(node)?.atEnd) node.scrollTop = node.scrollHeight
  }
}

function noteEnd(this: HTMLElement): void {
  const state = stateOf(this)
  if (state) state.atEnd = isAtEnd(this)
}

/** Half a pixel of rounding is the end, too. */
function isAtEnd(node: HTMLElement): boolean {
  return node.scrollHeight - node.clientHeight - node.scrollTop <= 1
}

/** What a native scroll tells listeners. */
export function scrollOf(node: HTMLElement): Pick<ScrollEvent, "top" | "left" | "atEnd"> {
  return { top: node.scrollTop, left: node.scrollLeft, atEnd: isAtEnd(node) }
}
