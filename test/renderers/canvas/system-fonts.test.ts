// The machine's own fonts in Node: read when a text needs one, and not before.

import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"

const root = fileURLToPath(new URL("../../../", import.meta.url))
let home = ""

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "filigree-fonts-"))
  mkdirSync(join(home, ".fonts"))
  const folder = join(root, "node_modules/playwright-core/lib/vite/traceViewer")
  const icons = readdirSync(folder).find((name) => name.endsWith(".ttf"))!
  copyFileSync(join(folder, icons), join(home, ".fonts", "icons.ttf"))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Whether the machine's font is known after a first text, and after one that asks for it; and its width there. */
function run(env: Record<string, string>): unknown {
  const program = `
    import { nodePlatform } from "./renderers/canvas/node.ts"
    import { createTextEngine } from "./renderers/canvas/text.ts"
    import { internFont } from "./renderers/scene/index.ts"
    import { createRequire } from "node:module"
    console.warn = () => {}
    const engine = createTextEngine(await nodePlatform())
    const { GlobalFonts } = createRequire(import.meta.url)("@napi-rs/canvas")
    const font = (family) => internFont(16, family, 400, false, 1.4, 0)
    engine.width("Latin and Привет", font("sans"))
    const first = GlobalFonts.has("codicon")
    const width = engine.width("\\uea60\\uea61", font("codicon"))
    console.log(JSON.stringify({ first, asked: GlobalFonts.has("codicon"), width: Math.round(width) }))`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program],
    { cwd: root, encoding: "utf8", env: { ...process.env, HOME: home, ...env } },
  )
  expect(stdout, stderr).not.toBe("")
  return JSON.parse(stdout)
}

test.runIf(process.platform === "linux")(
  "a family of the machine is found when a text asks for it",
  () => {
    expect(run({})).toEqual({ first: false, asked: true, width: 32 })
  },
)

test("pictures do not depend on the machine where the environment says so", () => {
  expect(run({ DISABLE_SYSTEM_FONTS_LOAD: "1" })).toMatchObject({ first: false, asked: false })
})
