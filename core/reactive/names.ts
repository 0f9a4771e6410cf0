// What is this node called, and where was it made? For messages and tools, behind the gates of help.ts and
// inspect.ts.

/** What kinds of node there are, by the word of the manual. */
export type NodeKind = "signal" | "memo" | "effect" | "owner" | "root" | "stored"

interface Registered {
  readonly kind: NodeKind
  readonly name: string | undefined
  readonly made: { readonly stack?: string } | undefined
}

const known = new WeakMap<object, Registered>()

/** How many frames of a creation site are kept, after those that `register` itself stands for. */
const FRAMES = 4

/** Notes name and place of `node`. The place costs some microseconds: for what users make. */
export function register(node: object, kind: NodeKind, name: string | undefined): void {
  known.set(node, { kind, name, made: here(register, FRAMES) })
}

/** Notes only the name: for what is made in large numbers, by views and stores. */
export function registerName(node: object, kind: NodeKind, name: string | undefined): void {
  known.set(node, { kind, name, made: undefined })
}

const roots = new Set<WeakRef<object>>()
const rootRefs = new WeakMap<object, WeakRef<object>>()

/** Notes a root, from which tools walk the graph. */
export function registerRoot(node: object, name: string | undefined): void {
  register(node, "root", name)
  const ref = new WeakRef(node)
  roots.add(ref)
  rootRefs.set(node, ref)
}

/** Forgets an owner that has ended, if it was a root. */
export function unregisterRoot(node: object): void {
  const ref = rootRefs.get(node)
  if (ref) roots.delete(ref)
}

/** The roots that are not collected yet. */
export function knownRoots(): object[] {
  const alive: object[] = []
  for (const ref of roots) {
    const node = ref.deref()
    if (node) alive.push(node)
    else roots.delete(ref)
  }
  return alive
}

/** The `frames` calls above `above`. */
function here(above: unknown, frames: number): { readonly stack?: string } {
  const errors = Error as {
    stackTraceLimit?: number
    captureStackTrace?: (target: object, above: unknown) => void
  }
  if (!errors.captureStackTrace) return new Error() // not V8
  const limit = errors.stackTraceLimit
  errors.stackTraceLimit = frames
  const holder: { stack?: string } = {}
  errors.captureStackTrace(holder, above)
  errors.stackTraceLimit = limit ?? 10
  return holder
}

/** Where the stack leaves the graph, as `file:line:column`. */
export function placeOf(error: { readonly stack?: string } | undefined): string | undefined {
  for (const line of error?.stack?.split("\n").slice(1) ?? []) {
    if (/(?<!test)[/\\]core[/\\](reactive|store|async)[/\\]/.test(line)) continue
    const place = /\(?((?:file:\/\/|https?:\/\/|[/\\]|[A-Za-z]:)[^()]*:\d+:\d+)\)?$/.exec(
      line.trim(),
    )
    if (place) return place[1]?.replace(/^file:\/\//, "")
  }
  return undefined
}

/** The place of the code that is running now, outside the graph. */
export function placeNow(): string | undefined {
  return placeOf(here(placeNow, 12))
}

export function kindOf(node: object): NodeKind | undefined {
  return known.get(node)?.kind
}

export function nameOf(node: object): string | undefined {
  return known.get(node)?.name
}

/** Where `node` was made. */
export function createdAt(node: object): string | undefined {
  return placeOf(known.get(node)?.made)
}

/** `memo "total"`, or `memo (made at app.ts:3:9)`. */
export function describeNode(node: object): string {
  const entry = known.get(node)
  if (!entry) return "a computation"
  if (entry.name) return `${entry.kind} "${entry.name}"`
  const place = placeOf(entry.made)
  return place ? `${entry.kind} (made at ${place})` : `${entry.kind} without a name`
}
