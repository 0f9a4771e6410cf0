// A page without code of its own, driven by a real Chromium.

import { brotliCompressSync } from "node:zlib"
import { signal } from "filigree"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { WebSocket } from "ws"
import { LARGEST } from "../../demos/renderers/remote/protocol.ts"
import { type Served, serve } from "../../demos/renderers/remote/serve.ts"
import { SharedCounter } from "../../demos/surfaces/main.tsx"
import { launch } from "../support/browser.ts"

let browser: Browser
let served: Served
const [count, setCount] = signal(3)

beforeAll(async () => {
  browser = await launch()
  served = await serve(() =>
    SharedCounter({ count, step: (by) => void setCount((n) => n + by), note: "test" }),
  )
})

afterAll(async () => {
  await browser?.close()
  served?.app.exit()
  await served?.app.done
})

test("a press on the page is a press on the server, and shows on every page", async () => {
  const [one, two] = [await browser.newPage(), await browser.newPage()]
  await one.goto(served.url)
  await two.goto(served.url)
  await one.getByText("3 of 10").waitFor()

  await one.getByText("more").click()
  await one.getByText("4 of 10").waitFor()
  await two.getByText("4 of 10").waitFor()
  await two.keyboard.press("ArrowUp")
  await one.getByText("5 of 10").waitFor()

  expect(count()).toBe(5)
  await Promise.all([one.close(), two.close()])
})

test("a page that lost its connection comes back by itself and is sent everything anew", async () => {
  const page = await browser.newPage()
  const wires: { close(): Promise<void> }[] = []
  await page.routeWebSocket(/.*/, (wire) => {
    wires.push(wire)
    wire.connectToServer()
  })
  await page.goto(served.url)
  await page.getByText(`${count()} of 10`).waitFor()

  await wires[0]?.close()
  setCount(9)
  await page.getByText("9 of 10").waitFor()
  await page.getByText("less").click()
  await page.getByText("8 of 10").waitFor()

  expect(wires).toHaveLength(2)
  expect(await page.getByText("of 10").count()).toBe(1) // anew, not once more
  await page.close()
})

test("the page's script is a few kilobytes", async () => {
  const script = Buffer.from(await (await fetch(`${served.url}client.js`)).arrayBuffer())

  expect(brotliCompressSync(script).length).toBeLessThan(2500)
})

test("hostile frames are refused, and the program lives", async () => {
  const closed = async (send: (socket: WebSocket) => void): Promise<number> => {
    const socket = new WebSocket(served.url.replace("http", "ws"))
    await new Promise((resolve) => socket.once("open", resolve))
    send(socket)
    return new Promise((resolve) => {
      socket.once("close", resolve)
      socket.on("error", () => {})
    })
  }

  expect(await closed((socket) => socket.send("{"))).toBe(1008)
  expect(await closed((socket) => socket.send(Buffer.from([1, 2, 3])))).toBe(1008)
  expect(await closed((socket) => socket.send("x".repeat(LARGEST + 1)))).toBe(1009)
  expect(await closed((socket) => socket.send('{"event":"press","node":"1","fields":{}}'))).toBe(
    1008,
  )

  // unknown ids are late events of nodes that are gone: passed over
  const socket = new WebSocket(served.url.replace("http", "ws"))
  await new Promise((resolve) => socket.once("open", resolve))
  socket.send('{"event":"press","node":999999,"fields":{}}')
  socket.send('{"event":"drawn","node":999999,"fields":{"width":1}}')
  socket.ping()
  await new Promise((resolve) => socket.once("pong", resolve))
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.terminate()
})

test("a page of another site gets no connection", async () => {
  const socket = new WebSocket(served.url.replace("http", "ws"), { origin: "https://evil.example" })
  const outcome = await new Promise((resolve) => {
    socket.once("open", () => resolve("open"))
    socket.once("error", () => resolve("refused"))
  })

  expect(outcome).toBe("refused")
})
