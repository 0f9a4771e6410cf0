// Dynamic and lazy: a component that is chosen, or loaded, while the program runs.

import { resource } from "../async/index.ts"
import { type Body, component, describe, maker } from "./element.ts"
import { read, type Source } from "./reactivity.ts"
import type { Child, View } from "./view.ts"

/** What can be a tag: an element's name, or a component. */
export type Tag<P = any> = string | ((props: P) => Child<any>)

/** Of `Dynamic`: which tag, and the props of that tag. */
export type DynamicProps<P> = P & {
  /** The tag to show; nothing while it is undefined, null or false. */
  component: Source<Tag<P> | null | undefined | false>
}

/**
 * Shows the tag that `component` gives now, with the other props. Another tag is another mount.
 *
 * @example
 * <Dynamic component={() => pages[page()]} title="x" />
 */
export const Dynamic: <P extends object>(props: DynamicProps<P>) => View<any> = maker(
  (props: DynamicProps<object>) => {
    const { component: tag, ...rest } = props
    return () => {
      const type = read(tag)
      return type ? describe(type, rest, undefined) : null
    }
  },
  "Dynamic",
)

/** A component whose code is loaded when it is first shown. */
export type Lazy<C> = C & {
  /** Starts loading now. */
  preload(): Promise<C>
}

/**
 * A component that `load` brings, when it is first mounted: itself, or a module that exports it as its
 * default. The nearest Suspense shows its fallback until then; a load that fails goes to the nearest
 * ErrorBoundary, and is tried again at the next mount.
 *
 * @example
 * const Editor = lazy(() => import("./editor.ts"))
 * const Viewer = lazy(() => import("./editor.ts").then((module) => module.Viewer))
 */
export function lazy<C extends (props: any) => Child<any>>(
  load: () => PromiseLike<C | { readonly default: C }>,
): Lazy<C> {
  let loaded: C | undefined
  let loading: Promise<C> | undefined

  const preload = (): Promise<C> => {
    loading ??= Promise.resolve(load()).then(
      (given) => (loaded = "default" in given ? given.default : given),
      (error) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }

  const Loading: Body = (props: object) => {
    if (loaded) return describe(loaded, props, undefined)
    const body = resource(
      () => true,
      () => preload(),
      { name: "lazy" },
    )
    return () => {
      const type = body.get()
      return type ? describe(type, props, undefined) : null
    }
  }
  // Seam: `Loading` shows what C shows, once it is there.
  return Object.assign(component(Loading as (props: any) => Child<any>), {
    preload,
  }) as unknown as Lazy<C>
}
