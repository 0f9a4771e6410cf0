// A PDF of several pages with real data: `npm run demo:report -- out.pdf`.

import { writeFile } from "node:fs/promises"
import { renderToPdf } from "filigree/canvas"
import { readOptions, writable } from "../options.ts"
import { readProject } from "./data.ts"
import { PAGE, pages } from "./report.tsx"

const file = readOptions("npm run demo:report -- out.pdf", {}, (_, [name]) =>
  writable(name, ".pdf"),
)
const project = await readProject()
const all = pages(project, new Date())
const start = performance.now()
const pdf = await renderToPdf(all, { ...PAGE, title: `${project.name}, by numbers` })
const took = Math.round(performance.now() - start)
await writeFile(file, pdf)
process.stdout.write(`${file}: ${all.length} pages, ${pdf.length} bytes, made in ${took} ms\n`)
