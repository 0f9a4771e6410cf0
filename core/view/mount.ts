// Turns views into host nodes, in document order, and keeps them current: the only such code.
//
// mountChild goes down the description; each element is created, given its attributes, filled and
// only then inserted, so that one insert attaches a finished subtree. Every dynamic child gets a
// region (region.ts) and one render effect. When something throws on the way, each level takes back
// what it had made and passes the error on; whoever caught it clears its region.

import { badChild } from "../errors.ts"
import { handOut, setProps } from "./attributes.ts"
import { type Body, Description, Fragment } from "./element.ts"
import { type Boundary, failPart } from "./failure.ts"
import { Host } from "./host.ts"
import { places } from "./places.ts"
import {
  createLasting,
  createOwner,
  getOwner,
  isReactive,
  type Owner,
  read,
  runWithOwner,
  rwEffect,
  type Source,
} from "./reactivity.ts"
import {
  appendRegion,
  clearRegion,
  dropRegion,
  isParked,
  nodeAfter,
  noteFilled,
  Region,
  rootRegion,
} from "./region.ts"
import type { Renderer } from "./renderer.ts"
import type { Child } from "./view.ts"

/**
 * Mounts `view` at the end of `root`.
 *
 * A function is called once, as the body of a component. The nodes are there when `mount` returns;
 * effects run with the next flush.
 *
 * @returns Ends everything that lives in the view, and removes its nodes.
 *
 * @example
 * const dispose = mount(renderer, root, () => box({}, "hello"))
 */
export function mount<N extends object, H>(
  renderer: Renderer<N, H>,
  root: N,
  view: Child<H> | (() => Child<H>),
): () => void {
  const host = new Host(renderer as unknown as Renderer<object, any>, root)
  const region = rootRegion(host, root)
  host.touch()
  try {
    if (typeof view === "function")
      fillRegion(region, createOwner(), view as () => unknown, undefined, null)
    else fillRegion(region, createOwner(), itself, view, null)
  } catch (error) {
    dropRegion(region)
    throw error
  }
  return () => {
    host.touch()
    dropRegion(region)
  }
}

/** Mounts views of one origin, in its own way if it can. See template.ts. */
export interface Copier {
  mount(
    host: Host,
    view: Description,
    parent: object,
    region: Region | null,
    before: object | null,
  ): boolean
}

let copierOf: ((body: Body) => Copier) | undefined

/** From now on what components return goes to `find(body)` first, on hosts that can copy. */
export function useTemplates(find: (body: Body) => Copier): void {
  copierOf = find
}

/**
 * Fills the empty `region` with what `make(given)` returns, under `owner`, untracked. A throw takes
 * back what was made, and is passed on.
 */
export function fillRegion<T>(
  region: Region,
  owner: Owner,
  make: (given: T) => unknown,
  given: T,
  before: object | null,
  copier?: Copier,
): void {
  region.owner = owner
  try {
    runWithOwner(owner, () =>
      mountOutput(region.host, make(given), region.element, region, before, copier),
    )
  } catch (error) {
    clearRegion(region)
    throw error
  }
}

/** For `fillRegion`: the value is the view. */
export function itself(value: unknown): unknown {
  return value
}

/** As `mountChild`, but an element is offered to `copier` first. */
function mountOutput(
  host: Host,
  output: unknown,
  element: object,
  region: Region | null,
  before: object | null,
  copier: Copier | undefined,
): void {
  if (
    copier === undefined ||
    !(output instanceof Description) ||
    typeof output.type !== "string" ||
    !copier.mount(host, output, element, region, before)
  ) {
    mountChild(host, output, element, region, before)
  }
}

/**
 * Mounts one child of `element`. `region` is null when the child is alone in its element, or when
 * nothing there ever changes; `before` is then null too.
 */
export function mountChild(
  host: Host,
  value: unknown,
  element: object,
  region: Region | null,
  before: object | null,
): void {
  switch (typeof value) {
    case "string":
      if (value !== "") mountText(host, value, element, region, before)
      return
    case "number":
    case "bigint":
      mountText(host, String(value), element, region, before)
      return
    case "boolean":
    case "undefined":
      return
    case "function":
      mountLive(host, value as Source<unknown>, element, region, before)
      return
    case "object":
      if (value === null) return
      if (value instanceof Description) {
        const type = value.type
        if (typeof type === "string") mountElement(host, type, value, element, region, before)
        else if (type === Fragment) {
          mountChild(host, value.props.children, element, region, before)
        } else if (typeof type === "function") {
          mountComponent(host, type, value, element, region, before)
        } else {
          const own = appendRegion(host, element, region)
          if (places) places.mountControl(type, own, value, before)
          else type.mount(own, value.props, before)
        }
      } else if (Array.isArray(value)) mountChildren(host, value, element, region, before)
      else if (value instanceof Error) throw value
      else if (isReactive(value)) {
        mountLive(host, value as Source<unknown>, element, region, before)
      } else throw badChild(value)
      return
    default:
      throw badChild(value)
  }
}

function mountChildren(
  host: Host,
  values: readonly unknown[],
  element: object,
  region: Region | null,
  before: object | null,
): void {
  // Alone so far: from here on siblings must find each other, if any of them can change.
  const among = region === null && hasLive(values) ? appendRegion(host, element, null) : region
  for (let i = 0; i < values.length; i++) mountChild(host, values[i], element, among, before)
}

