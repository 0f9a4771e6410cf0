// core/view/keys.ts and app.ts: key bindings, help, and what a surface offers.

import {
  component,
  createContext,
  flush,
  keyHelp,
  onCleanup,
  openApp,
  rwSignal,
  Show,
  signal,
  text,
  use,
  useApp,
  useKeys,
} from "filigree"
import { type MemoryNode, memoryRenderer, serialize } from "filigree/memory"
import { expect, test } from "vitest"

const NONE = { ctrl: false, alt: false, shift: false, meta: false, text: "", repeat: false }

function open(view: any, host: object = {}) {
  const renderer = memoryRenderer()
  const root = renderer.root()
  const app = openApp(renderer, root, view, {
    surface: "memory",
    size: () => ({ width: 80, height: 24 }),
    ...host,
  })
  flush()
  const press = (key: string, modifiers: object = {}, at: MemoryNode = root) =>
    renderer.fire(at, "key", { ...NONE, key, ...modifiers })
  return { app, root, renderer, press, html: () => serialize(root) }
}

test("a binding answers its keys, and only those", () => {
  const log: string[] = []
  const { press } = open(
    component(() => {
      useKeys([
        { keys: "ctrl+s", run: () => log.push("save") },
        { keys: "q, ctrl+c", run: () => log.push("quit") },
        { keys: ["up", "k"], run: () => log.push("up") },
        { keys: "?", run: () => log.push("help") },
        { keys: "shift+tab", run: () => log.push("back") },
        { keys: "ctrl++", run: () => log.push("bigger") },
        { keys: ",", run: () => log.push("comma") },
      ])
      return text("app")
    }),
  )
  press("s")
  press("tab")
  press("c")
  expect(log).toEqual([])

  press("s", { ctrl: true })
  press("q")
  press("c", { ctrl: true })
  press("k")
  press("?", { shift: true }) // as it is typed on most layouts
  press("tab", { shift: true })
  press("+", { ctrl: true })
  press(",")
  expect(log).toEqual(["save", "quit", "quit", "up", "help", "back", "bigger", "comma"])
})

test("a key that ran a binding is used up: its default is prevented", () => {
  const { press } = open(
    component(() => {
      useKeys([{ keys: "a", run: () => {} }])
      useKeys([{ keys: "b", run: () => false }])
      return text("app")
    }),
  )

  expect(press("a").defaultPrevented).toBe(true)
  expect(press("b").defaultPrevented).toBe(false)
})

test("the newest layer answers first, a modal one alone, and both end with their component", () => {
  const log: string[] = []
  const dialog = rwSignal(false)
  const Dialog = component(() => {
    useKeys([{ keys: "escape", run: () => log.push("close") }], { modal: true })
    return text("dialog")
  })
  const { press } = open(
    component(() => {
      useKeys([
        { keys: "escape", run: () => log.push("leave") },
        { keys: "x", run: () => log.push("x") },
      ])
      return Show({ when: dialog, children: Dialog() })
    }),
  )

  press("escape")
  dialog.set(true)
  flush()
  press("escape")
  press("x")
  dialog.set(false)
  flush()
  press("x")

  expect(log).toEqual(["leave", "close", "x"])
})

test("help lists what is in force, live", () => {
  const [editing, setEditing] = signal(false)
  const { html } = open(
    component(() => {
      useKeys(
        [
          { keys: "q, ctrl+c", run: () => {}, help: "quit" },
          { keys: "s", run: () => {}, help: "save", when: editing },
          { keys: "z", run: () => {} },
        ],
        { layer: "app" },
      )
      const help = keyHelp()
      return text({}, () =>
        help()
          .map((one) => `${one.keys.join("/")} ${one.help}`)
          .join(", "),
      )
    }),
  )
  expect(html()).toBe("<text>q/ctrl+c quit</text>")

  setEditing(true)
  flush()
  expect(html()).toBe("<text>q/ctrl+c quit, s save</text>")
})

test("what is no list of bindings is refused when the component is made, not at the first key", () => {
  const bad = (bindings: unknown) => () =>
    open(
      component(() => {
        useKeys(bindings as [])
        return text("")
      }),
    )

  expect(bad({ keys: "a", run: () => {} })).toThrow(/bad-bindings.*the object \{ keys, run \}/)
  expect(bad([{ keys: "a" }])).toThrow(/bad-bindings.*the object \{ keys \}/)
})

test("a key that cannot be bound says why", () => {
  const bad = (keys: string) => () =>
    open(
      component(() => {
        useKeys([{ keys, run: () => {} }])
        return text("")
      }),
    )

  expect(bad("ctl+s")).toThrow(/ctl is no modifier/)
  expect(bad("ctrl+x ctrl+s")).toThrow(/one stroke/)
  expect(bad("Escape")).toThrow(/lower-case/)
  expect(bad("ctrl+")).not.toThrow() // ctrl and the plus key
})

test("an app ends in order: the view, the surface, done", async () => {
  const log: string[] = []
  const { app, root, press } = open(
    component(() => {
      onCleanup(() => log.push("view"))
      const app = useApp()
      useKeys([{ keys: "q", run: () => app.exit(3) }])
      return text({}, () => `${app.surface} ${app.size().width}`)
    }),
    { close: (code: number) => void log.push(`close ${code}`) },
  )
  expect(serialize(root)).toBe("<text>memory 80</text>")

  press("q")
  app.exit(4)

  expect(await app.done).toBe(3)
  expect(log).toEqual(["view", "close 3"])
  expect(root.children).toEqual([])
})

test("an app's services work without help from the host", async () => {
  const { app } = open(component(() => text("x")))

  app.title("nothing")
  expect(await app.clipboard.write("x")).toBe(false)
  expect(await app.suspend(() => 7)).toBe(7)
  await app.flush()
  await app[Symbol.asyncDispose]()
  expect(await app.done).toBe(0)
})

test("services asked for outside of an app say so", () => {
  expect(() => useApp()).toThrow(/no-app/)
  expect(() => useKeys([])).toThrow(/no-app/)
})

test("an app may end while it is being mounted", async () => {
  const Name = createContext("x")
  const { app, root } = open(
    component(() => {
      useApp().exit(2)
      return text(use(Name))
    }),
  )

  expect(await app.done).toBe(2)
  expect(root.children).toEqual([])
})
