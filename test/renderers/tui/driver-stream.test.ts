import { createServer, type Socket } from "node:net"
import xterm from "@xterm/headless"
import { expect, test } from "vitest"
import { box, signal, text, useApp, useKeys } from "../../../core/index.ts"
import { StreamDriver } from "../../../renderers/tui/driver/index.ts"
import { render } from "../../../renderers/tui/index.ts"

/** A terminal at the other end of a real socket. */
async function connect(port: number) {
  const { connect } = await import("node:net")
  const socket = connect(port)
  const term = new xterm.Terminal({ cols: 30, rows: 4, allowProposedApi: true })
  let isClosed = false
  socket.on("data", (data: Buffer) => term.write(data))
  socket.on("close", () => {
    isClosed = true
  })
  socket.on("error", () => {})
  term.onData((data) => void socket.write(data))
  const screen = () =>
    Array.from({ length: 4 }, (_, y) => term.buffer.active.getLine(y)?.translateToString(true))
      .join("\n")
      .trimEnd()
  return { socket, term, screen, isClosed: () => isClosed }
}

async function until(check: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000
  while (!check()) {
    if (Date.now() > end) throw new Error(`never came: ${what}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

test("one process serves one app to many terminals; who leaves disturbs nobody", async () => {
  const [count, setCount] = signal(0)
  const ended: number[] = []
  const listeners = () => ["exit", "SIGTERM", "SIGINT"].map((name) => process.listenerCount(name))
  const before = listeners()
  const server = createServer((socket: Socket) => {
    const driver = new StreamDriver({ input: socket, output: socket, columns: 30, rows: 4 })
    function Main() {
      const app = useApp()
      useKeys([
        { keys: "+", run: () => setCount((n) => n + 1) },
        { keys: "q", run: () => app.exit(0) },
      ])
      return box(
        {},
        text({}, () => `count ${count()}`),
      )
    }
    void render(() => Main(), { driver }).then(async (app) => {
      ended.push(await app.done)
      socket.end()
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as { port: number }
  const [one, two, three] = [await connect(port), await connect(port), await connect(port)]
  const all = [one, two, three]
  try {
    await until(() => all.every((one) => one.screen() === "count 0"), "three screens")
    expect(listeners()).toEqual(before) // the process is not ours

    two.socket.write("++")
    await until(() => all.every((one) => one.screen() === "count 2"), "the shared count")

    one.socket.destroy() // the line breaks
    two.socket.write("q") // this one leaves in good order
    await until(() => ended.length === 2 && two.isClosed(), "two ends")
    await until(() => two.term.buffer.active.type === "normal", "what two still had to read")
    expect(two.screen()).toBe("")

    three.socket.write("+")
    await until(() => three.screen() === "count 3", "the one that stayed")
    expect(ended).toEqual([0, 0])
  } finally {
    for (const { socket } of all) socket.destroy()
    await new Promise((done) => server.close(done))
  }
})
