// A live canvas: what each viewer is sent, what is taken from them, and who is let in.

import { request as ask, createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { inflateRawSync } from "node:zlib"
import { afterEach, expect, test } from "vitest"
import WebSocket, { WebSocketServer } from "ws"
import { effect, flush, rwSignal } from "../../../core/reactive/index.ts"
import { box, input, text } from "../../../core/view/index.ts"
import type { AccessibleChanges } from "../../../renderers/canvas/accessible.ts"
import { type CanvasApp, render } from "../../../renderers/canvas/index.ts"
import { CLIENT } from "../../../renderers/canvas/live/client-text.ts"
import { createLive, type Live, type LiveOptions } from "../../../renderers/canvas/live/index.ts"
import {
  FRAME,
  type FrameHead,
  type News,
  readFrame,
  readInputs,
  readTree,
  TREE,
} from "../../../renderers/canvas/live/protocol.ts"
import { addRects, Viewers } from "../../../renderers/canvas/live/viewers.ts"
import { clientText } from "../../../scripts/live-client.ts"

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** What a page holds: pixels from the messages it was sent. */
class Page {
  width = 0
  height = 0
  pixels = new Uint8Array(0)
  readonly heads: FrameHead[] = []
  readonly bytes: number[] = []
  readonly news: News[] = []
  readonly trees: AccessibleChanges[] = []
  /** Of the last message. */
  sequence = 0

  take(message: Uint8Array): void {
    if (message[0] === TREE) {
      const { sequence, packed } = readTree(message)
      this.sequence = sequence
      this.trees.push(JSON.parse(inflateRawSync(packed).toString()))
      return
    }
    if (message[0] !== FRAME) {
      this.news.push(JSON.parse(Buffer.from(message.subarray(1)).toString()))
      return
    }
    const { head, packed } = readFrame(message)
    this.heads.push(head)
    this.sequence = head.sequence
    this.bytes.push(message.length)
    if (head.width !== this.width || head.height !== this.height) {
      this.width = head.width
      this.height = head.height
      this.pixels = new Uint8Array(head.width * head.height * 4)
    }
    const data = inflateRawSync(packed)
    let at = 0
    for (const { x, y, width, height } of head.rects)
      for (let row = 0; row < height; row++, at += width * 4)
        this.pixels.set(data.subarray(at, at + width * 4), ((y + row) * this.width + x) * 4)
    expect(at).toBe(data.length)
  }
}

const color = rwSignal("#ff0000")
const typed = rwSignal("")
const view = () =>
  box(
    { flexGrow: 1, background: "#202020" },
    box({
      width: 20,
      height: 10,
      background: color,
      focusable: true,
      onPress: () => color.set("#00ff00"),
    }),
    input({ width: 100, height: 30, bind: typed, initialValue: "", autoFocus: true }),
    text({ color: "white" }, "hello"),
  )

async function open(options: LiveOptions = {}): Promise<{ app: CanvasApp; live: Live }> {
  color.set("#ff0000")
  typed.set("")
  const live = createLive(options)
  const app = await render(view, { width: 200, height: 100, sink: live })
  ends.push(async () => {
    app.dispose()
    await app.done
  })
  return { app, live }
}

async function listen(live: Live, sockets = false): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    if (!live.handle(request, response)) response.writeHead(404).end()
  })
  if (sockets)
    server.on("upgrade", live.upgrade(new WebSocketServer({ noServer: true, maxPayload: 1 << 18 })))
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port }
}

test("the page that is served is made of client.ts, and a few KB", async () => {
  const made = /"(.*)"\n$/s.exec(await clientText())![0]
  expect(JSON.parse(made), "run `npm run live-client`").toBe(CLIENT)
  expect(CLIENT.length).toBeLessThan(12_000)
})

