// The elements for screen readers beside a page's own canvas: they follow it a moment after each frame,
// since reading aloud is slower than painting.

import { type Accessible, type AccessibleNodes, accessibleChanges } from "./accessible.ts"
import { accessibleDom } from "./accessible-dom.ts"

const LATER = 120 // ms after a frame

export interface AccessibleTree {
  /** The scene was painted. */
  changed(): void
  /** Brings the tree up to date now. */
  update(): void
  stop(): void
}

/** Puts the tree after `canvas`; `field` is where its keys are typed. */
export function accessibleTree(
  canvas: HTMLCanvasElement,
  field: HTMLElement,
  accessible: Accessible,
): AccessibleTree {
  const dom = accessibleDom(canvas, field, accessible)
  let nodes: AccessibleNodes = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined

  function update(): void {
    clearTimeout(timer)
    timer = undefined
    dom.place(1)
    const now = accessible.read()
    const changes = accessibleChanges(nodes, now)
    nodes = now
    if (changes) dom.apply(changes)
  }

  return {
    changed() {
      timer ??= setTimeout(update, LATER)
    },
    update,
    stop() {
      clearTimeout(timer)
      dom.stop()
    },
  }
}