/** True of a child that may show other nodes later. */
function isLive(value: unknown): boolean {
  if (typeof value === "function") return true
  if (typeof value !== "object" || value === null) return false
  if (value instanceof Description) return typeof value.type !== "string"
  return Array.isArray(value) ? hasLive(value) : true
}

function hasLive(values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i++) if (isLive(values[i])) return true
  return false
}

function mountText(
  host: Host,
  words: string,
  element: object,
  region: Region | null,
  before: object | null,
): void {
  const slot = region === null ? null : appendRegion(host, element, region)
  showText(host, words, element, slot, before)
}

// In a region the text has a region of its own, which remembers the words while it is parked.
function showText(
  host: Host,
  words: string,
  element: object,
  slot: Region | null,
  before: object | null,
): void {
  const renderer = host.renderer
  const node = renderer.create(null, element)
  try {
    const parked = slot !== null && host.parkings > 0 && isParked(slot)
    renderer.setText(node, parked ? "" : words)
    renderer.insert(element, node, before)
  } catch (error) {
    takeBack(host, element, node)
    throw error
  }
  if (slot !== null) {
    slot.node = node
    slot.words = words
    noteFilled(slot)
  }
}

function mountElement(
  host: Host,
  type: string,
  view: Description,
  parent: object,
  region: Region | null,
  before: object | null,
): void {
  const renderer = host.renderer
  let node: object | undefined
  try {
    node = renderer.create(type, parent)
    places?.checkKey(view)
    const isAwaited = setProps(host, node, view)
    const children = view.children
    if (children !== undefined) mountChild(host, children, node, null, null)
    if (isAwaited) handOut(host, node, type, view.props)
    insertElement(host, node, parent, region, before)
  } catch (error) {
    places?.locate(error, view)
    if (node !== undefined) takeBack(host, parent, node)
    throw error
  }
}

/** Puts a finished element where it belongs. */
export function insertElement(
  host: Host,
  node: object,
  parent: object,
  region: Region | null,
  before: object | null,
): void {
  if (host.parkings > 0 && region !== null && isParked(region)) host.park(node, true)
  host.renderer.insert(parent, node, before)
  if (region !== null) {
    region.add(node)
    noteFilled(region)
  }
}

// The host may hold memory for a node that never was inserted; and the first error is the one to tell.
export function takeBack(host: Pick<Host, "renderer">, parent: object, node: object): void {
  try {
    host.renderer.remove(parent, node)
  } catch {}
}

function mountComponent(
  host: Host,
  body: Body,
  view: Description,
  element: object,
  region: Region | null,
  before: object | null,
): void {
  const owner = createOwner()
  const copier = copierOf !== undefined && host.clones ? copierOf(body) : undefined
  const mount = (run: () => unknown) => mountOutput(host, run(), element, region, before, copier)
  if (places) places.mountBody(owner, body, view, mount)
  else runWithOwner(owner, () => mount(() => body(view.props)))
}

/**
 * Mounts what `source` gives, now and later. `there` is a text that stands in its place already.
 *
 * @returns Whether `there` came in useful; if not, it is gone.
 */
export function mountLive(
  host: Host,
  source: Source<unknown>,
  element: object,
  parent: Region | null,
  before: object | null,
  there: object | null = null,
): boolean {
  const live = new Live(host, element, parent, source, before)
  live.node = there
  if (parent !== null) parent.add(live)
  rwEffect(updateLive, undefined, live)
  return there === null || live.node === there
}

/** One function for the effects of all dynamic children: each is handed its region. */
function updateLive(live: Live): Live {
  live.update()
  return live
}

/** The region of a dynamic child, and what its effect remembers. */
class Live extends Region {
  declare readonly source: Source<unknown>
  declare readonly keeper: Owner | undefined
  declare shown: unknown
  declare failed: Boundary | undefined
  /** Where to stand the first time; afterwards the region finds its place. */
  declare place: object | null | undefined

  constructor(
    host: Host,
    element: object,
    parent: Region | null,
    source: Source<unknown>,
    place: object | null,
  ) {
    super(host, element, parent, parent === null ? 0 : parent.items.length)
    this.source = source
    this.keeper = getOwner()
    this.shown = undefined
    this.failed = undefined
    this.place = place
  }

  update(): void {
    const place = this.place
    this.place = undefined
    try {
      let value = read(this.source)
      while (isReactive(value)) value = read(value)
      if (value instanceof Description && value === this.shown && !this.failed) return // the same view
      this.shown = value
      showValue(this, value, place)
      if (this.failed) {
        this.failed.recover(this)
        this.failed = undefined
      }
    } catch (error) {
      clearRegion(this)
      this.failed = failPart(this.keeper, this, error)
    }
  }
}

/** Makes `region` show `value` and nothing else. `before` undefined: find the place. */
function showValue(region: Live, value: unknown, before: object | null | undefined): void {
  const host = region.host
  host.touch()
  const kind = typeof value
  if (kind === "string" || kind === "number" || kind === "bigint") {
    const words = kind === "string" ? (value as string) : String(value)
    const isFirst = before !== undefined
    if (region.node !== null && !(isFirst && words === "")) {
      if (words === region.words) return
      region.words = words
      if (host.parkings === 0 || !isParked(region)) host.renderer.setText(region.node, words)
      return
    }
    clearRegion(region)
    if (words === "") return
    const place = before === undefined ? nodeAfter(region) : before
    showText(host, words, region.element, region, place)
    return
  }
  clearRegion(region)
  if (value === null || value === undefined || kind === "boolean") return
  const place = before === undefined ? nodeAfter(region) : before
  fillRegion(region, createLasting(region.keeper), itself, value, place)
}
