// What is seen of the packing: finished folders above, in the scrollback, and those under way below.
//
//     ✓ core         78 files     356 kB →   71 kB     1.2 s     printed once, and left there
//     ⠹ renderers    ━━━━━━━━━╸────────  61 %  renderers/tui/emit.ts
//     ⠹ demos        ━━╸───────────────  12 %  demos/gallery/pages.tsx
//     · widgets      ──────────────────        waiting
//       all of it    ━━━━━╸────────────  38 %  94 of 246 files                  ctrl+c stops

import { For, memo, Show, type View } from "filigree"
import { ProgressBar, Spinner } from "filigree/widgets"
import type { Folder, Pack } from "./pack.ts"

const NAME = "13ch"
const FIGURE = "10ch"
/** Told to screen readers when it appears. */
const STATUS = { role: "status" }

/** Those under way, and how far all of it is. */
export function Packing(props: { pack: Pack }): View {
  const { folders } = props.pack
  const open = memo(() => folders.filter((folder) => folder.state() !== "done"))
  const done = memo(() => sum(folders, (folder) => folder.done()))
  const total = sum(folders, (folder) => folder.files.length)
  return (
    <Show when={() => open().length > 0} fallback={<Summary pack={props.pack} />}>
      <box width="100%" paddingTop="1lh">
        <For each={open}>{(folder) => <Row folder={folder()} />}</For>
        <box flexDirection="row" gap="1ch" marginTop="1lh">
          <text width="1ch"> </text>
          <text width={NAME} bold>
            all of it
          </text>
          <ProgressBar
            value={done}
            max={total}
            label="all of it"
            color="success"
            flexGrow={0}
            width="30ch"
          />
          <text width="5ch" align="right">
            {() => percent(done() / total)}
          </text>
          <text color="muted" flexGrow={1} wrap="none" truncate>
            {() => `${done()} of ${total} files`}
          </text>
          <text color="muted" wrap="none">
            ctrl+c stops
          </text>
        </box>
      </box>
    </Show>
  )
}

function Row(props: { folder: Folder }): View {
  const { folder } = props
  const isPacking = () => folder.state() === "packing"
  return (
    <box flexDirection="row" gap="1ch">
      <Show
        when={isPacking}
        fallback={
          <text color="faint" width="1ch">
            ·
          </text>
        }
      >
        <Spinner width="1ch" />
      </Show>
      <text width={NAME} wrap="none" truncate color={() => (isPacking() ? "text" : "muted")}>
        {folder.name}
      </text>
      <ProgressBar
        value={folder.done}
        max={folder.files.length}
        label={folder.name}
        flexGrow={0}
        width="30ch"
      />
      <text width="5ch" align="right">
        {() => (isPacking() ? percent(folder.done() / folder.files.length) : "")}
      </text>
      <text color="muted" flex={1} wrap="none" truncate="start">
        {() => (isPacking() ? folder.current() : "waiting")}
      </text>
    </box>
  )
}

/** One line for a folder that is done: for `printAbove`. */
export function Done(props: { folder: Folder }): View {
  const { folder } = props
  const saved = () => 1 - folder.after() / Math.max(1, folder.before())
  return (
    <box flexDirection="row" gap="1ch">
      <text width="1ch" color="success">
        ✓
      </text>
      <text width={NAME} wrap="none" truncate bold>
        {folder.name}
      </text>
      <text width={FIGURE} align="right" color="muted">
        {`${folder.files.length} files`}
      </text>
      <text width={FIGURE} align="right">
        {() => size(folder.before())}
      </text>
      <text color="muted">→</text>
      <text width="8ch" align="right">
        {() => size(folder.after())}
      </text>
      <text width="6ch" align="right" color="accent">
        {() => `−${percent(saved())}`}
      </text>
      <text width={FIGURE} align="right" color="muted">
        {() => seconds(folder.time())}
      </text>
    </box>
  )
}

/** What is left standing when all is done. */
function Summary(props: { pack: Pack }): View {
  const { folders, startedAt } = props.pack
  const before = () => sum(folders, (folder) => folder.before())
  const after = () => sum(folders, (folder) => folder.after())
  const files = sum(folders, (folder) => folder.files.length)
  return (
    <box paddingTop="1lh" {...STATUS}>
      <text>
        <span color="success" bold>
          {`${files} files`}
        </span>
        {() => ` are ${size(after())} instead of ${size(before())}, `}
        <span color="accent" bold>
          {() => `${percent(1 - after() / Math.max(1, before()))} less`}
        </span>
        <span color="muted">{`, in ${seconds(performance.now() - startedAt)}`}</span>
      </text>
    </box>
  )
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0)
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
