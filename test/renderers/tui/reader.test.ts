// An app for a screen reader: what is printed, line by line, and nothing that moves the cursor.

import { box, image, input, rwSignal, Show, signal, span, text, useKeys } from "filigree"
import { type TestTerminalOptions, type TuiView, terminal } from "filigree/tui"
import {
  Button,
  Checkbox,
  Dialog,
  List,
  Menu,
  Panel,
  ProgressBar,
  Select,
  Sparkline,
  Spinner,
  Table,
  TextInput,
} from "filigree/widgets"
import { expect, test } from "vitest"

async function read(view: TuiView, options: TestTerminalOptions = {}) {
  const ui = await terminal({ columns: 60, rows: 24, screenReader: true, ...options }).open(view)
  let seen = ui.driver.output.length
  /** What was printed since the last call. */
  const said = (): string => {
    const now = ui.driver.output.slice(seen)
    seen = ui.driver.output.length
    return now.replaceAll("\r\n", "\n")
  }
  const first = ui.driver.output.replace(/^(?:\x1b\[[\d;?>]*[a-z])+/i, "").replaceAll("\r\n", "\n")
  return { ...ui, said, first }
}

test("first everything is read, in reading order, without any drawing", async () => {
  const ui = await read(() =>
    Panel({
      title: "Users",
      children: [
        box({ flexDirection: "row", gap: 1 }, text({}, "CPU"), text({ color: "muted" }, "41 %")),
        text({}, "see ", span({ href: "https://example.org" }, "the page")),
        Sparkline({ data: [1, 2, 3], width: 3, label: "load" }),
        ProgressBar({ value: 0.5, label: "upload" }),
        image({ src: "x", alt: "a cat", width: 2, height: 1 }),
        text({}, "▁▂▃ ─── ━"),
        box({ hidden: true }, text({}, "nobody sees this")),
      ],
    }),
  )
  expect(ui.first).toBe(
    [
      "Users",
      "CPU 41 %",
      "see the page (link: https://example.org)",
      "load, graphic",
      "upload 50 %",
      "a cat, image",
      "",
    ].join("\n"),
  )
  await ui.dispose()
})

test("fields are told with their text, typing echoes, and the cursor stands behind it", async () => {
  const name = rwSignal("")
  const ui = await read(() =>
    box(
      {},
      input({ label: "Name", bind: name, autoFocus: true }),
      text({}, () => (name.get().length > 2 ? "long enough" : "too short")),
      Button({ label: "Save" }),
    ),
  )
  expect(ui.first).toBe("Name, edit:\ntoo short\nSave, button\nName, edit:")

  await ui.type("Ad")
  expect(ui.said()).toBe("Ad")
  expect(ui.driver.cursor()).toMatchObject({ x: 13, visible: true })

  await ui.press("backspace")
  expect(ui.said()).toBe("\b \b")

  await ui.type("da")
  expect(ui.said()).toBe("d\nlong enough\nName, edit: Ada")

  await ui.press("tab")
  expect(ui.said()).toBe("\nSave, button\n")
  await ui.dispose()
})

test("after a key what it changed is said, and where the focus is; checked and chosen are words", async () => {
  const ui = await read(() =>
    box(
      { height: 8 },
      Checkbox({ label: "admins only" }),
      List({
        items: () => ["red", "green", "blue"],
        label: "Colours",
      }),
    ),
  )
  ui.said()
  await ui.press("tab")
  expect(ui.said()).toBe("admins only, checkbox, not checked\n")
  await ui.press("space")
  expect(ui.said()).toBe("admins only, checkbox, checked\n")
  await ui.press("tab")
  expect(ui.said()).toMatch(/^Colours, list\n/)
  await ui.press("down")
  expect(ui.said()).toBe("red, selected\n")
  await ui.press("down")
  expect(ui.said()).toBe("green, selected\n")
  await ui.dispose()
})

test("what changes by itself is said only where it says that it matters", async () => {
  const [clock, setClock] = signal("12:00")
  const [status, setStatus] = signal("idle")
  const ui = await read(() =>
    box({}, text({}, clock), text({ role: "status" }, status), Spinner({ label: "working" })),
  )
  ui.said()
  setClock("12:01")
  await ui.flush()
  expect(ui.said()).toBe("")

  setStatus("connected")
  await ui.flush()
  expect(ui.said()).toBe("connected\n")

  await ui.press("ctrl+l")
  expect(ui.said()).toBe("12:01\nconnected\nworking\n")
  await ui.dispose()
})

test("a dialog that opens is read", async () => {
  const [open, setOpen] = signal(false)
  const ui = await read(() => {
    useKeys([{ keys: "d", run: () => setOpen(true) }])
    return box(
      {},
      text({}, "behind"),
      Show({
        when: open,
        children: box(
          {
            role: "dialog",
            label: "Delete",
            position: "absolute",
            zIndex: 1,
            focusScope: "both",
            trap: true,
          },
          text({}, "All of it?"),
          Button({ label: "Yes", autoFocus: true }),
          Button({ label: "No" }),
        ),
      }),
    )
  })
  ui.said()
  await ui.press("d")
  expect(ui.said()).toBe("Delete, dialog\nAll of it?\nNo, button\nYes, button\n")
  await ui.dispose()
})

test("a table is read by rows, with its head", async () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({ name: `n${n}`, size: n }))
  const [shown, setShown] = signal(rows.slice(0, 2))
  const ui = await read(
    () =>
      box(
        { height: 40 },
        Table({
          label: "Files",
          rows: shown,
          by: (row) => row.name,
          columns: [
            { id: "name", title: "Name", value: (row) => row.name },
            { id: "size", title: "Size", value: (row) => row.size },
          ],
        }),
      ),
    { rows: 40 },
  )
  expect(ui.first).toMatch(/^Files, table\nName.*, Size.*\nn0, 0.*\nn1, 1\n$/)
  ui.said()
  setShown(rows)
  await ui.press("ctrl+l")
  expect(ui.said().split("\n").length).toBeGreaterThan(30)
  await ui.dispose()
})