test("a viewer gets the whole frame first, then damage alone", async () => {
  const viewers = new Viewers({ follow: false, most: 100, accessible: false })
  color.set("#ff0000")
  const app = await render(view, {
    width: 200,
    height: 100,
    sink: { open: (app) => viewers.open(app), present: (_, damage) => viewers.present(damage) },
  })
  ends.push(() => app.dispose())
  const page = new Page()
  const viewer = viewers.add({ send: (m) => page.take(m), close: () => {} }, true)
  await expect.poll(() => page.heads.length).toBe(1)
  expect(page.heads[0]!.rects).toEqual([{ x: 0, y: 0, width: 200, height: 100 }])
  expect(page.pixels).toEqual(new Uint8Array(app.frame.read()))

  viewer.receive('[{"type":"shown","sequence":1}]')
  color.set("#0000ff")
  await expect.poll(() => page.heads.length).toBe(2)
  expect(page.heads[1]!.rects).toEqual([{ x: 0, y: 0, width: 20, height: 10 }])
  expect(page.bytes[1]).toBeLessThan(60)
  expect(page.pixels).toEqual(new Uint8Array(app.frame.read()))
})

test("a slow viewer gets fewer frames, and is right when it catches up; others do not wait", async () => {
  const viewers = new Viewers({ follow: false, most: 100, accessible: false })
  const app = await render(view, {
    width: 200,
    height: 100,
    sink: { open: (app) => viewers.open(app), present: (_, damage) => viewers.present(damage) },
  })
  ends.push(() => app.dispose())
  const slow = new Page()
  const fast = new Page()
  const slowViewer = viewers.add({ send: (m) => slow.take(m), close: () => {} }, true)
  const fastViewer = viewers.add(
    {
      send(m) {
        fast.take(m)
        const sequence = fast.heads.at(-1)?.sequence
        if (sequence !== undefined)
          queueMicrotask(() => fastViewer.receive(JSON.stringify([{ type: "shown", sequence }])))
      },
      close: () => {},
    },
    true,
  )
  for (let i = 0; i < 12; i++) {
    color.set(`rgb(${i * 8}, 0, 0)`)
    await app.flush()
    await expect.poll(() => fast.pixels[0], { interval: 2, timeout: 20_000 }).toBe(i * 8)
  }
  expect(fast.pixels).toEqual(new Uint8Array(app.frame.read()))
  expect(fast.heads.length).toBeGreaterThan(10)
  expect(slow.heads.length).toBe(2) // and nothing of the rest is kept for it but one rectangle

  slowViewer.receive(JSON.stringify([{ type: "shown", sequence: slow.heads.at(-1)!.sequence }]))
  await expect.poll(() => slow.heads.length).toBe(3)
  expect(slow.pixels).toEqual(new Uint8Array(app.frame.read()))
})

