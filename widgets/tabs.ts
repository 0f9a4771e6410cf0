// Tabs: several views in one place, one of them shown.
//
//      Overview   Processes 214   Log        left and right while the bar has the focus,
//     …the view of the first tab…            or a click
//
// Only the chosen tab's view exists, unless `keep` asks for those that were shown to stay. The
// chosen tab is raised, bold and in the accent colour. On pixels, where bold words are wider and would
// push the tabs after them, its letters are only drawn thicker.

import { memo, type Reactive, read, type Source, signal, untrack } from "../core/reactive/index.ts"
import {
  type Attr,
  box,
  type Child,
  For,
  type LayoutProps,
  Show,
  span,
  text,
  type Universal,
  useKeys,
  type View,
} from "../core/view/index.ts"
import { unitProbe } from "./shared/unit-probe.ts"
import { widget } from "./shared/widget.ts"

/** One tab. */
export interface Tab<H extends Universal = Universal> {
  readonly id: string
  readonly title: Attr<string>
  /** Quieter words after the title: a count. */
  readonly note?: Attr<string>
  /** What the tab shows, mounted when it is chosen. Where no tab has any, `Tabs` is the bar alone. */
  readonly content?: Child<H>
}

/** Layout attributes go to the box around bar and view. It takes the room that is there. */
export interface TabsProps<H extends Universal = Universal> extends LayoutProps {
  readonly tabs: Reactive<readonly Tab<H>[]>
  /** Id of the chosen tab, when the caller keeps it. */
  readonly selected?: Source<string> | undefined
  /** Id at first. Default: the first tab. */
  readonly initialSelected?: string | undefined
  readonly onSelect?: ((id: string) => void) | undefined
  /** Views that were shown stay, hidden, with their state. Default false. */
  readonly keep?: boolean
  /** The keys 1 to 9 choose a tab wherever the focus is. Default false. */
  readonly digits?: boolean
  readonly label?: Attr<string>
}

/**
 * A bar of titles and the view of the chosen one.
 *
 * @example
 * <Tabs tabs={[{ id: "a", title: "Overview", content: <Overview /> }, { id: "b", title: "Log", content: <Lines /> }]} />
 */
export const Tabs = widget(
  "Tabs",
  <H extends Universal = Universal>(props: TabsProps<H>): View<H> => {
    const { tabs, selected, initialSelected, onSelect, keep, digits, label, ...layout } = props
    const [own, setOwn] = signal(initialSelected)
    const [hasFocus, setFocus] = signal(false)
    const all = memo(() => read(tabs), { equals: false }) // may have been changed in place

    const chosen = memo(() => {
      const wanted = selected ? read(selected) : own()
      return all().some((tab) => tab.id === wanted) ? wanted : all()[0]?.id
    })

    function choose(id: string | undefined): void {
      if (id === undefined || id === untrack(chosen)) return
      setOwn(id)
      onSelect?.(id)
    }

    function step(by: 1 | -1): void {
      untrack(() => {
        const ids = all().map((tab) => tab.id)
        const at = ids.indexOf(chosen() ?? "")
        choose(ids[(at + by + ids.length) % ids.length])
      })
    }

    useKeys(
      [
        {
          keys: ["left", "right"],
          run: (event) => step(event.key === "left" ? -1 : 1),
          help: "other tab",
          when: hasFocus,
        },
        {
          keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
          run: (event) => choose(untrack(all)[Number(event.key) - 1]?.id),
          when: () => digits === true,
        },
      ],
      { layer: "tabs" },
    )

    const unit = unitProbe()
    const isCells = memo(() => unit.ch() === 1 && unit.lh() === 1)

    const title = (tab: () => Tab<H>) => {
      const isChosen = memo(() => tab().id === chosen())
      const color = () => (isChosen() ? (hasFocus() ? "focus" : "accent") : "muted")
      return text(
        {
          role: "tab",
          selected: isChosen,
          height: "1lh",
          wrap: "none",
          cursor: "pointer",
          selectable: false,
          bold: () => isChosen() && isCells(),
          textShadow: () => (isChosen() && !isCells() ? `0.5px 0 ${color()}` : undefined),
          color,
          background: () => (isChosen() ? "raised" : undefined),
          underline: () => isChosen() && hasFocus(),
          onPress: () => choose(tab().id),
        },
        " ",
        () => read(tab().title),
        Show({
          when: () => read(tab().note),
          children: (note) => span({ color: "muted" }, " ", note),
        }),
        " ",
      )
    }

    // With `keep`, tabs join when they are first chosen and stay.
    const shown = memo(
      (before: readonly Tab<H>[]) => {
        const now = all().find((tab) => tab.id === chosen())
        if (now?.content === undefined) return keep ? before : []
        if (!keep) return [now]
        return all().filter((tab) => tab === now || before.some((one) => one.id === tab.id))
      },
      { initial: [] },
    )

    const hasViews = untrack(() => all().some((tab) => tab.content !== undefined))
    return box(
      {
        overflow: "hidden",
        ...(hasViews ? { flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 0 } : undefined),
        ...layout,
      },
      box(
        {
          flexDirection: "row",
          height: "1lh",
          columnGap: "1ch",
          overflow: "hidden",
          role: "tablist",
          label,
          focusable: true,
          onFocus: () => setFocus(true),
          onBlur: () => setFocus(false),
        },
        unit.view,
        For({ each: all, by: (tab) => tab.id, children: title }),
      ),
      For({
        each: shown,
        by: (tab) => tab.id,
        children: (tab) =>
          box(
            { flex: 1, minHeight: 0, role: "tabpanel", hidden: () => tab().id !== chosen() },
            () => tab().content,
          ),
      }),
    )
  },
)
