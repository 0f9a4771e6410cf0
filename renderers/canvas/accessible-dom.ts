// Real elements for what a canvas shows: where a screen reader looks, and what it presses.
//
//     0 ─ 2 dialog "Save?"          <div role="dialog" aria-label="Save?">
//           ├ 3 "Save changes?"       <span>Save changes?</span>
//           └ 4 button "Yes"          <div role="button" aria-label="Yes" tabindex="-1">
//
// Each element lies over what it stands for and sees no pointer. The keyboard stays with the canvas's
// hidden field, which says by aria-activedescendant where the app's focus is. Words and names come from
// data: they are set as text and attributes, never as markup.
//
// The page of a live canvas loads this file: it knows no scene.

import type { AccessibleChanges } from "./accessible.ts"

export interface AccessibleDom {
  apply(changes: AccessibleChanges): void
  /** Over the canvas; `scale` of the page's CSS pixels show one of the app's. */
  place(scale: number): void
  stop(): void
}

/** What a screen reader did to the element with an id. */
export interface AccessibleHands {
  press(id: number): void
  focus(id: number): void
}

const STATES = ["disabled", "selected", "checked", "expanded", "multiline", "modal"] as const

const SILENT: ReadonlySet<string> = new Set(["disabled", "multiline", "modal"])

let trees = 0

/** Puts the elements after `canvas`, which screen readers then pass over; `field` has its keyboard. */
export function accessibleDom(
  canvas: HTMLCanvasElement,
  field: HTMLElement,
  hands: AccessibleHands,
): AccessibleDom {
  const prefix = `filigree-${++trees}-`
  const root = document.createElement("div")
  root.style.cssText =
    "position:absolute;overflow:hidden;pointer-events:none;opacity:0;color:transparent;transform-origin:0 0"
  canvas.after(root)
  const hidden = canvas.getAttribute("aria-hidden")
  canvas.setAttribute("aria-hidden", "true")
  field.removeAttribute("aria-hidden") // it has the focus, and says where that is
  field.setAttribute("role", "application") // keys are the app's; what it types into are other elements
  field.setAttribute("aria-label", canvas.getAttribute("aria-label") || document.title || "canvas")
  const elements = new Map<number, HTMLElement>([[0, root]])
  let focused = -1

  function elementOf(id: number, isText: boolean): HTMLElement {
    let element = elements.get(id)
    if (element) return element
    element = document.createElement(isText ? "span" : "div")
    element.id = prefix + id
    element.style.position = "absolute"
    element.style.whiteSpace = "pre-wrap"
    element.addEventListener("click", (event) => {
      event.stopPropagation()
      hands.press(id)
    })
    element.addEventListener("focus", () => {
      hands.focus(id)
      field.focus({ preventScroll: true }) // or keys would go nowhere
    })
    elements.set(id, element)
    return element
  }

  function apply({ nodes, gone }: AccessibleChanges): void {
    for (const node of nodes) {
      const element = elementOf(node.id, node.role === "")
      if (node.id !== 0) describe(element, node)
      if (node.focused) focused = node.id
      else if (node.focused === false && focused === node.id) focused = -1
    }
    for (const { id, kids } of nodes) if (kids) arrange(elements.get(id)!, kids)
    for (const id of gone) {
      elements.get(id)?.remove()
      elements.delete(id)
      if (focused === id) focused = -1
    }
    attribute(field, "aria-activedescendant", focused < 0 ? null : prefix + focused)
  }

  function describe(element: HTMLElement, node: AccessibleChanges["nodes"][number]): void {
    const { style } = element
    if (node.role !== undefined) attribute(element, "role", node.role)
    if (node.name !== undefined) attribute(element, "aria-label", node.name)
    if (node.text !== undefined && (node.text !== "" || !element.firstElementChild))
      element.textContent = node.text
    if (node.focusable !== undefined) attribute(element, "tabindex", node.focusable ? "-1" : null)
    for (const state of STATES) {
      const value = node[state]
      if (value === undefined) continue
      // "not checked" is news of a checkbox, "not modal" of nothing.
      const isSilent = value === null || (value === false && SILENT.has(state))
      attribute(element, `aria-${state}`, isSilent ? null : String(value))
    }
    if (node.x !== undefined) style.left = `${node.x}px`
    if (node.y !== undefined) style.top = `${node.y}px`
    if (node.width !== undefined) style.width = `${node.width}px`
    if (node.height !== undefined) style.height = `${node.height}px`
  }

  function arrange(parent: HTMLElement, kids: readonly number[]): void {
    kids.forEach((id, i) => {
      const kid = elements.get(id)!
      if (parent.children[i] !== kid) parent.insertBefore(kid, parent.children[i] ?? null)
    })
    while (parent.children.length > kids.length) parent.lastElementChild!.remove()
  }

  return {
    apply,
    place(scale) {
      const { style } = root
      style.left = `${canvas.offsetLeft + canvas.clientLeft}px`
      style.top = `${canvas.offsetTop + canvas.clientTop}px`
      style.width = `${canvas.clientWidth / scale}px`
      style.height = `${canvas.clientHeight / scale}px`
      style.transform = scale === 1 ? "" : `scale(${scale})`
    },
    stop() {
      root.remove()
      attribute(canvas, "aria-hidden", hidden)
      field.setAttribute("aria-hidden", "true")
      field.removeAttribute("role")
      field.removeAttribute("aria-label")
      field.removeAttribute("aria-activedescendant")
    },
  }
}

/** Sets it, or takes it away where it would say nothing. */
function attribute(element: HTMLElement, name: string, value: string | null): void {
  if (value === null || value === "") element.removeAttribute(name)
  else element.setAttribute(name, value)
}
