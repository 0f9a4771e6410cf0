// What each prop of an element means, by its name and by the kind of its value.
//
//     onPress={f}          listens to "press"        on:x-Y={f}           listens to "x-Y"
//     ref={f}              hands out the node        class={{ a: true }}  sets "class:a"
//     paint={f}            a painter under an observer, set again when a signal it read changes
//     hidden={…}           OR-ed with core's parking
//     gap={1}              static                    gap={f}, gap={sig}   one render effect
//
// Static values go straight to the host: no closure is made for them.

import { badHandler, misused, warnings } from "../errors.ts"
import { type Description, placeOf } from "./element.ts"
import { attempt, type Boundary, failPart } from "./failure.ts"
import type { Host } from "./host.ts"
import {
  createOwner,
  getOwner,
  isReactive,
  type Owner,
  onCleanup,
  type RwSignal,
  read,
  renderEffect,
  runWithOwner,
  rwEffect,
  type Source,
  untrack,
} from "./reactivity.ts"
import { ELEMENTS } from "./vocabulary.ts"

const UNIVERSAL: ReadonlySet<string> = new Set(ELEMENTS)

/** Sets all props of a new element but `ref` and `use`; returns true when there is one of these. */
export function setProps(host: Host, node: object, view: Description): boolean {
  const props = view.props
  let isAwaited = false
  for (const name in props) {
    const value = props[name]
    if (value === undefined || value === null || name === "children") continue
    const kind = typeof value
    if (kind === "string" || kind === "number" || kind === "boolean") {
      if (name === "hidden") host.setHidden(node, value)
      else if (isHandlerName(name)) {
        // `onPress={open && close}` is how a handler is left out.
        if (value !== false) throw badHandler(name, value, placeOf(view.place))
      } else if (name === "ref" || name === "use" || name === "bind") {
        warnings?.checkGiven(name, value)
      } else if (name !== "key") host.renderer.setAttr(node, name, value, undefined)
    } else if (name === "ref" || name === "use") isAwaited = true
    else setProp(host, node, name, value, view)
  }
  return isAwaited
}

/** Sets a prop that is no plain value. */
export function setProp(
  host: Host,
  node: object,
  name: string,
  value: unknown,
  view: Description,
): void {
  if (isHandlerName(name)) {
    if (typeof value !== "function") throw badHandler(name, value, placeOf(view.place))
    listen(host, node, eventOf(name), value as (event: unknown) => void)
  } else if (name === "paint" && typeof value === "function") {
    setPainter(host, node, value as AnyPainter)
  } else if (name === "bind") bindValue(host, node, value)
  else if ((name === "class" || name === "style") && typeof value === "object") {
    if (isReactive(value)) setLive(host, node, name, value)
    else setNames(host, node, name, value as Record<string, unknown>)
  } else if (isReactive(value)) {
    setLive(host, node, name, value)
  } else if (name === "hidden") host.setHidden(node, value)
  else if (name !== "key") host.renderer.setAttr(node, name, value, undefined)
}

/** `class={{ on: isOn }}`: each name by itself. */
function setNames(host: Host, node: object, name: string, record: Record<string, unknown>): void {
  for (const key in record) {
    const value = record[key]
    if (isReactive(value)) setLive(host, node, `${name}:${key}`, value)
    else if (value !== undefined && value !== null) {
      host.renderer.setAttr(node, `${name}:${key}`, value, undefined)
    }
  }
}

/** `on` and then a capital letter or a colon. */
export function isHandlerName(name: string): boolean {
  if (name.charCodeAt(0) !== 111 || name.charCodeAt(1) !== 110) return false
  const third = name.charCodeAt(2)
  return third === 58 || (third >= 65 && third <= 90)
}

/** `onPointerDown` → "pointerDown", `onClick:capture` → "click:capture", `on:x-Y` → "x-Y". */
function eventOf(name: string): string {
  if (name.charCodeAt(2) === 58) return name.slice(3)
  return name.charAt(2).toLowerCase() + name.slice(3)
}

/** What a handler throws goes to the nearest ErrorBoundary, not to the host. */
function listen(
  host: Host,
  node: object,
  event: string,
  handler: (event: unknown) => void,
): () => void {
  const owner = getOwner()
  return host.renderer.listen(node, event, (payload) => {
    if (owner?.disposed) return // an event on its way up through what a handler has just ended
    attempt(owner, () => handler(payload))
  })
}

function setLive(host: Host, node: object, name: string, source: Source<unknown>): void {
  rwEffect(updateAttribute, undefined, new LiveAttribute(host, node, name, source))
}

