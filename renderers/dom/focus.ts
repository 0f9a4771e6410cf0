// Focus, told in attributes and done by the browser's own.
//
//     focusable      tabindex="0"                     autoFocus    focus() once it is in the page
//     focusScope     data-scope: Tab wraps inside ("tab"), arrows move inside ("arrows"), "both"
//     trap           the focus comes back when it leaves, and returns to where it was in the end

import { inNextRow, isGrid } from "../../core/view/roving.ts"
import { atCommit } from "./frame.ts"
import { stateOf } from "./node.ts"

interface Trap {
  readonly node: HTMLElement
  /** Where the focus was before. */
  readonly before: Element | null
  /** It has been in the page, or a commit has passed without that. */
  open: boolean
}

const traps: Trap[] = []
const CANDIDATES = "[tabindex],a[href],button,input,select,textarea"

export function autoFocus(node: HTMLElement): void {
  atCommit(() => node.isConnected && node.focus())
}

export function trap(node: HTMLElement): void {
  if (traps.some((one) => one.node === node)) return
  const document = node.ownerDocument
  traps.push({ node, before: document.activeElement, open: false })
  document.addEventListener("focusin", keepIn) // the same function: added once
  atCommit(tendTraps)
}

export function releaseTrap(node: HTMLElement): void {
  const index = traps.findIndex((one) => one.node === node)
  if (index >= 0) giveBack(traps.splice(index, 1)[0]!)
}

/** After each commit: traps that came into the page take the focus, those that left give it back. */
export function tendTraps(): void {
  for (const one of [...traps]) {
    if (one.node.isConnected) {
      one.open = true
      if (one === traps.at(-1) && !holds(one.node)) first(one.node)?.focus()
    } else if (one.open) {
      traps.splice(traps.indexOf(one), 1)
      giveBack(one)
    } else one.open = true // made and gone before it was seen, or a flush in the middle of a mount
  }
}

export function hasTraps(): boolean {
  return traps.length > 0
}

function giveBack({ node, before }: Trap): void {
  const document = node.ownerDocument
  const active = activeIn(node)
  if (active === null || active === document.body || node.contains(active)) {
    if (before?.isConnected) (before as HTMLElement).focus()
  }
}

function holds(node: HTMLElement): boolean {
  return node.contains(activeIn(node))
}

/** What has the focus, as it is seen from where `node` stands: a document knows no insides of shadow roots. */
export function activeIn(node: Node): Element | null {
  const scope = node.getRootNode()
  return ("activeElement" in scope ? (scope as ShadowRoot) : node.ownerDocument!).activeElement
}

function keepIn(event: FocusEvent): void {
  const top = traps.findLast((one) => one.node.isConnected && isShown(one.node))
  if (!top || event.composedPath().includes(top.node)) return
  const from = event.relatedTarget as HTMLElement | null
  const back = from && top.node.contains(from) ? from : first(top.node)
  back?.focus()
}

function isShown(node: Element): boolean {
  return node.getClientRects().length > 0
}

/** What Tab can reach in `scope`, or, for arrows, could reach but for the roving. */
function stops(scope: HTMLElement, roving: boolean): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(CANDIDATES)].filter((node) => {
    if ((node as HTMLInputElement).disabled || !isShown(node)) return false
    if (node.tabIndex >= 0) return true
    return roving && (node.hasAttribute("data-roving") || stateOf(node)?.attrs.focusable === true)
  })
}

function first(scope: HTMLElement): HTMLElement | undefined {
  return stops(scope, false)[0]
}

const NEXT: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** The default action of Tab and arrows inside a focusScope. */
export function moveFocus(event: KeyboardEvent, target: HTMLElement): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !target.closest) return
  if (event.key === "Tab") {
    const scope = target.closest<HTMLElement>('[data-scope="tab"],[data-scope="both"]')
    if (!scope) return
    const all = stops(scope, false)
    const at = all.indexOf(target)
    const leaves = event.shiftKey ? at <= 0 : at === all.length - 1
    if (!leaves) return
    event.preventDefault()
    all.at(event.shiftKey ? -1 : 0)?.focus()
    return
  }
  const scope = target.closest<HTMLElement>('[data-scope="arrows"],[data-scope="both"]')
  if (!scope || isEdited(target, event.key)) return
  const all = stops(scope, true)
  const at = all.indexOf(target)
  const step = NEXT[event.key]
  let to: HTMLElement | undefined
  if (step !== undefined) {
    const boxes = all.map((node) => node.getBoundingClientRect())
    const byRow = /Up|Down/.test(event.key) && isGrid(boxes)
    to = all[byRow ? inNextRow(boxes, at, step) : (at + step + all.length) % all.length]
  } else if (event.key === "Home") to = all[0]
  else if (event.key === "End") to = all.at(-1)
  if (!to) return
  event.preventDefault()
  to.focus()
}

/** The key means something to the field that has the focus. */
function isEdited(target: HTMLElement, key: string): boolean {
  if (target.localName === "textarea" || target.localName === "select") return true
  return target.localName === "input" && key !== "ArrowUp" && key !== "ArrowDown"
}

/** Of the stops in a scope moved through by arrows, Tab reaches only the one that had the focus last. */
export function rove(target: HTMLElement): void {
  const scope = target.closest?.<HTMLElement>('[data-scope="arrows"],[data-scope="both"]')
  if (!scope || scope === target) return
  for (const node of stops(scope, true)) {
    node.setAttribute("data-roving", "")
    node.tabIndex = node === target ? 0 : -1
  }
}