test("the tree for screen readers comes as changes, as one of the two messages on the way", async () => {
  const words = rwSignal("one")
  const viewers = new Viewers({ follow: false, most: 100, accessible: true })
  const app = await render(
    () =>
      box(
        {},
        text({}, words),
        text({}, "stays"),
        box({ label: "go", focusable: true, height: 5, onPress: () => words.set("pressed") }),
      ),
    {
      width: 200,
      height: 100,
      sink: { open: (app) => viewers.open(app), present: (_, damage) => viewers.present(damage) },
    },
  )
  ends.push(() => app.dispose())
  const page = new Page()
  const viewer = viewers.add({ send: (m) => page.take(m), close: () => {} }, true)
  const shown = () => viewer.receive(JSON.stringify([{ type: "shown", sequence: page.sequence }]))
  await expect.poll(() => page.trees.length).toBe(1)
  expect(page.heads.length).toBe(1) // and the pixels came before
  const texts = page.trees[0]!.nodes.map(({ text }) => text)
  expect(texts).toEqual(["one", "stays", "", ""])

  // A frame and a tree are on the way: nothing more comes, and what waits adds up.
  const fast = new Page()
  const fastViewer = viewers.add(
    {
      send(m) {
        fast.take(m)
        const { sequence } = fast
        queueMicrotask(() => fastViewer.receive(JSON.stringify([{ type: "shown", sequence }])))
      },
      close: () => {},
    },
    true,
  )
  await expect.poll(() => fast.trees.length).toBe(1)
  for (const word of ["two", "three", "four"]) {
    words.set(word)
    await app.flush()
    await expect.poll(() => fast.trees.at(-1)!.nodes[0]!.text).toBe(word)
  }
  expect([page.heads.length, page.trees.length]).toEqual([1, 1])
  shown()
  await expect.poll(() => page.trees.length).toBe(2)
  const { id } = page.trees[0]!.nodes[0]!
  const [change, ...none] = page.trees[1]!.nodes
  expect(none).toEqual([])
  expect({ ...change, width: 0 }).toEqual({ id, text: "four", width: 0 })
  shown()

  const go = page.trees[0]!.nodes.find(({ name }) => name === "go")!.id
  const onlyLooks = viewers.add({ send: () => {}, close: () => {} }, false)
  onlyLooks.receive(JSON.stringify([{ type: "press", id: go }]))
  expect(words.peek()).toBe("four")
  viewer.receive(JSON.stringify([{ type: "press", id: go }]))
  expect(words.peek()).toBe("pressed")
})

test("rectangles that wait stay few, and hold all that was damaged", () => {
  const list: { x: number; y: number; width: number; height: number }[] = []
  addRects(list, [{ x: 1, y: 1, width: 4, height: 4 }])
  addRects(list, [{ x: 2, y: 2, width: 1, height: 1 }])
  expect(list).toHaveLength(1)
  addRects(list, [{ x: 0, y: 0, width: 9, height: 9 }])
  expect(list).toEqual([{ x: 0, y: 0, width: 9, height: 9 }])
  for (let i = 0; i < 100; i++) addRects(list, [{ x: i * 10, y: i, width: 2, height: 2 }])
  expect(list.length).toBeLessThanOrEqual(32)
  expect(Math.max(...list.map((r) => r.x + r.width))).toBe(992)
})

test("what a stranger may send is taken apart, or refused", () => {
  const good = [
    { type: "pointer", kind: "down", x: 1, y: 2, button: 0, buttons: 1, ctrl: true },
    { type: "wheel", x: 1, y: 2, deltaX: 0, deltaY: -3 },
    { type: "key", key: "enter", text: "" },
    { type: "paste", text: "words" },
    { type: "size", width: 10, height: 10 },
    { type: "shown", sequence: 4 },
    { type: "press", id: 4 },
    { type: "focus", id: 4 },
  ]
  expect(readInputs(JSON.stringify(good))).toHaveLength(8)
  const bad: unknown[] = [
    "no list",
    [1],
    [null],
    [{ type: "constructor" }],
    [{ ...good[0], kind: "__proto__" }],
    [{ ...good[0], x: null }],
    [{ ...good[0], x: 1e300 }],
    [{ ...good[0], buttons: "1" }],
    [{ ...good[1], deltaY: "1" }],
    [{ type: "key", key: "", text: "" }],
    [{ type: "key", key: "a".repeat(99), text: "" }],
    [{ type: "paste", text: 5 }],
    [{ type: "paste", text: "x".repeat(100_001) }],
    [{ type: "size", width: -1, height: 2 }],
    [{ type: "shown", sequence: 1.5 }],
    [{ type: "press", id: "4" }],
    [{ type: "focus", id: -1 }],
    Array.from({ length: 257 }, () => good[5]),
  ]
  for (const data of bad)
    expect(readInputs(JSON.stringify(data)), JSON.stringify(data).slice(0, 60)).toHaveProperty(
      "refused",
    )
  expect(readInputs("{")).toHaveProperty("refused")
})

