// What moves, and how: springs, curves, a timeline, and what comes and goes. One component for every
// surface; `npm run demo:motion`.
//
//     ◆ motion                                   space go   n note   m motion   q quit
//     ╭ Springs ──────────────────╮╭ Curves ───────────────────╮
//     │ bounce 0   ────────────●  ││ out     ──────────────●── │
//     │ bounce 0.6 ──────────────●││ elastic ───────────────●─ │
//     ├ Timeline ─────────────────┴┴───────────────────────────┤
//     │ ▁▂▃▅▆▇█▇▆▅▃▂▁▁▂▃▅▆▇█▇▆▅▃▂▁▁▂▃▅▆▇█▇▆▅▃▂▁                 │

import {
  type Color,
  For,
  memo,
  type Pen,
  type PenSize,
  type Present,
  present,
  type RwSignal,
  rwSignal,
  type Source,
  signal,
  useApp,
  useKeys,
  type View,
} from "filigree"
import { appear, ease, mix, spring, stagger, timeline, tween } from "filigree/motion"
import { dark, Gauge, KeyHints, Panel } from "filigree/widgets"

export interface MotionDemoProps {
  /** Whether things move, as the surface's option `motion` takes it. */
  motion: RwSignal<"auto" | "none">
}

const SPRINGS = [0, 0.25, 0.45, 0.6, 0.75]
const CURVES = ["linear", "inOut", "out", "back", "elastic", "bounce"] as const
const COLORS = ["series1", "series2", "series3", "series4", "series5", "series6"] as const

export function motionDemo(props: MotionDemoProps): View {
  return <MotionDemo {...props} />
}

function MotionDemo({ motion }: MotionDemoProps): View {
  const app = useApp()
  const [there, setThere] = signal(false)
  const [notes, setNotes] = signal<readonly { id: number; words: string }[]>([])
  const isCells = app.surface === "terminal"
  const gap = isCells ? 0 : 12
  let count = 0
  const go = () => setThere((on) => !on)
  const note = () => {
    const id = ++count
    setNotes((all) => [...all.slice(-3), { id, words: `note ${id}: it comes and goes` }])
    setTimeout(() => setNotes((all) => all.filter((one) => one.id !== id)), 2600)
  }

  app.title("filigree motion")
  useKeys([
    { keys: "space", help: "go", run: go },
    { keys: "n", help: "note", run: note },
    {
      keys: "m",
      help: "motion on and off",
      run: () => motion.update((now) => (now === "none" ? "auto" : "none")),
    },
    { keys: "q, ctrl+c", help: "quit", run: () => app.exit() },
  ])

  return (
    <box
      theme={dark}
      background="background"
      color="text"
      width="100%"
      height="100%"
      padding={isCells ? 0 : 16}
      gap={gap}
      onPress={go}
    >
      <box flexDirection="row" paddingX="1ch" height="1lh" gap="2ch">
        <text bold color="accent" wrap="none">
          ◆ motion
        </text>
        <text color="muted" wrap="none" truncate flex={1}>
          {() =>
            motion.get() === "none" ? "everything is there at once" : `on the ${app.surface}`
          }
        </text>
      </box>
      <box flexDirection="row" gap={gap} flex={1}>
        <Panel title="Springs" note="they keep their speed" flex={1}>
          <Lanes>
            {SPRINGS.map((bounce, i) => (
              <Lane
                label={`bounce ${bounce}`}
                at={spring(() => (there() ? 1 : 0), { duration: 700, bounce })}
                color={COLORS[i]!}
              />
            ))}
          </Lanes>
        </Panel>
        <Panel title="Curves" note="over 1.2 seconds" flex={1}>
          <Lanes>
            {CURVES.map((name, i) => (
              <Lane
                label={name}
                at={tween(() => (there() ? 1 : 0), { duration: 1200, easing: ease[name] })}
                color={COLORS[i]!}
              />
            ))}
          </Lanes>
        </Panel>
      </box>
      <box flexDirection="row" gap={gap} flex={1}>
        <Panel title="Timeline" note="one clock, many values" flex={2}>
          <Wave />
        </Panel>
        <Panel title="Gauge" flex={1}>
          <Gauge
            shape="dial"
            smooth
            label="smooth"
            value={() => (there() ? 0.92 : 0.18)}
            warning={0.8}
            flex={1}
          />
        </Panel>
      </box>
      <box paddingX="1ch" height="1lh">
        <KeyHints />
      </box>
      <Notes notes={notes} isCells={isCells} />
    </box>
  )
}

/**
 * Lanes with the same room between all of them. `evenly` would share each cell of a terminal that is left, and so
 * leave one line here and two there: whole lines of room, and the rest above and below.
 */
