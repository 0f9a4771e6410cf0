// startTransition: a promise for "everything that this write set off has loaded".

import { flush, isFlushing, tick } from "../reactive/index.ts"

interface Settling {
  settled(): Promise<void>
}

/** What the transitions that are being started have set off. */
const starting = new Set<Set<Settling>>()

/** A load began: it belongs to the transitions that are being started. */
export function noteLoad(load: Settling): void {
  for (const loads of starting) loads.add(load)
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
  const loads = new Set<Settling>()
  starting.add(loads)
  try {
    change()
    if (isFlushing())
      await tick() // the flush that runs takes the change in
    else flush()
  } finally {
    starting.delete(loads)
  }
  await Promise.all([...loads].map((load) => load.settled()))
}
