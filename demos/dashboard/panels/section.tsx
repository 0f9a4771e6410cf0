// Shows a part of the sample, or why this machine has none.

import { type Accessor, type Child, Show, type View } from "filigree"
import type { Section } from "../system/sample.ts"

export function Known<T>(props: {
  section: () => Section<T> | undefined
  children: (value: Accessor<T>) => Child
}): View {
  const value = (): { it: T } | undefined => {
    const section = props.section()
    return section && "value" in section ? { it: section.value } : undefined
  }
  const reason = (): string => {
    const section = props.section()
    return section && "missing" in section ? section.missing : "waiting for the first sample …"
  }
  return (
    <Show when={value} fallback={<Missing reason={reason} />}>
      {(known: Accessor<{ it: T }>) => props.children(() => known().it)}
    </Show>
  )
}

function Missing(props: { reason: () => string }): View {
  return (
    <box flex={1} justifyContent="center" alignItems="center" paddingX="1ch">
      <text color="muted" align="center">
        {props.reason}
      </text>
    </box>
  )
}
