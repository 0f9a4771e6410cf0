#!/usr/bin/env node
// The conformance kit as a program: `npx filigree-kit path/to/adapter.js`; here `npm run kit -- path/to/adapter.ts`.
//
// The module's default export is the adapter. Ends with 1 when a case fails.

import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Adapter } from "./adapter.ts"
import { conformance } from "./conformance.ts"

const [path, ...rest] = process.argv.slice(2)
const only = rest[0]
if (!path) {
  process.stderr.write("usage: filigree-kit path/to/adapter.js [words of a case's name]\n")
  process.exit(2)
}

if (!existsSync(path)) {
  process.stderr.write(`there is no file ${resolve(path)}.\n`)
  process.exit(2)
}

const module = (await import(pathToFileURL(resolve(path)).href)) as { default?: Adapter<object> }
const adapter = module.default
if (!adapter || typeof adapter.create !== "function" || typeof adapter.serialize !== "function") {
  process.stderr.write(
    `${path} has no adapter as its default export.\n` +
      "fix: export default { name, create: () => ({ renderer, root }), serialize: (root) => […] }\n",
  )
  process.exit(2)
}

let passed = 0
let skipped = 0
const failed: string[] = []
process.stdout.write(`${adapter.name}\n`)
for (const { name, skip, run } of conformance(adapter)) {
  if (only && !name.includes(only)) continue
  if (skip) {
    skipped++
    process.stdout.write(`  - ${name}  (${skip})\n`)
    continue
  }
  try {
    await Promise.race([run(), uncaught()])
    passed++
    process.stdout.write(`  ✓ ${name}\n`)
  } catch (error) {
    failed.push(name)
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stdout.write(`  ✗ ${name}\n${words.replace(/^/gm, "      ")}\n`)
  }
}
process.stdout.write(`${passed} passed, ${failed.length} failed, ${skipped} skipped\n`)
process.exitCode = failed.length > 0 ? 1 : 0

/** Rejects with an error that was thrown where nobody could catch it: it belongs to the case that runs. */
function uncaught(): Promise<never> {
  process.removeAllListeners("uncaughtException")
  return new Promise((_, reject) => process.on("uncaughtException", reject))
}
