// The sampler as a feed: one look at the machine a second, until stopped.

import type { Sample } from "./system/sample.ts"
import { createSampler } from "./system/sampler.ts"

/** Looks every `every` ms. Returns how to stop. Looks never overlap. */
export function watchMachine(every: number, tell: (sample: Sample) => void): () => void {
  const sampler = createSampler()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const look = async (): Promise<void> => {
    const began = performance.now()
    const sample = await sampler()
    if (stopped) return
    tell(sample)
    timer = setTimeout(look, Math.max(0, every - (performance.now() - began)))
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Looks `count` times, `every` ms apart: for a picture, which has no time to wait for its past. */
export async function lookAtMachine(count: number, every: number): Promise<Sample[]> {
  const sampler = createSampler()
  const samples: Sample[] = []
  while (samples.length < count) {
    samples.push(await sampler())
    if (samples.length < count) await new Promise((resolve) => setTimeout(resolve, every))
  }
  return samples
}
