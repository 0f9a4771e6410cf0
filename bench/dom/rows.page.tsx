// biome-ignore-all lint/a11y: the rows of js-framework-benchmark
/** @jsxImportSource filigree/dom */
// The rows of js-framework-benchmark, by hand and by filigree. rows.ts runs them.

import { For, flush, mount, type RwSignal, rwSignal, selector } from "filigree"
import { domRenderer, plainRenderer } from "filigree/dom"

interface Row {
  readonly id: number
  readonly label: RwSignal<string>
}

/** One benchmark page: each method is one operation. */
interface Rows {
  create(): void
  update(): void
  select(): void
  swap(): void
  remove(): void
  append(): void
  clear(): void
  end(): void
}

const ADJECTIVES = ["pretty", "large", "big", "small", "tall", "short", "long"]
const NOUNS = ["table", "chair", "house", "bbq", "desk"]
let ids = 0
const next = () => ++ids
const labelOf = (id: number) => `${ADJECTIVES[id % 7]} ${NOUNS[id % 5]}`

function byFiligree(renderer: typeof domRenderer): Rows {
  const root = document.body.appendChild(document.createElement("div"))
  const rows = rwSignal<readonly Row[]>([])
  const chosen = rwSignal(0)
  const isChosen = selector(() => chosen.get())
  const fresh = () =>
    Array.from({ length: 1000 }, (): Row => {
      const id = next()
      return { id, label: rwSignal(labelOf(id)) }
    })
  const end = mount(renderer, root, () => (
    <table>
      <tbody>
        <For each={rows}>
          {(item) => {
            const { id, label } = item()
            return (
              <tr class={() => (isChosen(id) ? "danger" : undefined)}>
                <td class="col-md-1">{id}</td>
                <td class="col-md-4">
                  <a onClick={() => chosen.set(id)}>{label}</a>
                </td>
                <td class="col-md-1">
                  <a onClick={() => rows.update((all) => all.filter((row) => row.id !== id))}>
                    <span class="glyphicon" aria-hidden="true" />
                  </a>
                </td>
                <td class="col-md-6" />
              </tr>
            )
          }}
        </For>
      </tbody>
    </table>
  ))
  return {
    create: () => rows.set(fresh()),
    update: () => {
      rows.peek().forEach((row, i) => {
        if (i % 10 === 0) row.label.update((words) => `${words} !!!`)
      })
    },
    select: () => chosen.set(rows.peek()[5]?.id ?? 0),
    swap: () =>
      rows.update((all) => {
        const swapped = [...all]
        ;[swapped[1], swapped[998]] = [all[998]!, all[1]!]
        return swapped
      }),
    remove: () => rows.update((all) => all.filter((_, i) => i !== 4)),
    append: () => rows.update((all) => [...all, ...fresh()]),
    clear: () => rows.set([]),
    end() {
      end()
      root.remove()
    },
  }
}

/** What the browser itself asks for: a template, cloned; two listeners on the table body. */
function byHand(): Rows {
  const root = document.body.appendChild(document.createElement("div"))
  root.innerHTML = "<table><tbody></tbody></table>"
  const body = root.querySelector("tbody")!
  const template = document.createElement("template")
  template.innerHTML =
    '<tr><td class="col-md-1"> </td><td class="col-md-4"><a> </a></td><td class="col-md-1"><a>' +
    '<span class="glyphicon" aria-hidden="true"></span></a></td><td class="col-md-6"></td></tr>'
  const pattern = template.content.firstElementChild!
  const labels = (row: Element) => row.children[1]!.firstChild!.firstChild as Text
  body.addEventListener("click", () => {})
  const add = () => {
    for (let i = 0; i < 1000; i++) {
      const row = pattern.cloneNode(true) as Element
      const id = next()
      ;(row.firstChild!.firstChild as Text).data = String(id)
      labels(row).data = labelOf(id)
      body.append(row)
    }
  }
  return {
    create: add,
    update() {
      for (let i = 0; i < 1000; i += 10) labels(body.children[i]!).data += " !!!"
    },
    select() {
      body.children[5]!.className = "danger"
    },
    swap() {
      const [one, other] = [body.children[1]!, body.children[998]!]
      const after = other.nextSibling
      body.insertBefore(other, one.nextSibling)
      body.insertBefore(one, after)
    },
    remove: () => body.children[4]!.remove(),
    append: add,
    clear() {
      body.textContent = ""
    },
    end: () => root.remove(),
  }
}

const MAKERS: Record<string, () => Rows> = {
  "by hand": byHand,
  plainRenderer: () => byFiligree(plainRenderer),
  domRenderer: () => byFiligree(domRenderer),
}

export const names = () => Object.keys(MAKERS)

/** Milliseconds of script for each operation, once through. */
export function run(name: string): Record<string, number> {
  const rows = MAKERS[name]!()
  const taken: Record<string, number> = {}
  for (const operation of [
    "create",
    "update",
    "select",
    "swap",
    "remove",
    "append",
    "clear",
  ] as const) {
    void document.body.offsetHeight // layout is the browser's, and counted for nobody
    const began = performance.now()
    rows[operation]()
    flush()
    taken[operation] = performance.now() - began
  }
  rows.end()
  return taken
}
