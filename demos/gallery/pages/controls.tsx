// Pages of what is pressed, chosen and typed into.

import { rwSignal, signal, type View } from "filigree"
import {
  Badge,
  Button,
  Checkbox,
  RadioGroup,
  Select,
  Spinner,
  TextArea,
  TextInput,
  Tooltip,
} from "filigree/widgets"
import type { PageProps } from "../page-props.ts"

export function InputPage(): View {
  const name = rwSignal("Ada")
  const [sent, setSent] = signal("")
  return (
    <box gap="1lh">
      <TextInput label="name" bind={name} width="40ch" />
      <TextInput
        label="find"
        placeholder="a word, then enter"
        width="40ch"
        autoFocus
        onSubmit={(event) => setSent(event.value)}
      />
      <TextInput label="key " type="password" initialValue="secret" width="40ch" />
      <text color="muted">{() => `${name.get()} looks for “${sent()}”`}</text>
    </box>
  )
}

export function TextAreaPage(): View {
  const notes = rwSignal("Ada called.\nShe comes at 3, and brings the plans.")
  return (
    <box gap="1lh">
      <TextArea label="notes" bind={notes} rows={5} autoFocus />
      <text color="muted">{() => `${[...notes.get()].length} characters`}</text>
    </box>
  )
}

export function ChoicePage(): View {
  const order = rwSignal("size")
  return (
    <box gap="1lh" minHeight="14lh">
      <RadioGroup
        label="order"
        bind={order}
        options={["name", "size", { value: "date", label: "date of the last change" }]}
      />
      <Select
        label="sort by"
        bind={order}
        options={["name", "size", "date", { value: "owner", disabled: true }]}
      />
      <text color="muted">{() => `sorted by ${order.get()}`}</text>
    </box>
  )
}

export function ControlsPage(props: PageProps): View {
  const follow = rwSignal(true)
  const [presses, setPresses] = signal(0)
  return (
    <box gap="1lh">
      <box flexDirection="row" gap="2ch">
        <Button label="Save" kind="primary" onPress={() => setPresses((now) => now + 1)} />
        <Button label="Cancel" onPress={() => setPresses(0)} />
        <Tooltip words="there is no undo">
          <Button label="Delete" kind="danger" />
        </Tooltip>
        <Button label="Not now" disabled />
      </box>
      <text color="muted">{() => `saved ${presses()} times`}</text>
      <Checkbox label="follow the end" bind={follow} />
      <Checkbox label="cannot be changed" disabled />
      <Spinner label={() => (follow.get() ? "following" : "waiting")} active={props.every > 0} />
      <box flexDirection="row" gap="3ch">
        <Badge label="idle" />
        <Badge label="new" state="info" />
        <Badge label="running" state="success" />
        <Badge label="slow" state="warning" />
        <Badge label="failed" state="danger" />
      </box>
    </box>
  )
}
