// Work that waits: for the next commit, when new nodes are in the page, and for the next animation
// frame, when painting and scrolling cost one layout however often they were asked for.

const committing = new Set<() => void>()
const framing = new Set<() => void>()
let asked = 0

/** Runs `task` once with the next commit. Asking again changes nothing. */
export function atCommit(task: () => void): void {
  committing.add(task)
}

/** Runs `task` once in the next animation frame, or in `runFrame`, whichever is first. */
export function inFrame(task: () => void): void {
  framing.add(task)
  if (asked === 0) asked = requestAnimationFrame(runFrame)
}

export function runCommit(): void {
  run(committing)
}

/** Does what waits for the frame at once. */
export function runFrame(): void {
  cancelAnimationFrame(asked)
  asked = 0
  run(framing)
}

// One that throws does not keep the others from running.
function run(tasks: Set<() => void>): void {
  if (tasks.size === 0) return
  const now = [...tasks]
  tasks.clear()
  for (const task of now) {
    try {
      task()
    } catch (error) {
      reportError(error)
    }
  }
}

type Sized = (entry: ResizeObserverEntry) => void
const sized = new WeakMap<Element, Set<Sized>>()
let observer: ResizeObserver | undefined

/** Calls `changed` after the first layout and whenever the size changes. Returns how to stop. */
export function onSize(
  node: Element,
  changed: Sized,
  box: ResizeObserverBoxOptions = "border-box",
): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const entry of entries) {
      if (!entry.target.isConnected) continue // removed since
      for (const one of sized.get(entry.target) ?? []) {
        try {
          one(entry)
        } catch (error) {
          reportError(error)
        }
      }
    }
  })
  let all = sized.get(node)
  if (!all) {
    sized.set(node, (all = new Set()))
    observer.observe(node, { box })
  }
  all.add(changed)
  return () => {
    all.delete(changed)
    if (all.size > 0) return
    sized.delete(node)
    observer?.unobserve(node)
  }
}
