// What a view throws while it is loading, or later, reaches whoever asked for its text or picture, and never
// ends the process: a server goes on.

import { box, ErrorBoundary, effect, resource, signal, text } from "filigree"
import { renderToPdf, renderToPng, renderToSvg } from "filigree/canvas"
import { renderToHtml } from "filigree/html"
import { renderToAnsi, renderToText } from "filigree/tui"
import { afterAll, expect, test } from "vitest"

const size = { width: 60, height: 20 }
type Make = (view: () => any) => Promise<unknown>
const ways: [name: string, make: Make][] = [
  ["renderToText", (view) => renderToText(view)],
  ["renderToAnsi", (view) => renderToAnsi(view)],
  ["renderToPng", (view) => renderToPng(view, size)],
  ["renderToSvg", (view) => renderToSvg(view, size)],
  ["renderToPdf", (view) => renderToPdf(view, size)],
  ["renderToHtml", (view) => renderToHtml(view)],
]

const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)
process.on("uncaughtException", note)
afterAll(() => void process.off("uncaughtException", note))

const failing = (wait: () => Promise<void>) => () => {
  const user = resource(
    () => 1,
    async () => {
      await wait()
      throw new Error("no net")
    },
  )
  return box(
    {},
    text({}, () => user.get()),
  )
}
const turn = () => new Promise<void>((done) => setTimeout(done, 1))

test.each(ways)("%s rejects with what a resource failed with", async (_, make) => {
  await expect(make(failing(async () => {}))).rejects.toThrow("no net")
  await expect(make(failing(turn))).rejects.toThrow("no net")
  expect(uncaught).toEqual([])
})

test.each(ways)("%s rejects with what an effect throws when it runs again", async (_, make) => {
  const view = () => {
    const [n, setN] = signal(0)
    effect(() => {
      if (n() > 0) throw new Error("on the second run")
      setN(1)
    })
    return text({}, n)
  }
  await expect(make(view)).rejects.toThrow("on the second run")
  expect(uncaught).toEqual([])
})

test.each(ways)("%s shows what a boundary says instead", async (_, make) => {
  const view = () => ErrorBoundary({ fallback: text({}, "down"), children: failing(turn) })
  await expect(make(view)).resolves.toBeDefined()
  expect(uncaught).toEqual([])
})

test("render of pages, in a program that is none, says so", async () => {
  const { render } = await import("filigree/dom")
  expect(() => render(() => text({}, "x"), { root: "#app" })).toThrow(
    /no document to render into.*renderToHtml from filigree\/html/s,
  )
})