/** One function for the effects of all attributes: each is handed what it remembers. */
function updateAttribute(live: LiveAttribute): LiveAttribute {
  live.update()
  return live
}

/** What the effect of a reactive attribute remembers. */
class LiveAttribute {
  declare readonly host: Host
  declare readonly node: object
  declare readonly name: string
  declare readonly source: Source<unknown>
  declare readonly keeper: Owner | undefined
  declare previous: unknown
  declare failed: Boundary | undefined
  /** `class={() => …}` gives a string, or a record whose names come and go: the last record. */
  declare names: Readonly<Record<string, unknown>> | undefined

  constructor(host: Host, node: object, name: string, source: Source<unknown>) {
    this.host = host
    this.node = node
    this.name = name
    this.source = source
    this.keeper = getOwner()
    this.previous = undefined
    this.failed = undefined
    this.names = undefined
  }

  update(): void {
    const { host, node, name } = this
    try {
      let next: unknown = read(this.source) ?? undefined
      if ((name === "class" || name === "style") && (this.names || typeof next === "object")) {
        next = this.setNames(next)
      }
      if (next !== this.previous) {
        host.touch()
        if (name === "hidden") host.setHidden(node, next)
        else host.renderer.setAttr(node, name, next, this.previous)
        this.previous = next
      }
      if (this.failed) {
        this.failed.recover(this)
        this.failed = undefined
      }
    } catch (error) {
      this.failed = failPart(this.keeper, this, error)
    }
  }

  /** Sets the names of a record one by one; returns what is no record. */
  private setNames(value: unknown): unknown {
    const { host, node, name } = this
    const before = this.names ?? NOTHING
    const next = isRecord(value) ? { ...value } : NOTHING
    this.names = next === NOTHING ? undefined : next
    for (const key of new Set([...Object.keys(before), ...Object.keys(next)])) {
      if (before[key] === next[key]) continue
      host.touch()
      host.renderer.setAttr(node, `${name}:${key}`, next[key] ?? undefined, before[key])
    }
    return next === NOTHING ? value : undefined
  }
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({})

type AnyPainter = (...given: unknown[]) => void

// The host calls the painter whenever it paints; what the painter reads meanwhile is noted, and a
// change hands the host a fresh painter, which is how it learns that the picture is stale.
function setPainter(host: Host, node: object, paint: AnyPainter): void {
  const around = getOwner()
  let observer: { dispose(): void } | undefined
  let current: AnyPainter | undefined

  const renew = () => {
    const previous = current
    current = (...given) => {
      observer?.dispose()
      const owner = (observer = createOwner(around))
      let painted = false
      runWithOwner(owner, () =>
        renderEffect(() => {
          if (!painted) {
            painted = true
            paint(...given)
          } else if (observer === owner) {
            untrack(() => {
              host.touch()
              renew()
            })
          }
        }),
      )
    }
    host.renderer.setAttr(node, "paint", current, previous)
  }
  renew()
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Both ways: the signal sets `value`, and what the user types sets the signal. */
function bindValue(host: Host, node: object, value: unknown): void {
  const signal = value as RwSignal<unknown>
  if (!isReactive(value) || typeof signal.set !== "function") {
    throw misused("bad-bind", value)
  }
  setLive(host, node, "value", () => signal.get())
  listen(host, node, "input", (event) => {
    const { value, target } = event as { value?: unknown; target?: { value?: unknown } }
    signal.set(value ?? target?.value)
  })
}

/**
 * Gives `ref` what it asked for, the handle of a universal element or else the host's node, and lets
 * the directives of `use` at it.
 */
export function handOut(
  host: Host,
  node: object,
  type: string,
  props: Readonly<Record<string, unknown>>,
): void {
  const given = host.renderer.handle && UNIVERSAL.has(type) ? host.renderer.handle(node) : node
  const { ref, use } = props
  if (typeof ref === "function") ref(given)
  else if (ref) {
    const box = ref as { current: unknown }
    box.current = given
    onCleanup(() => {
      if (box.current === given) box.current = undefined
    })
  }
  if (use) runDirectives(given, use)
}

/** What a directive returns runs when the element goes. */
function runDirectives(given: object, use: unknown): void {
  if (Array.isArray(use)) {
    for (const one of use) runDirectives(given, one)
  } else if (typeof use === "function") {
    const end = use(given)
    if (typeof end === "function") onCleanup(end)
  } else warnings?.checkGiven("use", use)
}
