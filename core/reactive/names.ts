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

/**
 * Where the stack leaves filigree, as `file:line:column`. Built, the graph is one file with all of core
 * (and under another name again when a development server has bundled it), so its file is asked for.
 */
export function placeOf(error: { readonly stack?: string } | undefined): string | undefined {
  const own = ownFile()
  for (const line of framesOf(error)) {
    const place = placeIn(line)
    if (!place || (own !== undefined && place.startsWith(own)) || OURS.test(place)) continue
    return place.replace(/^file:\/\//, "")
  }
  return undefined
}

/** Files of the graph as they are written, and all of the built package. */
const OURS =
  /(?<!test)[/\\]core[/\\](reactive|store|async)[/\\]|[/\\]filigree[/\\]dist[/\\](chunks|core|renderers|widgets)[/\\]/

let file: string | undefined

/** `file:`, as stacks call the file that this function is in. */
function ownFile(): string | undefined {
  file ??= placeIn(framesOf(new Error())[0] ?? "")?.replace(/\d+:\d+$/, "")
  return file
}

const framesOf = (error: { readonly stack?: string } | undefined): string[] =>
  error?.stack?.split("\n").slice(1) ?? []

const placeIn = (line: string): string | undefined =>
  /\(?((?:file:\/\/|https?:\/\/|[/\\]|[A-Za-z]:)[^()]*:\d+:\d+)\)?$/.exec(line.trim())?.[1]

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
