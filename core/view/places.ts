// Where in the source, and in which components, something happened. Development only.
//
//     in <Legend> ‹ <Chart> ‹ <Dashboard>, demos/dashboard/chart.ts:41:12

import { amend, CodedError, warnings } from "../errors.ts"
import { type Body, type Description, nameOf, type Place, placeOf } from "./element.ts"
import { componentBody, createOwner, getOwner, type Owner, runWithOwner } from "./reactivity.ts"
import type { Control, Region } from "./region.ts"

interface Named {
  readonly name: string
  readonly place: Place | undefined
}

declare const process: { env: Record<string, string | undefined> }

/**
 * Undefined in production: then bundlers drop all of this file. The condition stands here by itself,
 * because esbuild does not follow a constant into other files when it decides what is unused.
 */
export const places = /* @__PURE__ */ inDevelopment()

function inDevelopment() {
  try {
    return process.env.NODE_ENV === "production"
      ? undefined
      : {
          components: new WeakMap<Owner, Named>(),
          whereIs,
          locate,
          mountBody,
          mountControl,
          checkKey,
        }
  } catch {
    return undefined // a page without a bundler
  }
}

/** Has `mount` run `body` under `owner`, the owner of a component, with a name and a place for messages. */
function mountBody(
  owner: Owner,
  body: Body,
  view: Description,
  mount: (run: () => unknown) => void,
): void {
  const name = nameOf(body)
  places?.components.set(owner, { name, place: view.place })
  runWithOwner(owner, () => {
    try {
      mount(() => componentBody(name || "component", placeOf(view.place), () => body(view.props)))
    } catch (error) {
      locate(error, view)
      throw error
    }
  })
}

/** Mounts a control (For, Portal, …) under an owner that knows the place of its tag. */
function mountControl(
  control: Control,
  region: Region,
  view: Description,
  before: object | null,
): void {
  const owner = createOwner()
  places?.components.set(owner, { name: "", place: view.place })
  runWithOwner(owner, () => {
    try {
      control.mount(region, view.props, before)
    } catch (error) {
      locate(error, view)
      throw error
    }
  })
}

/** `key` is another library's word. */
function checkKey(view: Description): void {
  const { key } = view.props
  if (key !== undefined) warnings?.keyProp(key, placeOf(view.place))
}

/** The components around `owner`, inside out, and the nearest known place: `place`, else the tag of a component. */
function whereIs(owner: Owner | undefined, place: Place | undefined): string | undefined {
  const names: string[] = []
  let nearest = placeOf(place)
  for (let at = owner; at !== undefined; at = at.parent) {
    const named = places?.components.get(at)
    if (!named) continue
    if (named.name !== "") names.push(`<${named.name}>`)
    nearest ??= placeOf(named.place)
  }
  const path = names.length > 6 ? [...names.slice(0, 5), "…", names.at(-1)] : names
  return [path.join(" ‹ "), nearest].filter(Boolean).join(", ") || undefined
}

/** Gives an error of ours, thrown while `view` was mounted, its place, if it has none. */
function locate(error: unknown, view: Description): void {
  if (error instanceof CodedError && error.where === undefined) {
    amend(error, { where: whereIs(getOwner(), view.place) })
  }
}
