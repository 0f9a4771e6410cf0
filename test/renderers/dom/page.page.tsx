// biome-ignore-all lint/a11y: what the renderer does, not what is good
/** @jsxImportSource filigree/dom */
// Small apps in a page, each an export that render.browser.test.ts mounts and drives.

import { type App, For, flush, input, rwSignal, Show, signal, useKeys } from "filigree"
import { plainRenderer, render } from "filigree/dom"

let app: App | undefined
export const log: string[] = []

export const html = () => document.body.innerHTML.replaceAll(/ style="[^"]*"/g, "")
export const logged = () => log.splice(0)
export function end() {
  app?.dispose()
  flush()
  return html()
}

export function counter() {
  const [count, setCount] = signal(0)
  app = render(() => (
    <button type="button" onClick={() => setCount((n) => n + 1)}>
      clicked {count} times
    </button>
  ))
}

export function svg() {
  const [r, setR] = signal(1)
  app = render(() => (
    <svg viewBox="0 0 4 4">
      <circle cx={1} r={r} />
      <text>in</text>
      <a href="#x">link</a>
      <foreignObject>
        <p>out</p>
        <input value="typed" />
      </foreignObject>
    </svg>
  ))
  setR(2)
  flush()
  return [...document.querySelectorAll("body *")].map(
    (node) => `${node.namespaceURI?.split("/").at(-1)} ${node.localName}`,
  )
}

export function classes() {
  const [base, setBase] = signal<string | undefined>("a b")
  const [on, setOn] = signal(true)
  app = render(() => <p class={base} class:c={on} class:d={true} />)
  const seen = [document.querySelector("p")?.className]
  setBase("x")
  flush()
  seen.push(document.querySelector("p")?.className)
  setOn(false)
  setBase(undefined)
  flush()
  seen.push(document.querySelector("p")?.className)
  return seen
}

export function attributes() {
  const [on, setOn] = signal<boolean | undefined>(true)
  app = render(() => (
    <div
      aria-hidden={on}
      data-on={on}
      title={() => (on() ? "yes" : undefined)}
      contentEditable="true"
      style={{ color: "red", "--gap": 3, marginTop: () => (on() ? "4px" : undefined) }}
      prop:custom={() => on()}
    >
      <input type="checkbox" checked={on} disabled={on} readOnly={on} tabIndex={3} />
      <label for="x">l</label>
    </div>
  ))
  const snap = () => {
    const div = document.querySelector("div")!
    const input = document.querySelector("input")!
    return [
      div.outerHTML.split("<input")[0],
      input.checked,
      input.disabled,
      input.readOnly,
      input.tabIndex,
      (div as any).custom,
      document.querySelector("label")!.htmlFor,
    ]
  }
  const before = snap()
  setOn(false)
  flush()
  const after = snap()
  setOn(undefined)
  flush()
  return [before, after, snap()]
}

export function hostile() {
  const bad = "<img src=x onerror=alert(1)>"
  app = render(() => (
    <p title={bad} class={bad} data-x={`"><script>`}>
      {bad}
    </p>
  ))
  const errors: string[] = []
  const tries: Record<string, string>[] = [
    { innerHTML: bad },
    { onclick: "alert(1)" },
    { href: " java\nscript:alert(1)" },
    { srcdoc: bad },
  ]
  for (const props of tries) {
    try {
      const Any = "a" as any
      render(() => <Any {...props} />)
      errors.push("accepted")
    } catch (error) {
      errors.push((error as { code: string }).code)
    }
  }
  return {
    elements: document.querySelectorAll("body *").length,
    text: document.body.textContent,
    errors,
  }
}

export function handlers() {
  app = render(() => (
    <section onClick={(e) => log.push(`section ${(e.currentTarget as Element).localName}`)}>
      <div
        onClick={(e) => {
          log.push("div")
          e.stopPropagation()
        }}
      >
        <button type="button" id="stopped" onClick={() => log.push("button")}>
          stopped
        </button>
      </div>
      <button type="button" id="free" onClick:capture={() => log.push("captured")}>
        <b onClick={() => log.push("b")}>free</b>
      </button>
      <button type="button" id="off" disabled onClick={() => log.push("never")}>
        off
      </button>
      <i id="custom" on:x-Y={(e: CustomEvent) => log.push(`custom ${e.detail}`)}>
        custom
      </i>
    </section>
  ))
}

