// A renderer with some of its functions replaced, whether it is a plain object or of a class.

/** All members of `renderer`, bound to it, with those in `own` put over them. */
export function wrap<R extends object>(renderer: R, own: object): R {
  const all: Record<PropertyKey, unknown> = {}
  for (
    let at: object | null = renderer;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    for (const name of Reflect.ownKeys(at)) {
      if (name in all || name === "constructor") continue
      const value = Reflect.get(renderer, name)
      all[name] = typeof value === "function" ? value.bind(renderer) : value
    }
  }
  return Object.assign(all, own) as R
}
