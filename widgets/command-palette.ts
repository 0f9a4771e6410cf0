// CommandPalette: everything that can be done, found by a few letters of its name.
//
//     ╭ Commands ─────────────── esc closes ╮
//     │ ▏opf▕                               │
//     │ ▌Open file                   ctrl+o │     up and down move, enter runs
//     │  Open folder                        │
//     ╰─────────────────────────────────────╯
//
// Letters may be left out, and words may come in any order; where that finds nothing, a letter of a word may be
// wrong. The search is uFuzzy's, loaded when a palette is first opened.

import { memo, signal, untrack } from "../core/reactive/index.ts"
import { box, input, type KeyEvent, text, type Universal, type View } from "../core/view/index.ts"
import { Dialog } from "./dialog.ts"
import { keyNames } from "./shared/key-names.ts"
import { selectableRows } from "./shared/selectable-rows.ts"
import { widget } from "./shared/widget.ts"

/** Something that can be done. */
export interface Command {
  readonly title: string
  /** Shown at the end of the line, as "ctrl+o". They do nothing here: bind them by `useKeys`. */
  readonly keys?: string | undefined
  readonly run: () => void
}

/** Of `CommandPalette`. */
export interface CommandPaletteProps {
  readonly commands: readonly Command[]
  /** A command was chosen, or escape, or a press beside it. Take the palette away here. */
  readonly onClose: () => void
  /** Default "Commands". */
  readonly title?: string
  /** Shown while nothing is typed. Default "what to do?". */
  readonly placeholder?: string
  /** Lines of the list. Default 10. */
  readonly rows?: number
}

type Fuzzy = InstanceType<typeof import("@leeoniya/ufuzzy").default>
/** What is searched by, the next where one finds nothing. */
let loading: Promise<readonly Fuzzy[]> | undefined

/**
 * A dialog that runs one of many commands. Put it inside a `Show`.
 *
 * @example
 * <Show when={searching}>
 *   <CommandPalette commands={commands} onClose={() => setSearching(false)} />
 * </Show>
 */
export const CommandPalette = widget(
  "CommandPalette",
  (props: CommandPaletteProps): View<Universal> => {
    const { commands, onClose, title = "Commands", placeholder = "what to do?", rows = 10 } = props
    const [words, setWords] = signal("")
    const [searches, setSearches] = signal<readonly Fuzzy[]>([])
    loading ??= import("@leeoniya/ufuzzy").then(({ default: UFuzzy }) => [
      new UFuzzy({ intraIns: Number.POSITIVE_INFINITY, intraChars: "." }), // letters left out
      new UFuzzy({ intraMode: 1 }), // one wrong
    ])
    void loading.then(setSearches)

    const names = commands.map((command) => command.title)
    const found = memo(() => {
      const wanted = words().trim()
      if (wanted === "") return commands
      return search(names, wanted, searches()).map((index) => commands[index]!)
    })
    // The best one, until another is chosen.
    const [picked, setChosen] = signal<Command | undefined>(undefined)
    const chosen = memo(() => {
      const now = picked()
      return now && found().includes(now) ? now : found()[0]
    })

    const list = selectableRows<Command>({
      layer: "commands",
      items: found,
      by: (command) => command,
      selected: chosen,
      onSelect: (command) => setChosen(() => command),
      onActivate: run,
      isActive: () => true, // the keys of the field move it
      row: (row, place) =>
        box(
          { ...place, flexDirection: "row", columnGap: "2ch", role: "option", paddingRight: "1ch" },
          text(
            { flex: 1, wrap: "none", truncate: true, selectable: false },
            () => row.item().title,
          ),
          text({ color: "muted", wrap: "none", selectable: false }, () =>
            keyNames([row.item().keys ?? ""], 1),
          ),
        ),
    })
    function run(command: Command | undefined): void {
      if (!command) return
      onClose()
      command.run()
    }

    function step(event: KeyEvent): void {
      const all = untrack(found)
      if (all.length === 0) return
      const now = all.indexOf(untrack(chosen) ?? all[0]!)
      const next = (now + (event.key === "up" ? -1 : 1) + all.length) % all.length
      setChosen(() => all[next])
      list.rows.reveal(next)
    }

    return Dialog({
      title,
      onClose,
      keys: [
        { keys: ["up", "down"], run: step, help: "move" }, // enter is the field's own
      ],
      layer: "commands",
      width: "60ch",
      paddingX: "1ch",
      paddingY: "6px",
      children: [
        box(
          { paddingX: "1ch", paddingY: "3px", background: "raised", borderRadius: 4 },
          input({
            label: title,
            placeholder,
            autoFocus: true,
            height: "1lh",
            onSubmit: () => run(untrack(chosen)),
            onInput: (event) => {
              setWords(event.value)
              setChosen(undefined)
              list.rows.reveal(0)
            },
          }),
        ),
        box(
          { height: `${rows}lh`, flexShrink: 1, marginTop: "6px", role: "listbox", label: title },
          list.rows.view,
          () =>
            found().length === 0 ? box({ paddingX: "1ch", color: "muted" }, "nothing found") : null,
        ),
      ],
    })
  },
)

/** Indices of `names` that answer `wanted`, best first; while the search is loading, those that contain it. */
function search(
  names: readonly string[],
  wanted: string,
  searches: readonly Fuzzy[],
): readonly number[] {
  for (const fuzzy of searches) {
    const [indices, info, order] = fuzzy.search([...names], wanted, 1)
    if (indices?.length) return info && order ? order.map((at) => info.idx[at]!) : [...indices]
  }
  if (searches.length > 0) return []
  const low = wanted.toLowerCase()
  return names.flatMap((name, index) => (name.toLowerCase().includes(low) ? [index] : []))
}