test("hostile text stays text, and a password is not read out", async () => {
  const ui = await read(() =>
    box(
      {},
      text({}, "a\x1b[2J\x1b]0;owned\x07b\u202ec"),
      input({ type: "password", initialValue: "geheim", label: "Password" } as any),
    ),
  )
  expect(ui.first).toBe("a[2J]0;ownedbc\nPassword, edit: ******\n")
  await ui.dispose()
})

test("ACCESSIBLE in the environment asks for it, and screenReader: false does not listen", async () => {
  const env = { TERM: "xterm-256color", ACCESSIBLE: "1" }
  const view = () => box({ border: true }, text({}, "hello"))
  const reads = await terminal({ env, columns: 20, rows: 3 }).open(view)
  expect(reads.screen()).toBe("hello")
  await reads.dispose()
  const shows = await terminal({ env, columns: 20, rows: 3, screenReader: false }).open(view)
  expect(shows.screen()).toContain("┌")
  await shows.dispose()
})

test("a choice says what is chosen, a menu what cannot be done, and a dialog not what is behind it", async () => {
  const [open, setOpen] = signal(false)
  const ui = await read(() => [
    Select({ label: "format", options: ["PDF", "PNG"], initialValue: "PDF" }),
    Menu({
      label: "File",
      items: [
        { title: "Open", keys: "ctrl+o", run: () => setOpen(true) },
        { title: "Save", disabled: true, run: () => {} },
      ],
    }),
    Show({
      when: open,
      children: () =>
        Dialog({
          title: "Sure?",
          onClose: () => setOpen(false),
          children: [text({}, "gone for good"), Button({ label: "Yes" })],
        }),
    }),
  ])
  expect(ui.first).toBe("format, PDF, choice, collapsed\nFile, button, collapsed\n")

  await ui.press("tab")
  await ui.press("down")
  expect(ui.said()).toContain("format, PNG, choice, collapsed\n")
  await ui.press("tab")
  ui.said()
  await ui.press("enter")
  expect(ui.said()).toContain("Open ctrl+o, menu item, selected\nSave, menu item, disabled\n")
  await ui.press("enter")
  const dialog = ui.said()
  expect(dialog).toContain("gone for good\nYes, button\n")
  expect(dialog).not.toMatch(/^button$/m)
  await ui.dispose()
})

test("a field and the words beside it that name it are one line", async () => {
  const ui = await read(() => [TextInput({ label: "Name", initialValue: "Ada" }), text({}, "Name")])

  expect(ui.first).toBe("Name, edit: Ada\nName\n")
  await ui.dispose()
})
