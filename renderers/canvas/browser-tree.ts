// What a screen reader meets: a tree of real elements beside the canvas, which shows pixels alone.
//
//     scene   box role="dialog" label="Save?"         page   <div role="dialog" aria-label="Save?">
//               text "Save changes?"                           <span>Save changes?</span>
//               box focusable onPress label="Yes"              <div role="button" aria-label="Yes">
//
// Each element lies over what it stands for, sees no pointer, and is pressed or focused on behalf of
// it. The tree follows the scene a moment after each frame: reading aloud is slower than painting.

import {
  BOX,
  DRAW,
  IMAGE,
  INPUT,
  type Scene,
  type SceneNode,
  TEXT,
  TEXTAREA,
} from "../scene/index.ts"

const LATER = 120 // ms after a frame

export interface AccessibleTree {
  /** The scene was painted. */
  changed(): void
  /** Brings the tree up to date now. */
  update(): void
  readonly root: HTMLElement
  stop(): void
}

/** Puts the tree after `canvas`, and hides the canvas itself from screen readers. */
export function accessibleTree(canvas: HTMLCanvasElement, scene: Scene): AccessibleTree {
  const root = document.createElement("div")
  root.style.cssText =
    "position:absolute;overflow:hidden;pointer-events:none;opacity:0;color:transparent"
  canvas.after(root)
  const hiddenBefore = canvas.getAttribute("aria-hidden")
  canvas.setAttribute("aria-hidden", "true")
  const elements = new WeakMap<SceneNode, HTMLElement>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function elementOf(node: SceneNode): HTMLElement {
    let element = elements.get(node)
    if (!element) {
      element = document.createElement(node.kind === TEXT ? "span" : "div")
      element.style.position = "absolute"
      // A screen reader presses or focuses the element: so does the scene what it stands for.
      element.addEventListener("click", (event) => {
        event.stopPropagation()
        const box = node.bounds()
        const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 0 }
        scene.pointer({ type: "down", ...place })
        scene.pointer({ type: "up", ...place })
      })
      element.addEventListener("focus", () => {
        if (scene.focused !== node) scene.focus(node)
      })
      elements.set(node, element)
    }
    return element
  }

  /** Brings the children of `parent` to what stands for the kids of `node`. */
  function fill(parent: HTMLElement, node: SceneNode, x: number, y: number): void {
    const wanted: HTMLElement[] = []
    const collect = (from: SceneNode) => {
      for (const kid of from.kids) {
        if (!isSpoken(kid)) {
          collect(kid) // boxes for layout alone say nothing
          continue
        }
        const element = elementOf(kid)
        const box = kid.bounds()
        describe(element, kid, scene.focused === kid)
        place(element, box.x - x, box.y - y, box.width, box.height)
        if (kid.kind === BOX) fill(element, kid, box.x, box.y)
        wanted.push(element)
      }
    }
    collect(node)
    for (let i = 0; i < wanted.length; i++)
      if (parent.childNodes[i] !== wanted[i])
        parent.insertBefore(wanted[i]!, parent.childNodes[i] ?? null)
    while (parent.childNodes.length > wanted.length) parent.lastChild!.remove()
  }

  function update(): void {
    clearTimeout(timer)
    timer = undefined
    place(root, canvas.offsetLeft, canvas.offsetTop, canvas.clientWidth, canvas.clientHeight)
    fill(root, scene.root, 0, 0)
  }

  return {
    root,
    changed() {
      timer ??= setTimeout(update, LATER)
    },
    update,
    stop() {
      clearTimeout(timer)
      root.remove()
      if (hiddenBefore === null) canvas.removeAttribute("aria-hidden")
      else canvas.setAttribute("aria-hidden", hiddenBefore)
    },
  }
}

function isSpoken(node: SceneNode): boolean {
  const { attrs, kind } = node
  if (kind === TEXT || kind === INPUT || kind === TEXTAREA) return true
  const told = attrs["role"] !== undefined || attrs["label"] !== undefined
  if (kind === IMAGE) return told || (attrs.alt ?? "") !== ""
  if (kind === DRAW) return told
  return told || attrs.focusable === true
}

function describe(element: HTMLElement, node: SceneNode, focused: boolean): void {
  const { attrs, kind } = node
  const field = kind === INPUT || kind === TEXTAREA
  const pressable = attrs.focusable === true && attrs["role"] === undefined
  set(
    element,
    "role",
    (attrs["role"] as string | undefined) ??
      (field ? "textbox" : kind === IMAGE ? "img" : pressable ? "button" : undefined),
  )
  set(
    element,
    "aria-label",
    (attrs["label"] as string | undefined) ?? attrs.alt ?? attrs.placeholder,
  )
  set(element, "aria-multiline", kind === TEXTAREA ? "true" : undefined)
  for (const state of ["selected", "checked", "expanded", "disabled"])
    set(element, `aria-${state}`, attrs[state] === undefined ? undefined : String(attrs[state]))
  set(element, "aria-current", focused ? "true" : undefined)
  const canFocus = !attrs.disabled && (field || attrs.focusable === true)
  set(element, "tabindex", canFocus ? "-1" : undefined)
  const words = node.block?.text ?? (field ? (attrs.value ?? "") : undefined)
  if (words !== undefined && kind !== BOX && element.textContent !== words)
    element.textContent = words
}

function set(element: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

function place(element: HTMLElement, x: number, y: number, width: number, height: number): void {
  const { style } = element
  style.left = `${x}px`
  style.top = `${y}px`
  style.width = `${width}px`
  style.height = `${height}px`
}
