// What is this node called, and where was it made? For messages and tools, behind the gates of help.ts and
// inspect.ts.

/** What kinds of node there are, by the word of the manual. */
export type NodeKind = "signal" | "memo" | "effect" | "owner" | "root" | "stored"

interface Registered {
  readonly kind: NodeKind
  readonly name: string | undefined
  readonly made: Error | undefined
}

const known = new WeakMap<object, Registered>()

/** How many frames of a creation site are kept: those of the graph itself and a few of the user. */
const FRAMES = 8

/** Notes the name and the place of creation of `node`. Call it only in development. */
export function register(node: object, kind: NodeKind, name: string | undefined): void {
  known.set(node, { kind, name, made: here() })
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

function here(): Error | undefined {
  const holder = Error as { stackTraceLimit?: number }
  const limit = holder.stackTraceLimit
  holder.stackTraceLimit = FRAMES
  const error = new Error()
  if (limit === undefined) delete holder.stackTraceLimit
  else holder.stackTraceLimit = limit
  return error
}

/** Where the stack leaves the graph, as `file:line:column`. */
export function placeOf(error: Error | undefined): string | undefined {
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
  return placeOf(here())
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
