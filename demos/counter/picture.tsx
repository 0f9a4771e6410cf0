import { writeFile } from "node:fs/promises"
import { renderToPng } from "filigree/canvas"
import { Counter } from "./counter.tsx"

await writeFile(
  "counter.png",
  await renderToPng(() => <Counter />, { width: 300, height: 110, scale: 2 }),
)