export function list() {
  const [keys, setKeys] = signal([1, 2, 3, 4])
  const shown = rwSignal(true)
  app = render(() => (
    <ul>
      <For each={keys}>{(key) => <li>{key}</li>}</For>
      <Show when={shown}>
        <li>end</li>
      </Show>
    </ul>
  ))
  const first = document.querySelector("li")!
  const seen = [document.body.textContent]
  setKeys([4, 2, 9, 1])
  flush()
  seen.push(document.body.textContent)
  shown.set(false)
  setKeys([])
  flush()
  seen.push(document.body.textContent)
  setKeys([7])
  shown.set(true)
  flush()
  seen.push(document.body.textContent)
  return [seen, first.isConnected]
}

export function focusedMove() {
  const [keys, setKeys] = signal(["a", "b", "c"])
  app = render(() => <For each={keys}>{(key) => <input id={key()} />}</For>)
  document.getElementById("c")!.focus()
  setKeys(["c", "a", "b"])
  flush()
  return [document.activeElement?.id, [...document.querySelectorAll("input")].map((n) => n.id)]
}

export function parked() {
  const [hidden, setHidden] = signal(true)
  app = render(() => (
    <p hidden={hidden} style="display:flex">
      parked
    </p>
  ))
  const p = document.querySelector("p")!
  const seen = [p.getClientRects().length]
  setHidden(false)
  flush()
  seen.push(p.getClientRects().length)
  return seen
}

/** Mounts and disposes a bit of everything, `rounds` times. */
export function churn(rounds: number) {
  const [n, setN] = signal(0)
  for (let round = 0; round < rounds; round++) {
    const one = render(() => (
      <box overflow="scroll" stickToEnd title="t" onResize={() => {}} onWheel={() => {}}>
        <box focusScope="tab" trap>
          <box focusable autoFocus onPress={() => setN(1)} onPointerEnter={() => {}} />
        </box>
        <draw height={4} paint={(pen) => pen.rect(0, n(), 1, 1).fill("accent")} />
        <input value={() => String(n())} onInput={() => {}} />
        <For each={() => [1, 2, 3]}>{(item) => <p onClick={() => setN(item())}>{n}</p>}</For>
      </box>
    ))
    if (round % 10 === 0) flush()
    one.dispose()
  }
  flush()
}

export function options() {
  app = render(() => (
    <div onClick={() => log.push("delegated")}>
      <div
        onClick:capture={() => log.push("captured")}
        onClick:native={(event) => {
          log.push("native")
          event.stopPropagation()
        }}
      >
        <b id="inner" onClick:once={() => log.push("once")}>
          inner
        </b>
      </div>
    </div>
  ))
}

let first: App | undefined
export function several() {
  const Keyed = (props: { name: string }) => {
    useKeys([{ keys: "k", run: () => void log.push(`${props.name} k`), help: "k" }])
    return <p>{props.name}</p>
  }
  const rooms = [0, 1].map(() => document.body.appendChild(document.createElement("section")))
  first = render(() => <Keyed name="first" />, { root: rooms[0]! })
  const second = render(() => <Keyed name="second" />, { root: rooms[1]! })
  app = {
    ...second,
    dispose() {
      second.dispose()
      for (const room of rooms) room.remove()
    },
  } as App
}
export const endFirst = () => first?.dispose()

export function shadow() {
  const host = document.body.appendChild(document.createElement("div"))
  host.id = "host"
  const root = host.attachShadow({ mode: "open" }).appendChild(document.createElement("div"))
  const field = (label: string) =>
    input({
      label,
      onInput: (event) => log.push(`${label} ${event.value}`),
      onSubmit: (event) => log.push(`sent ${event.value}`),
    })
  const inside = render(
    () => (
      <box id="in" onPress={() => log.push("pressed in the shadow")} focusScope="tab" trap>
        {field("first")}
        {field("second")}
      </box>
    ),
    { root },
  )
  app = {
    ...inside,
    dispose() {
      inside.dispose()
      host.remove()
    },
  } as App
  return getComputedStyle(root.firstElementChild!).display
}

export function outside() {
  const seen: string[] = []
  window.addEventListener("click", (event) => seen.push(String(event.currentTarget === window)), {
    once: true,
  })
  const other = plainRenderer.create("p", document.body) as HTMLElement
  plainRenderer.listen(other, "click", () => {
    throw new Error("one handler's")
  })
  plainRenderer.listen(other, "click", () => seen.push("the other"))
  document.body.append(other)
  other.click()
  other.remove()
  return seen
}
