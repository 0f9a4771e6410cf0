// What each prop of an element means, by its name and by the kind of its value.
//
//     onPress={f}          listens to "press"        on:x-Y={f}           listens to "x-Y"
//     ref={f}              hands out the node        class={{ a: true }}  sets "class:a"
//     paint={f}            a painter under an observer, set again when a signal it read changes
//     hidden={…}           OR-ed with core's parking
//     gap={1}              static                    gap={f}, gap={sig}   one render effect
//
// Static values go straight to the host: no closure is made for them.

import { DEV, warn } from "../dev.ts"
import { badBind, badHandler } from "../errors.ts"
import { type Description, placeOf } from "./element.ts"
import { type Boundary, failPart } from "./failure.ts"
import type { Host } from "./host.ts"
import {
  createOwner,
  getOwner,
  handleError,
  isReactive,
  onCleanup,
  type RwSignal,
  read,
  renderEffect,
  runWithOwner,
  type Source,
  untrack,
} from "./reactivity.ts"
import { ELEMENTS } from "./vocabulary.ts"

const UNIVERSAL: ReadonlySet<string> = new Set(ELEMENTS)

/** Sets all props of a new element but its children and `ref`. */
export function setProps(host: Host, node: object, view: Description): void {
  const props = view.props
  for (const name in props) {
    const value = props[name]
    if (value === undefined || value === null) continue
    const kind = typeof value
    if (kind === "string" || kind === "number" || kind === "boolean") {
      if (name === "children") continue
      if (name === "hidden") host.setHidden(node, value)
      else if (isHandlerName(name)) {
        // `onPress={open && close}` is how a handler is left out.
        if (value !== false) throw badHandler(name, value, placeOf(view.place))
      } else if (name !== "key") host.renderer.setAttr(node, name, value, undefined)
    } else setProp(host, node, name, value, view)
  }
}

function setProp(host: Host, node: object, name: string, value: unknown, view: Description): void {
  if (name === "children" || name === "key" || name === "ref" || name === "use") return
  if (isHandlerName(name)) {
    if (typeof value !== "function") throw badHandler(name, value, placeOf(view.place))
    listen(host, node, eventOf(name), value as (event: unknown) => void)
  } else if (name === "paint" && typeof value === "function") {
    setPainter(host, node, value as AnyPainter)
  } else if (name === "bind") {
    bindValue(host, node, value, view)
  } else if (isReactive(value)) {
    setLive(host, node, name, value as Source<unknown>)
  } else if ((name === "class" || name === "style") && isRecord(value)) {
    for (const key in value) {
      const one = value[key]
      if (isReactive(one)) {
        setLive(host, node, `${name}:${key}`, one as Source<unknown>)
      } else if (one !== undefined && one !== null) {
        host.renderer.setAttr(node, `${name}:${key}`, one, undefined)
      }
    }
  } else if (name === "hidden") host.setHidden(node, value)
  else host.renderer.setAttr(node, name, value, undefined)
}

/** `on` and then a capital letter or a colon. */
function isHandlerName(name: string): boolean {
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
export function listen(
  host: Host,
  node: object,
  event: string,
  handler: (event: unknown) => void,
): () => void {
  const owner = getOwner()
  return host.renderer.listen(node, event, (payload) => {
    try {
      handler(payload)
    } catch (error) {
      handleError(error, owner)
    }
  })
}

function setLive(host: Host, node: object, name: string, source: Source<unknown>): void {
  const owner = getOwner()
  let previous: unknown
  let failed: Boundary | undefined
  let part: object | undefined
  renderEffect(() => {
    try {
      const next = read(source) ?? undefined
      if (next !== previous) {
        host.touch()
        if (name === "hidden") host.setHidden(node, next)
        else host.renderer.setAttr(node, name, next, previous)
        previous = next
      }
      if (failed) {
        failed.recover(part!)
        failed = undefined
      }
    } catch (error) {
      failed = failPart(owner, (part ??= {}), error)
    }
  })
}

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
function bindValue(host: Host, node: object, value: unknown, view: Description): void {
  const signal = value as RwSignal<unknown>
  if (!isReactive(value) || typeof signal.set !== "function") {
    throw badBind(value, placeOf(view.place))
  }
  setLive(host, node, "value", () => signal.get())
  listen(host, node, "input", (event) => {
    const { value, target } = event as { value?: unknown; target?: { value?: unknown } }
    signal.set(value ?? target?.value)
  })
}

/** Lets each of `use` at the new element; what it returns runs when the element goes. */
export function runDirectives(host: Host, node: object, type: string, use: unknown): void {
  if (Array.isArray(use)) {
    for (const one of use) runDirectives(host, node, type, one)
  } else if (typeof use === "function") {
    const end = use(handleOf(host, node, type))
    if (typeof end === "function") onCleanup(end)
  }
}

function handleOf(host: Host, node: object, type: string): object {
  return host.renderer.handle && UNIVERSAL.has(type) ? host.renderer.handle(node) : node
}

/** Gives `ref` what it asked for: the handle of a universal element, else the host's node. */
export function setRef(host: Host, node: object, type: string, ref: unknown): void {
  const given = handleOf(host, node, type)
  if (typeof ref === "function") ref(given)
  else {
    const box = ref as { current: unknown }
    box.current = given
    onCleanup(() => {
      if (box.current === given) box.current = undefined
    })
  }
}

/** Development: `key` is another library's word. */
export function warnKey(view: Description): void {
  if (DEV && view.props.key !== undefined) {
    warn(
      "key-prop",
      `\`key\` has no meaning here, and was given as ${String(view.props.key)}.`,
      "render lists with <For each={…} by={item => item.id}>.",
      placeOf(view.place),
    )
  }
}
