// Descriptions: what jsx and the builders allocate, one immutable object per tag, and nothing else
// happens until mount.ts meets it. So a component runs once, under the right owner and context,
// and one description may be mounted many times.
//
//     box({ gap: 1 }, "hi")        Description { type: "box",   props: { gap: 1 }, children: ["hi"] }
//     Chart({ data })              Description { type: Chart's body, props: { data } }
//     For({ each, children })      Description { type: the control FOR, props: { each, children } }

import { badElement, warnings } from "../errors.ts"
import type { Control } from "./region.ts"
import { type Child, View } from "./view.ts"

/** A component's body: called once for each mount, untracked, under an owner of its own. */
export type Body = (props: any) => unknown

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({})

/** Where a tag stands in the source, as `jsxDEV` tells it. */
export interface Place {
  readonly fileName: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** What every tag and every builder call makes. Branded by its class: no plain object passes for one. */
export class Description extends View<any> {
  declare readonly type: string | Body | Control
  declare readonly props: Readonly<Record<string, unknown>>
  /** Of an element: what stands in it. Components find theirs in `props.children`. */
  declare readonly children: unknown
  /** Development only. */
  declare readonly place: Place | undefined

  constructor(
    type: string | Body | Control,
    props: Readonly<Record<string, unknown>>,
    children: unknown,
    place: Place | undefined,
  ) {
    super()
    this.type = type
    this.props = props
    this.children = children
    this.place = place
  }
}

/**
 * One that always lives: descriptions come and go, and V8 throws optimised code away when a garbage
 * collection finds no object of a shape that it was made for (bench/rows: twice the time).
 */
export const ALWAYS = new Description("", NOTHING, undefined, undefined)

/** Kept on what `maker` returns. */
const TYPE = Symbol("filigree.type")

/** Groups children without an element of its own: `<>…</>`. */
export function Fragment<H = unknown>(props: { children?: Child<H> }): View<H> {
  return new Description(Fragment, props, undefined, undefined)
}

/**
 * A description of `type`: an element name, or a component.
 *
 * The universal builders (`box`, `text`, …) are typed fronts of it; use it directly for elements of
 * your own host.
 *
 * @example
 * element("led", { color: "red" })
 */
export function element(
  type: string | Body,
  props?: object | null,
  ...children: unknown[]
): View<any> {
  if (children.length === 0) return describe(type, props ?? NOTHING, undefined)
  const inside = children.length === 1 ? children[0] : children
  if (typeof type === "string") {
    return new Description(type, (props ?? NOTHING) as Record<string, unknown>, inside, undefined)
  }
  return describe(type, { ...props, children: inside }, undefined)
}

/** As `element`, for props that hold their children and with the place in the source. */
export function describe(type: unknown, props: object, place: Place | undefined): View<any> {
  const given = props as Readonly<Record<string, unknown>>
  if (typeof type === "string") return new Description(type, given, given.children, place)
  if (typeof type === "function") {
    const made = (type as unknown as { [TYPE]?: Body | Control })[TYPE] ?? (type as Body)
    return new Description(made, given, undefined, place)
  }
  throw badElement(type, placeOf(place))
}

/**
 * Makes a component that can be called from a builder as well as stand in JSX: calling it only
 * makes a description, and `body` runs when that is mounted. (Calling a plain function runs it at
 * once, before its parent has provided anything.) Generics survive.
 *
 * @param name - For messages; by default the name of the function, so `component(function Badge…)`
 *   has one, and an arrow function has none.
 *
 * @example
 * const Badge = component((props: { count: Source<number> }) => text({ bold: true }, props.count))
 * box({}, Badge({ count }))
 */
export function component<F extends (props: any) => View<any>>(body: F, name?: string): F
export function component<P, H = unknown>(
  body: (props: P) => Child<H>,
  name?: string,
): (props: P) => View<H>
export function component(body: Body, name: string = body?.name): Body {
  if (typeof body !== "function") throw badElement(body, undefined)
  return maker(body, name)
}

/** A function that makes descriptions of `type`, and whose tag in JSX leads straight to `type`. */
export function maker(type: Body | Control, name: string): (props?: any) => Description {
  const make = (props?: Readonly<Record<string, unknown>>) =>
    new Description(type, props ?? NOTHING, undefined, undefined)
  Object.defineProperty(make, "name", { value: name })
  Object.defineProperty(make, TYPE, { value: type })
  if (warnings && typeof type === "function") names.set(type, name)
  return make
}

const names = new WeakMap<Body, string>()

/** What messages call the component whose body this is; "" when it has no name. */
export function nameOf(body: Body): string {
  return names.get(body) ?? body.name
}

/** As "file:line:column", or undefined. */
export function placeOf(place: Place | undefined): string | undefined {
  return place && `${place.fileName}:${place.lineNumber}:${place.columnNumber}`
}
