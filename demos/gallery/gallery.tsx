// The gallery: every widget on a page of its own, on any surface.
//
//     ╭ Widgets ──╮╭ LineChart ─────────────────────╮
//     │ Panel     ││                                │
//     │ LineChart ││   the page of the chosen one   │
//     ╰───────────╯╰────────────────────────────────╯
//      ↑↓ move  t theme  ? help  q quit

import {
  type Child,
  provide,
  rwSignal,
  Show,
  signal,
  type Universal,
  useApp,
  useKeys,
  type View,
} from "filigree"
import { dark, HelpOverlay, highContrast, KeyHints, List, light, Panel } from "filigree/widgets"
import { Over } from "./page-props.ts"
import { PAGES } from "./pages.ts"

export interface GalleryProps {
  /** Name of the first page. Default: the first. */
  page?: string | undefined
  /** "dark", "light" or "contrast". Default "dark". */
  theme?: string | undefined
  /** How often figures move, in ms. Default 0: they stand still. */
  every?: number | undefined
}

const THEMES = [dark, light, highContrast]

/** The gallery as a view. */
export function Gallery(props: GalleryProps): View {
  const app = useApp()
  const first = THEMES.findIndex((theme) => theme.name.includes(props.theme ?? "dark"))
  const [theme, setTheme] = signal(Math.max(0, first))
  const [name, setName] = signal(props.page ?? PAGES[0]?.name ?? "")
  const [helping, setHelping] = signal(false)
  const over = rwSignal<(() => Child<Universal>) | undefined>(undefined)
  provide(Over, over)
  const page = () => PAGES.find((page) => page.name === name())

  useKeys([
    { keys: ["t"], help: "theme", run: () => setTheme((now) => (now + 1) % THEMES.length) },
    { keys: ["?"], help: "help", run: () => setHelping(true) },
    { keys: ["q", "ctrl+c"], help: "quit", run: () => app.exit() },
  ])

  return (
    <box
      theme={() => THEMES[theme()] ?? dark}
      background="background"
      color="text"
      width="100%"
      height="100%"
    >
      <box flexDirection="row" flex={1}>
        <Panel title="Widgets" width="19ch">
          <List
            items={() => PAGES.map((page) => page.name)}
            selected={name}
            onSelect={(item) => setName(item)}
            autoFocus
          />
        </Panel>
        <Panel title={name} flex={1}>
          {() => {
            const View = page()?.view
            return View && <View every={props.every ?? 0} />
          }}
        </Panel>
      </box>
      <box paddingX="1ch">
        <KeyHints />
      </box>
      {() => over.get()?.() ?? null}
      <Show when={helping}>
        <HelpOverlay onClose={() => setHelping(false)} />
      </Show>
    </box>
  )
}