function get(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  body = "",
) {
  return new Promise<{ status: number; body: string; headers: object }>((done, failed) => {
    const request = ask({ port, host: "127.0.0.1", path, method, headers }, (response) => {
      let text = ""
      response.on("data", (part) => (text += part))
      response.on("end", () =>
        done({ status: response.statusCode!, body: text, headers: response.headers }),
      )
      response.on("error", failed)
    })
    request.on("error", failed)
    request.end(body)
  })
}

test("the page is served to its own name alone, without any code from elsewhere", async () => {
  const { live } = await open({ title: "a <b>" })
  const { port } = await listen(live)
  const page = await get(port, "/")
  expect(page.status).toBe(200)
  expect(page.body).toContain("<title>a &#60;b&#62;</title>")
  expect(String((page.headers as Record<string, unknown>)["content-security-policy"])).toContain(
    "default-src 'none'",
  )
  expect((await get(port, "/live.js")).body).toBe(CLIENT)
  expect((await get(port, "/else")).status).toBe(404)
  expect((await get(port, "/", { host: "evil.example" })).status).toBe(403)
  expect((await get(port, "/frames", { origin: "http://evil.example" })).status).toBe(403)
  expect((await get(port, "/input?viewer=x", {}, "POST", "[]")).status).toBe(403)
})

/** Opens the stream of frames of plain HTTP. */
async function stream(port: number, page: Page): Promise<{ viewer: string; close: () => void }> {
  return new Promise((done, failed) => {
    const request = ask({ port, host: "127.0.0.1", path: "/frames" }, (response) => {
      let buffer = Buffer.alloc(0)
      response.on("data", (part: Buffer) => {
        buffer = Buffer.concat([buffer, part])
        while (buffer.length >= 4 && buffer.length >= 4 + buffer.readUInt32LE(0)) {
          const length = buffer.readUInt32LE(0)
          page.take(new Uint8Array(buffer.subarray(4, 4 + length)))
          buffer = buffer.subarray(4 + length)
          const viewer = page.news[0]?.viewer
          if (viewer) done({ viewer, close: () => request.destroy() })
        }
      })
      response.on("error", () => {})
    })
    request.on("error", failed)
    request.end()
  })
}

test("over plain HTTP: pixels come as a stream, and hands by posts", async () => {
  const { app, live } = await open()
  const { port } = await listen(live)
  const page = new Page()
  const { viewer, close } = await stream(port, page)
  await expect.poll(() => page.heads.length).toBeGreaterThan(0)
  expect(page.pixels).toEqual(new Uint8Array(app.frame.read()))
  expect(live.viewers).toBe(1)

  const post = (inputs: object[]) =>
    get(port, `/input?viewer=${viewer}`, {}, "POST", JSON.stringify(inputs))
  const place = { x: 5, y: 5, button: 0 }
  await post([
    { type: "pointer", kind: "down", ...place, buttons: 1 },
    { type: "pointer", kind: "up", ...place, buttons: 0 },
    { type: "shown", sequence: page.heads.at(-1)!.sequence },
  ])
  await expect.poll(() => color.peek()).toBe("#00ff00")
  await expect.poll(() => [...page.pixels.subarray(0, 3)]).toEqual([0, 255, 0])

  const large = await get(port, `/input?viewer=${viewer}`, {}, "POST", "x".repeat(300_000)).catch(
    () => ({ status: 413 }),
  )
  expect(large.status).toBe(413)
  close()
  await expect.poll(() => live.viewers).toBe(0)
  expect((await post([])).status).toBe(403) // its name has gone with it
})

