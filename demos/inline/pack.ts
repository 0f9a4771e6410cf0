// The work: every file of some folders is compressed (Brotli, the best that it can), a few at a time.
// Plain signals say how far it is; nothing here knows of a screen.

import { readdir, readFile, stat } from "node:fs/promises"
import { join, relative } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants } from "node:zlib"
import { type Accessor, batch, signal } from "filigree"

const compress = promisify(brotliCompress)
const AT_ONCE = 2 // folders
const SKIPPED = new Set(["node_modules", "dist", ".git", ".cache", "pictures"])
const LARGEST = 1 << 20 // bytes; a larger file takes Brotli many seconds

export interface Folder {
  readonly name: string
  readonly files: readonly string[]
  readonly state: Accessor<"waiting" | "packing" | "done" | "failed">
  /** Files that are done. */
  readonly done: Accessor<number>
  /** The file that is being compressed. */
  readonly current: Accessor<string>
  /** Bytes before and after, of what is done. */
  readonly before: Accessor<number>
  readonly after: Accessor<number>
  /** Milliseconds that it took; 0 until it is done. */
  readonly time: Accessor<number>
}

export interface Pack {
  readonly folders: readonly Folder[]
  readonly startedAt: number
  /** Settles when all is done, or stopped. */
  run(
    onDone: (folder: Folder) => void,
    onSkipped: (file: string, why: string) => void,
  ): Promise<void>
  stop(): void
}

/** Looks up what there is to do in `folders`. */
export async function preparePack(root: string, folders: readonly string[]): Promise<Pack> {
  const jobs = await Promise.all(folders.map((name) => prepareFolder(root, name)))
  let isStopped = false
  const queue = jobs.filter((job) => job.folder.files.length > 0)
  return {
    folders: queue.map((job) => job.folder),
    startedAt: performance.now(),
    stop: () => {
      isStopped = true
    },
    async run(onDone, onSkipped) {
      const waiting = [...queue]
      const worker = async (): Promise<void> => {
        for (let job = waiting.shift(); job && !isStopped; job = waiting.shift())
          if (await job.pack(() => isStopped, onSkipped)) onDone(job.folder)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    },
  }
}

async function prepareFolder(root: string, name: string) {
  const files = await filesIn(join(root, name))
  const [state, setState] = signal<"waiting" | "packing" | "done" | "failed">("waiting")
  const [done, setDone] = signal(0)
  const [current, setCurrent] = signal("")
  const [before, setBefore] = signal(0)
  const [after, setAfter] = signal(0)
  const [time, setTime] = signal(0)
  const folder: Folder = { name, files, state, done, current, before, after, time }

  const pack = async (
    isStopped: () => boolean,
    onSkipped: (file: string, why: string) => void,
  ): Promise<boolean> => {
    const start = performance.now()
    setState("packing")
    for (const file of files) {
      if (isStopped()) return false
      const short = relative(root, file)
      setCurrent(short)
      try {
        const { size } = await stat(file)
        if (size > LARGEST)
          onSkipped(short, `${Math.round(size / 1e6)} MB is too large to wait for`)
        else {
          const text = await readFile(file)
          const packed = await compress(text, {
            params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
          })
          batch(() => {
            setBefore((sum) => sum + text.length)
            setAfter((sum) => sum + packed.length)
          })
        }
      } catch (error) {
        onSkipped(short, error instanceof Error ? error.message : String(error))
      }
      setDone((count) => count + 1)
    }
    batch(() => {
      setTime(performance.now() - start)
      setState("done")
    })
    return true
  }
  return { folder, pack }
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) found.push(...(await filesIn(path)))
    else if (entry.isFile()) found.push(path)
  }
  return found
}
