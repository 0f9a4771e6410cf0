// The demos that make files: each is run, and what it wrote is looked at.

import { renderToPdf, renderToPng } from "filigree/canvas"
import { expect, test } from "vitest"
import { Card } from "../../demos/card/card.tsx"
import { readProject } from "../../demos/report/data.ts"
import { PAGE, pages } from "../../demos/report/report.tsx"
import { decoded } from "../renderers/canvas/support.ts"

test("a card holds whatever is put into it: long words are smaller, too long ones are cut", async () => {
  for (const title of ["Short", "A title of more than twenty-eight signs", "Long ".repeat(40)]) {
    const png = await renderToPng(
      () => <Card title={title} text={"words ".repeat(60)} tags={["one", "two"]} note="note" />,
      { width: 1200, height: 630 },
    )
    const { data } = await decoded(png)
    // The note at the lower right is still where it belongs.
    let light = 0
    for (let y = 530; y < 575; y++)
      for (let x = 1060; x < 1130; x++) if (data[(y * 1200 + x) * 4]! > 120) light++
    expect(light).toBeGreaterThan(20)
  }
})

test("a report has as many pages as its rows need, each of them numbered", async () => {
  const project = await readProject()
  const all = pages(project, new Date(Date.UTC(2026, 10, 28)))
  expect(all).toHaveLength(2 + Math.ceil(project.files / 40))

  const pdf = await renderToPdf(all.slice(0, 4), { ...PAGE, title: "Report" })

  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(4)
})
