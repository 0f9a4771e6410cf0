// biome-ignore-all lint/a11y: the page of js-framework-benchmark
/** @jsxImportSource filigree/dom */
// The page of js-framework-benchmark: a table of rows, and a button for each operation.

import { For, mount, type Renderer, type RwSignal, rwSignal, selector } from "filigree"
import type { Dom } from "filigree/dom"

interface Row {
  readonly id: number
  readonly label: RwSignal<string>
}

const ADJECTIVES =
  "pretty large big small tall short long handsome plain quaint clean elegant easy angry crazy helpful mushy odd unsightly adorable important inexpensive cheap expensive fancy".split(
    " ",
  )
const COLOURS = "red yellow blue green pink brown purple brown white black orange".split(" ")
const NOUNS =
  "table chair house bbq desk car pony cookie sandwich burger pizza mouse keyboard".split(" ")
const BUTTONS = {
  run: "Create 1,000 rows",
  runlots: "Create 10,000 rows",
  add: "Append 1,000 rows",
  update: "Update every 10th row",
  clear: "Clear",
  swaprows: "Swap Rows",
}

let ids = 0
const any = (words: readonly string[]) => words[Math.floor(Math.random() * words.length)]
const fresh = (count: number) =>
  Array.from({ length: count }, (): Row => {
    const label = rwSignal(`${any(ADJECTIVES)} ${any(COLOURS)} ${any(NOUNS)}`)
    return { id: ++ids, label }
  })

/** Shows the page in `#main`. */
export function start(renderer: Renderer<Node, Dom>): void {
  const rows = rwSignal<readonly Row[]>([])
  const chosen = rwSignal(0)
  const isChosen = selector(() => chosen.get())
  const acts: Record<keyof typeof BUTTONS, () => void> = {
    run: () => rows.set(fresh(1000)),
    runlots: () => rows.set(fresh(10_000)),
    add: () => rows.update((all) => [...all, ...fresh(1000)]),
    update() {
      const all = rows.peek()
      for (let i = 0; i < all.length; i += 10) all[i]!.label.update((words) => `${words} !!!`)
    },
    clear: () => rows.set([]),
    swaprows: () =>
      rows.update((all) => {
        const swapped = [...all]
        ;[swapped[1], swapped[998]] = [all[998]!, all[1]!]
        return swapped
      }),
  }
  const remove = (id: number) => rows.update((all) => all.filter((row) => row.id !== id))

  mount(renderer, document.querySelector("#main")!, () => (
    <div class="container">
      <div class="jumbotron">
        <div class="row">
          <div class="col-md-6">
            <h1>filigree</h1>
          </div>
          <div class="col-md-6">
            <div class="row">
              {Object.entries(BUTTONS).map(([id, words]) => (
                <div class="col-sm-6 smallpad">
                  <button
                    type="button"
                    class="btn btn-primary btn-block"
                    id={id}
                    onClick={acts[id as keyof typeof BUTTONS]}
                  >
                    {words}
                  </button>
                </div>
              ))}
            </div>
          </div>
        </div>
      </div>
      <table class="table table-hover table-striped test-data">
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
                    <a onClick={() => remove(id)}>
                      <span class="glyphicon glyphicon-remove" aria-hidden="true" />
                    </a>
                  </td>
                  <td class="col-md-6" />
                </tr>
              )
            }}
          </For>
        </tbody>
      </table>
    </div>
  ))
}
