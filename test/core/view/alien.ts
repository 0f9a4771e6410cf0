// The names of core/view/reactivity.ts over another signal library, alien-signals: what a test puts
// in the seam's place, to show that views need nothing else of their graph.
//
// Alien's effects run within the write; ours wait for `flush`. So an alien effect only watches: when
// it is told of a change, it is thrown away and its owner queued, and the flush makes a new one.
// Owners, contexts and errors are plain trees that know nothing of signals.

import * as alien from "alien-signals"

export abstract class Readable<T> {
  abstract get(): T
  abstract peek(): T
}
export type Source<T> = (() => T) | Readable<T>
export type Reactive<T> = T | Source<T>

export class RwSignal<T> extends Readable<T> {
  private readonly both: { (): T; (value: T): void }
  constructor(value: T) {
    super()
    // A function is kept as a value too: alien never calls it.
    this.both = alien.signal(value) as { (): T; (value: T): void }
  }
  get(): T {
    return this.both()
  }
  peek(): T {
    return untrack(() => this.both())
  }
  set(next: T): void {
    this.both(next)
  }
  update(fn: (previous: T) => T): void {
    this.both(fn(this.peek()))
  }
}

export const rwSignal = <T>(value: T) => new RwSignal(value)
export function signal<T>(value: T): [() => T, (next: T) => T] {
  const one = rwSignal(value)
  return [
    () => one.get(),
    (next) => {
      one.set(next)
      return next
    },
  ]
}
export const isTracking = (): boolean => alien.getActiveSub() !== undefined
export const isReactive = (x: unknown): x is Source<unknown> =>
  typeof x === "function" || x instanceof Readable
export function read<T>(x: Reactive<T>): T {
  if (typeof x === "function") return (x as () => T)()
  return x instanceof Readable ? (x.get() as T) : (x as T)
}
export const memo = <T>(fn: (previous?: T) => T): (() => T) => alien.computed(fn)

export function untrack<T>(fn: () => T): T {
  const outer = alien.setActiveSub(undefined)
  try {
    return fn()
  } finally {
    alien.setActiveSub(outer)
  }
}
export function batch<T>(fn: () => T): T {
  alien.startBatch()
  try {
    return fn()
  } finally {
    alien.endBatch()
  }
}

// --- owners --------------------------------------------------------------------------------------

let current: Owner | undefined

export class Owner {
  parent: Owner | undefined
  /** The nearest effect around. */
  readonly within: Effect | undefined
  handler: ((error: unknown) => void) | undefined
  readonly values = new Map<object, unknown>()
  readonly children = new Set<Owner>()
  cleanups: (() => void)[] = []
  isPaused = false
  isDisposed = false

  constructor(parent: Owner | undefined, effect?: Effect) {
    this.parent = parent
    this.within = effect ?? parent?.within
    parent?.children.add(this)
  }
  adopt(child: Owner): void {
    child.parent = this
    this.children.add(child)
  }
  release(child: Owner): void {
    this.children.delete(child)
  }
  clear(): void {
    for (const child of [...this.children]) child.dispose()
    const cleanups = this.cleanups
    this.cleanups = []
    for (const fn of cleanups) runWithOwner(this.parent, fn)
  }
  dispose(): void {
    this.isDisposed = true
    this.parent?.children.delete(this)
    this.clear()
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  get rests(): boolean {
    return this.isPaused || this.parent?.rests === true
  }
}

export const getOwner = () => current
export const createOwner = (parent: Owner | null | undefined = current) =>
  new Owner(parent ?? undefined)
export function createLasting(keeper: Owner | undefined): Owner {
  const owner = createOwner(current)
  current?.release(owner)
  if (keeper) keeper.adopt(owner)
  return owner
}
export function runWithOwner<T>(owner: Owner | undefined, fn: () => T): T {
  const outer = current
  current = owner
  try {
    return untrack(fn)
  } finally {
    current = outer
  }
}
export const onCleanup = (fn: () => void) => current?.cleanups.push(fn)

interface Context<T> {
  readonly fallback: T
}
export const createContext = <T>(fallback: T): Context<T> => ({ fallback })
export const provide = <T>(context: Context<T>, value: T) => current?.values.set(context, value)
export function use<T>(context: Context<T>): T {
  for (let at = current; at; at = at.parent) {
    if (at.values.has(context)) return at.values.get(context) as T
  }
  return context.fallback
}

export function catchError<T>(fn: () => T, handler: (error: unknown) => void): T | undefined {
  const owner = new Owner(current)
  owner.handler = handler
  try {
    return runWithOwner(owner, fn)
  } catch (error) {
    handleError(error, owner)
    return undefined
  }
}
export function handleError(error: unknown, owner: Owner | undefined = current): void {
  let at = owner
  while (at && !at.handler) at = at.parent
  if (!at?.handler) throw error
  at.handler(error)
}
export const componentBody = <T>(_name: string, _place: unknown, fn: () => T): T => untrack(fn)

// --- effects -------------------------------------------------------------------------------------

let queue: Effect[] = []
let after: (() => void)[] = []
let resting: Effect[] = []

class Effect {
  readonly fn: () => void
  readonly owner: Owner
  private stop: (() => void) | undefined
  isQueued = false

  constructor(fn: () => void) {
    this.fn = fn
    this.owner = new Owner(current, this)
  }
  run(): void {
    this.owner.clear()
    this.stop?.()
    let failure: { error: unknown } | undefined
    let isFirst = true
    untrack(() => {
      this.stop = alien.effect(() => {
        if (!isFirst) return this.enqueue()
        isFirst = false
        const outer = current
        current = this.owner
        try {
          this.fn()
        } catch (error) {
          failure = { error }
        } finally {
          current = outer
        }
      })
    })
    if (failure) throw failure.error
  }
  enqueue(): void {
    if (this.owner.isDisposed) this.stop?.()
    if (this.isQueued || this.owner.isDisposed) return
    this.isQueued = true
    queue.push(this)
  }
  settle(): void {
    this.owner.parent?.within?.settle()
    if (!this.isQueued) return
    this.isQueued = false
    if (this.owner.isDisposed) this.stop?.()
    else if (this.owner.rests) resting.push(this)
    else {
      try {
        this.run()
      } catch (error) {
        handleError(error, this.owner.parent)
      }
    }
  }
}

export function rwEffect(
  fn: (previous: any) => unknown,
  _options?: object,
  initial?: unknown,
): { dispose(): void } {
  let previous = initial
  const effect = new Effect(() => {
    previous = fn(previous)
  })
  effect.run()
  return effect.owner
}
export const renderEffect = (fn: () => void) => {
  const owner = rwEffect(fn)
  return () => owner.dispose()
}
export const effect = (fn: () => void) => {
  const one = new Effect(fn)
  one.enqueue()
  return () => one.owner.dispose()
}
export const afterFlush = (fn: () => void) => void after.push(fn)
export function flush(): void {
  while (queue.length > 0 || after.length > 0 || resting.some((one) => !one.owner.rests)) {
    for (const one of resting) if (!one.owner.rests) one.enqueue()
    resting = resting.filter((one) => one.owner.rests && !one.owner.isDisposed)
    for (let i = 0; i < queue.length; i++) queue[i]!.settle()
    queue = []
    const callbacks = after
    after = []
    for (const fn of callbacks) fn()
  }
}
