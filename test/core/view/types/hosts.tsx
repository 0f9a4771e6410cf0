/** @jsxImportSource filigree/tui */
// What a terminal file may and may not hold: universal components and its own, never a page's.

import { box, For, rwSignal, text, type Universal, type View } from "filigree"
import type { Dom } from "filigree/dom"
import type { Tui } from "filigree/tui"
import { Panel, Table, Titled } from "./universal.tsx"

declare const Cell: (props: { words: string }) => View<Tui>
declare const Link: (props: { to: string }) => View<Dom>
interface Led {
  readonly led: true
}
declare const strip: (props: { children?: View<Led> }) => View<Led>

const rows = rwSignal<readonly { name: string }[]>([])

export const fine = (
  <box>
    <Panel title="a">
      <Cell words="x" />
    </Panel>
    <Titled />
    <Table rows={rows} columns={["name"]} />
    <For each={rows}>{(row) => <Cell words={row().name} />}</For>
  </box>
)

// @ts-expect-error an element of pages in a terminal
export const div = <div />
// @ts-expect-error a component of pages in a terminal
export const link = <Link to="/" />
export const linkInside = (
  <box>
    {/* @ts-expect-error a component of pages in a terminal */}
    <Link to="/" />
  </box>
)

// @ts-expect-error a page's component in a universal container that stands in a terminal
export const built: View<Tui> = Panel({ children: Link({ to: "/" }) })
export const kept: View<Tui> = box({}, Cell({ words: "x" }), text("y"))

// @ts-expect-error a universal widget on a host without the vocabulary
export const led = strip({ children: text("x") })
// @ts-expect-error a terminal's cell is not universal
export const universal: View<Universal> = Cell({ words: "x" })
