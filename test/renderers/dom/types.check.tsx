// biome-ignore-all lint/a11y: what type-checks, not what is good
/** @jsxImportSource filigree/dom */
// What must and must not type-check in a DOM file. Nothing runs.

import { rwSignal, signal, text } from "filigree"

export function types() {
  const [name, setName] = signal("a")
  const busy = rwSignal(false)
  return (
    <main class="page" style={{ color: "red", "--gap": () => 4 }}>
      <input
        value={name}
        maxLength={4}
        readonly
        tabIndex={0}
        disabled={busy}
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.preventDefault()}
        on:x-Y={(event) => event.detail}
      />
      <button
        type="button"
        class={{ on: busy }}
        class:off={() => !busy.get()}
        onClick:capture={(event) => event.currentTarget.form}
      >
        {name}
      </button>
      <svg viewBox="0 0 4 4">
        <text x={1} text-anchor="middle" fill={() => name()}>
          {name}
        </text>
        <path d="M0 0" stroke-width={2} />
      </svg>
      <box gap={1} padding="1lh">
        {text("universal")}
      </box>
      <x-thing data={{ any: 1 }} />
      {/* @ts-expect-error a number is no text */}
      <a href={4}>x</a>
      {/* @ts-expect-error no such attribute */}
      <p hrefs="x" />
      {/* @ts-expect-error no such element */}
      <bx />
      {/* @ts-expect-error a thunk of the wrong type */}
      <p title={() => 4} />
      {/* @ts-expect-error markup */}
      <p innerHTML="<b>" />
    </main>
  )
}
