// Pages of what holds other things: panels, tabs and what lies over all of it.

import { onCleanup, Show, signal, use, useKeys, type View } from "filigree"
import {
  Button,
  CommandPalette,
  Dialog,
  Menu,
  MenuBar,
  Panel,
  Tabs,
  TextInput,
  Toasts,
  toastQueue,
} from "filigree/widgets"
import { Over } from "../page-props.ts"

export function PanelPage(): View {
  return (
    <box flex={1} gap="1lh">
      <box flexDirection="row" gap="1ch" height="6lh">
        <Panel title="Title" note="and a note" flex={1}>
          <text>The edge lights up while the focus is inside.</text>
          <Button label="Press me" marginTop="1lh" />
        </Panel>
        <Panel title="Centred" titleAlign="center" flex={1} focused>
          <text color="muted">This one says that it has the focus.</text>
        </Panel>
      </box>
      <box flexDirection="row" gap="1ch" height="4lh">
        <Panel title="single" border="single" flex={1} />
        <Panel title="heavy" border="heavy" flex={1} />
        <Panel title="double" border="double" flex={1} />
        <Panel title="dashed" border="dashed" flex={1} />
      </box>
    </box>
  )
}

export function TabsPage(): View {
  return (
    <Tabs
      keep
      tabs={[
        { id: "one", title: "Overview", content: <text>The first view.</text> },
        { id: "two", title: "Processes", note: "214", content: <TextInput label="kept" /> },
        { id: "three", title: "Log", content: <text color="muted">Nothing yet.</text> },
      ]}
    />
  )
}

export function MenuPage(): View {
  const [done, setDone] = signal("nothing")
  const [wraps, setWraps] = signal(false)
  const item = (title: string, keys?: string) => ({ title, keys, run: () => setDone(title) })
  return (
    <box gap="1lh">
      <MenuBar>
        <Menu
          label="File"
          items={[
            item("Open…", "ctrl+o"),
            item("Save", "ctrl+s"),
            { ...item("Revert"), disabled: true },
            "separator",
            item("Close"),
          ]}
        />
        <Menu
          label="View"
          items={[
            { ...item("Wrap lines"), run: () => setWraps((on) => !on) },
            item("Larger", "ctrl++"),
            item("Smaller", "ctrl+-"),
          ]}
        />
      </MenuBar>
      <text color="muted">
        {() => `last: ${done()}, lines are ${wraps() ? "wrapped" : "as they are"}`}
      </text>
    </box>
  )
}

const COMMANDS = [
  { title: "Open file …", keys: "ctrl+o" },
  { title: "Open folder …" },
  { title: "Save all", keys: "ctrl+s" },
  { title: "Go to line …", keys: "ctrl+g" },
  { title: "Toggle word wrap" },
  { title: "Change the colour theme" },
]

export function OverlayPage(): View {
  const toasts = toastQueue()
  const [open, setOpen] = signal<"dialog" | "commands" | undefined>(undefined)
  const close = () => setOpen(undefined)
  const commands = COMMANDS.map((command) => ({
    ...command,
    run: () => void toasts.show(command.title, { state: "success" }),
  }))
  useKeys([{ keys: "ctrl+p", help: "commands", run: () => setOpen("commands") }])

  const over = use(Over)
  onCleanup(() => over.set(undefined))
  over.set(() => [
    <Toasts queue={toasts} />,
    <Show when={() => open() === "dialog"}>
      <Dialog title="Delete?" onClose={close} gap="1lh">
        <text>notes.md is gone for good then.</text>
        <box flexDirection="row" gap="2ch" justifyContent="end">
          <Button
            label="Delete"
            kind="danger"
            onPress={() => {
              close()
              toasts.show("notes.md is gone", { state: "warning" })
            }}
          />
          <Button label="Keep" onPress={close} />
        </box>
      </Dialog>
    </Show>,
    <Show when={() => open() === "commands"}>
      <CommandPalette commands={commands} onClose={close} />
    </Show>,
  ])

  return (
    <box flexDirection="row" gap="2ch">
      <Button label="Delete notes.md" kind="danger" onPress={() => setOpen("dialog")} />
      <Button label="Commands" onPress={() => setOpen("commands")} />
      <Button
        label="Say something"
        onPress={() => toasts.show("saved notes.md", { state: "success" })}
      />
    </box>
  )
}
