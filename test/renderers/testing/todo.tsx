// biome-ignore-all lint/a11y: what the kit does, not what is good
// The app that mountTest is tested with, on every surface.

import { For, rwSignal, Show, signal, useKeys } from "filigree"

export function Todo() {
  const items = rwSignal<readonly string[]>(["one"])
  const draft = rwSignal("")
  const [help, setHelp] = signal(false)
  useKeys([{ keys: "?", run: () => setHelp((shown) => !shown), help: "help" }])
  return (
    <box role="region" label="todo">
      <input
        placeholder="what?"
        label="new item"
        bind={draft}
        onSubmit={(event) => {
          items.update((all) => [...all, event.value])
          draft.set("")
        }}
      />
      <For each={items}>
        {(item) => (
          <box flexDirection="row" gap={1} role="listitem">
            <text>- {item}</text>
            <box
              focusable
              label={() => `drop ${item()}`}
              onPress={() => items.update((all) => all.filter((one) => one !== item()))}
            >
              <text>drop</text>
            </box>
          </box>
        )}
      </For>
      <text>{() => `${items.get().length} items`}</text>
      <Show when={help}>
        <text>type, then enter</text>
      </Show>
    </box>
  )
}
