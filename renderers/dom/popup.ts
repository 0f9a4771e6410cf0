// Popups in a page: the browser's own layer over everything (popover), placed as on every surface.
//
//     <div class="f f-box" popover="manual" style="position: fixed; left: 96px; top: 120px">
//
// They stand where they belong in the document, so styles, themes, events and focus are those of that place. They
// are placed anew with each commit, and when something scrolls or changes its size.

import type { PopupPlace } from "../../core/view/index.ts"
import { placePopup } from "../../core/view/popup-place.ts"
import { atCommit, inFrame, onSize } from "./frame.ts"
import { stateOf } from "./node.ts"

/** Popups, and how to stop looking at their sizes; undefined before they have been in the page. */
const popups = new Map<HTMLElement, (() => void) | undefined>()

export function setPopup(node: HTMLElement, value: unknown): void {
  if (value === undefined) {
    drop(node)
    node.style.removeProperty("--f-room")
    return
  }
  if (!popups.has(node)) popups.set(node, undefined)
  atCommit(tendPopups)
}

/** After each commit: what came into the page opens, what left it is forgotten, all are where they belong. */
export function tendPopups(): void {
  let opened = false
  for (const [node, stop] of popups) {
    if (!node.isConnected) {
      if (stop) drop(node)
      continue
    }
    if (!stop) popups.set(node, watch(node))
    if (node.popover && !isOpen(node)) {
      node.showPopover()
      opened = true
    }
    place(node)
  }
  if (opened) raise()
}

/** The browser's layer has the last one on top: those with a zIndex are opened again, over it. */
function raise(): void {
  const nodes = [...popups.keys()].filter((node) => layerOf(node) > 0 && isOpen(node))
  for (const node of nodes.sort((a, b) => layerOf(a) - layerOf(b))) {
    node.hidePopover()
    node.showPopover()
  }
}

function isOpen(node: HTMLElement): boolean {
  return node.matches(":popover-open")
}

function layerOf(node: HTMLElement): number {
  return Number(node.style.zIndex)
}

export function hasPopups(): boolean {
  return popups.size > 0
}

function watch(node: HTMLElement): () => void {
  const view = node.ownerDocument.defaultView!
  const parent = node.parentElement!
  const later = () => inFrame(tendPopups)
  const stops = [onSize(node, later), onSize(parent, later)]
  // Cut off, not hidden, so that the focus can stay in it. Of an edge that only touches the ratio is 0, of a parent
  // without a size it is 1.
  const sight = new IntersectionObserver(
    (entries) => {
      const isSeen = entries.at(-1)!.intersectionRatio > 0 || node.dataset["popup"] === "cover"
      node.style.clipPath = isSeen ? "" : "inset(50%)"
    },
    { threshold: [0, 1e-6] },
  )
  sight.observe(parent)
  view.addEventListener("scroll", later, { capture: true, passive: true })
  view.addEventListener("resize", later)
  return () => {
    for (const stop of stops) stop()
    sight.disconnect()
    node.style.clipPath = ""
    view.removeEventListener("scroll", later, { capture: true })
    view.removeEventListener("resize", later)
  }
}

function drop(node: HTMLElement): void {
  popups.get(node)?.()
  popups.delete(node)
}

function place(node: HTMLElement): void {
  const { style } = node
  const { popup: side, background } = stateOf(node)!.attrs
  if (side === "cover") {
    // Where it is empty, presses go to what it lies over.
    style.pointerEvents = background === undefined ? "none" : ""
    return // the style sheet knows the rest
  }
  style.removeProperty("--f-room")
  const { clientWidth, clientHeight } = node.ownerDocument.documentElement
  const size = { width: node.offsetWidth, height: node.offsetHeight }
  const anchor = node.parentElement!.getBoundingClientRect()
  const at = placePopup(side as PopupPlace, anchor, size, {
    width: clientWidth,
    height: clientHeight,
  })
  style.left = `${at.x}px`
  style.top = `${at.y}px`
  if (at.height < size.height) style.setProperty("--f-room", `${at.height}px`)
}