test("who may only look changes nothing, and who may not look gets nothing", async () => {
  const { live } = await open({
    access: (request) =>
      request.headers.cookie === "me" ? "control" : request.headers.cookie ? "view" : false,
  })
  const { port } = await listen(live, true)
  const socket = (cookie?: string, origin?: string) =>
    new WebSocket(`ws://127.0.0.1:${port}/frames`, {
      headers: cookie ? { cookie } : {},
      ...(origin && { origin }),
    })
  const outcome = (one: WebSocket) =>
    new Promise<string>((done) => {
      one.on("open", () => done("open"))
      one.on("error", (error) => done(error.message))
    })
  expect(await outcome(socket())).toContain("403")
  expect(await outcome(socket("me", "http://evil.example"))).toContain("403")

  const press = JSON.stringify([
    { type: "pointer", kind: "down", x: 5, y: 5, button: 0, buttons: 1 },
    { type: "pointer", kind: "up", x: 5, y: 5, button: 0, buttons: 0 },
  ])
  const guest = socket("guest")
  expect(await outcome(guest)).toBe("open")
  guest.send(press)
  const me = socket("me", `http://127.0.0.1:${port}`)
  const page = new Page()
  me.on("message", (data) => page.take(new Uint8Array(data as Buffer)))
  expect(await outcome(me)).toBe("open")
  await expect.poll(() => page.heads.length).toBe(1)
  expect(color.peek()).toBe("#ff0000")
  me.send(press)
  await expect.poll(() => color.peek()).toBe("#00ff00")

  const closed = new Promise<number>((done) => guest.on("close", done))
  guest.send('[{"type":"pointer","kind":"jump"}]')
  expect(await closed).toBe(1008)
  const large = new Promise<number>((done) => me.on("close", done))
  me.send("x".repeat(300_000))
  expect(await large).toBe(1009)
  await expect.poll(() => live.viewers).toBe(0)
})

test("the app takes the size of who uses it, and all are sent the new one", async () => {
  const { app, live } = await open({ follow: true, most: 500 })
  const { port } = await listen(live, true)
  const page = new Page()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/frames`)
  socket.on("message", (data) => {
    page.take(new Uint8Array(data as Buffer))
    const sequence = page.heads.at(-1)?.sequence
    if (sequence) socket.send(JSON.stringify([{ type: "shown", sequence }]))
  })
  await new Promise((done) => socket.on("open", done))
  socket.send('[{"type":"size","width":320,"height":99999}]')
  await expect.poll(() => [page.width, page.height]).toEqual([320, 500])
  await expect.poll(() => Buffer.compare(page.pixels, new Uint8Array(app.frame.read()))).toBe(0)
  socket.close()
})

test("keys, pastes and copies go their way, and the caret is told", async () => {
  const { live } = await open()
  const { port } = await listen(live, true)
  const page = new Page()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/frames`)
  socket.on("message", (data) => page.take(new Uint8Array(data as Buffer)))
  await new Promise((done) => socket.on("open", done))
  socket.send(
    JSON.stringify([
      { type: "key", key: "a", text: "a" },
      { type: "paste", text: "bc" },
      { type: "key", key: "a", text: "", ctrl: true },
      { type: "key", key: "c", text: "", ctrl: true },
    ]),
  )
  await expect.poll(() => typed.peek()).toBe("abc")
  await expect.poll(() => page.news.findLast((one) => one.copy !== undefined)?.copy).toBe("abc")
  expect(page.news.some((one) => (one.caret?.height ?? 0) > 5)).toBe(true)
  socket.close()
})

test("when the app ends, its viewers are told and nothing keeps the process", async () => {
  const { app, live } = await open()
  const { port } = await listen(live, true)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/frames`)
  await new Promise((done) => socket.on("open", done))
  const closed = new Promise<number>((done) => socket.on("close", done))
  app.exit(0)
  await app.done
  expect([1001, 1006]).toContain(await closed)
  expect(live.viewers).toBe(0)
})

test("nobody looks: frames are made and nothing is packed", async () => {
  const { app, live } = await open()
  const seen: string[] = []
  effect(() => void seen.push(color.get()))
  color.set("#123456")
  flush()
  await app.flush()
  expect(live.sent).toEqual({ frames: 0, bytes: 0 })
  expect(seen.at(-1)).toBe("#123456")
})