function Lanes({ children }: { children: readonly View[] }): View {
  const isCells = useApp().surface === "terminal"
  const [height, setHeight] = signal(0)
  const whole = () => Math.floor((height() - children.length) / (children.length + 1))
  return (
    <box
      flex={1}
      minHeight={0}
      justifyContent={isCells ? "center" : "evenly"}
      rowGap={() => (isCells ? Math.max(0, whole()) : 0)}
      onResize={(event) => setHeight(event.height)}
    >
      {children}
    </box>
  )
}

interface LaneProps {
  label: string
  /** 0 at the left end, 1 at the right; it may swing beyond. */
  at: () => number
  color: Color
}

/** A ball on its line. */
function Lane({ label, at, color }: LaneProps): View {
  return (
    <box flexDirection="row" gap="1ch" height="1lh" flexShrink={0}>
      <text color="muted" width="11ch" wrap="none">
        {label}
      </text>
      <draw flex={1} height="1lh" paint={(pen, size) => paintLane(pen, size, at(), color)} />
    </box>
  )
}

const SWING = 0.46 // of the width, for what swings beyond the ends

function paintLane(pen: Pen, size: PenSize, at: number, color: Color): void {
  const { width, height } = size
  const from = width * (SWING / 2)
  const way = width - 2 * from
  const x = from + way * at
  if (size.lh === 1) {
    pen.text(0, 0, "─".repeat(Math.max(0, Math.floor(width))), { color: "faint" })
    for (const end of [from, from + way]) pen.text(Math.round(end), 0, "┼", { color: "faint" })
    pen.text(Math.min(width - 1, Math.max(0, Math.round(x))), 0, "●", { color })
    return
  }
  const y = height / 2
  pen.begin().moveTo(0, y).lineTo(width, y).stroke("faint", 2)
  for (const end of [from, from + way])
    pen
      .begin()
      .moveTo(end, y - 5)
      .lineTo(end, y + 5)
      .stroke("faint", 2)
  pen
    .begin()
    .arc(x, y, Math.min(8, height / 2), 0, Math.PI * 2)
    .fill(color)
}

/** Bars that rise and fall one after the other, for ever. */
function Wave(): View {
  const BARS = 48
  const wait = stagger(1 / BARS)
  const { values } = timeline(
    { phase: [0, { to: 1, duration: 2400, easing: ease.linear }] },
    { repeat: Infinity },
  )
  const color = mix("#7aa2f7", "#f7768e")
  return (
    <draw
      flex={1}
      label="a wave of bars"
      paint={(pen, { width, height, lh }) => {
        const step = width / BARS
        for (let i = 0; i < BARS; i++) {
          const rise = 0.5 + 0.5 * Math.sin(2 * Math.PI * (values.phase() - wait(i) * 2))
          const tall = Math.max(lh === 1 ? 0.25 : 4, rise * height)
          const left = lh === 1 ? Math.round(i * step) : i * step
          const right =
            lh === 1 ? Math.round((i + 1) * step) - (step > 2 ? 1 : 0) : (i + 0.72) * step
          pen
            .begin()
            .rect(left, height - tall, right - left, tall)
            .fill(color(i / BARS))
        }
      }}
    />
  )
}

interface NotesProps {
  notes: Source<readonly { id: number; words: string }[]>
  isCells: boolean
}

/** Notes that slide in at the right, and out again. */
function Notes({ notes, isCells }: NotesProps): View {
  const shown = present(notes, { by: (note) => note.id })
  return (
    <box
      position="absolute"
      right={isCells ? 2 : 28}
      top={isCells ? 1 : 12}
      gap={isCells ? 0 : 8}
      width="30ch"
      zIndex={1}
    >
      <For each={shown} by={(entry) => entry.key}>
        {(entry) => <Note entry={entry()} isCells={isCells} />}
      </For>
    </box>
  )
}

function Note(props: { entry: Present<{ words: string }>; isCells: boolean }): View {
  const { entry, isCells } = props
  const here = appear(entry, { spring: { duration: 400, bounce: 0.25 } })
  const away = memo(() => Math.round((1 - here()) * (isCells ? 12 : 120)))
  return (
    <box
      left={away}
      opacity={() => Math.min(1, Math.max(0, here()))}
      background="raised"
      border="round"
      borderColor="accent"
      paddingX="1ch"
      borderRadius={8}
    >
      <text wrap="none" truncate>
        {() => entry.item().words}
      </text>
    </box>
  )
}

/** The option `motion` of a surface, for the key that switches it. */
export function motionSwitch(): RwSignal<"auto" | "none"> {
  return rwSignal<"auto" | "none">("auto")
}
