// One program shows one component on three surfaces; what is pressed on one shows on all.

import { flush, signal } from "filigree"
import { render, renderToPng } from "filigree/canvas"
import { terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { serve } from "../../demos/renderers/remote/serve.ts"
import { SharedCounter } from "../../demos/surfaces/main.tsx"
import { launch } from "../support/browser.ts"

test("a press on any surface shows on all", async () => {
  const [count, setCount] = signal(3)
  const step = (by: number): void => void setCount((n) => n + by)
  const view = () => SharedCounter({ count, step, note: "" })
  const picture = () => renderToPng(view, { width: 440, height: 150 })

  const ui = await terminal({ columns: 60, rows: 8 }).open(view)
  const pages = await serve(view)
  const canvas = await render(view, { width: 440, height: 150 })
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(pages.url)
    await page.getByText("3 of 10").waitFor()
    const three = Buffer.from(await picture())

    await ui.press("up") // the terminal
    await page.getByText("4 of 10").waitFor()
    expect(ui.screen()).toContain("4 of 10")
    expect(Buffer.from(await picture()).equals(three)).toBe(false)

    await page.getByText("less").click() // the page
    await expect.poll(count).toBe(3)
    await ui.flush()
    expect(ui.screen()).toContain("3 of 10")
    expect(Buffer.from(await picture()).equals(three)).toBe(true) // back, to the last pixel

    canvas.key({
      key: "up",
      text: "",
      ctrl: false,
      alt: false,
      shift: false,
      meta: false,
      repeat: false,
    }) // the canvas
    flush()
    await ui.flush()
    await page.getByText("4 of 10").waitFor()
    expect(ui.screen()).toContain("4 of 10")
  } finally {
    await browser.close()
    canvas.dispose()
    pages.app.exit()
    await pages.app.done
    await ui.dispose()
  }
})
