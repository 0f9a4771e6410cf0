// startTransition: a promise for "everything that this write set off has loaded".

import { flush } from "../reactive/index.ts"

interface Settling {
  settled(): Promise<void>
}

let current: Set<Settling> | undefined

/** A load began: it belongs to the transition that is being started, if one is. */
export function noteLoad(load: Settling): void {
  current?.add(load)
}

/**
 * Runs `change` and the flush after it; resolves when every resource that was created or loaded again
 * by that has settled. The old values stay in place meanwhile (show them with `Transition`).
 *
 * @example
 * await startTransition(() => setPage(2))
 * hideSpinner()
 */
export async function startTransition(change: () => void): Promise<void> {
  const outer = current
  const loads = (current = new Set<Settling>())
  try {
    change()
    flush()
  } finally {
    current = outer
  }
  await Promise.all([...loads].map((load) => load.settled()))
}
