import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

test("without @napi-rs/canvas the error names the command that installs it", () => {
  const hook = new URL("./fixtures/without-canvas.mjs", import.meta.url).href
  const program = `
    import { renderToPng } from "./renderers/canvas/index.ts"
    await renderToPng("hello").catch((error) => console.log(error.code, error.remedy))`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--import", hook, "--input-type=module", "-e", program],
    { cwd: fileURLToPath(new URL("../../../", import.meta.url)), encoding: "utf8" },
  )
  expect(stdout.trim(), stderr).toBe("canvas-missing npm install @napi-rs/canvas")
})
