// A report of several pages, A4, as views: a cover with charts, a page of layers, and a table that goes
// on for as many pages as it needs. Each page is a function: renderToPdf makes one of the other.

import type { Child, Painter, View } from "filigree"
import { type Layer, type Project, type SourceFile, sum } from "./data.ts"

/** A4 in CSS pixels at 72 to the inch. */
export const PAGE = { width: 595, height: 842 }

const INK = "#1d2433"
const QUIET = "#6b7488"
const RULE = "#dfe3ea"
const COLORS: Readonly<Record<string, string>> = {
  core: "#2f5bd8",
  renderers: "#c9702b",
  widgets: "#1f8a70",
  demos: "#a0427f",
  test: "#7a8194",
}
const ROW = 17 // height of a row in the table
const ROWS = 40 // on a page

const number = new Intl.NumberFormat("en-US")
const shown = (n: number) => number.format(n)

/** All pages of the report. */
export function pages(project: Project, date: Date): (() => View)[] {
  const files = project.layers.flatMap((layer) => layer.files)
  const tables: SourceFile[][] = []
  for (let at = 0; at < files.length; at += ROWS) tables.push(files.slice(at, at + ROWS))
  const count = 2 + tables.length
  return [
    () => <Cover project={project} date={date} />,
    () => (
      <Page title="The layers" number={2} count={count} project={project}>
        <Layers project={project} />
      </Page>
    ),
    ...tables.map((rows, i) => () => (
      <Page
        title={i === 0 ? "All files" : "All files, continued"}
        number={i + 3}
        count={count}
        project={project}
      >
        <Files rows={rows} longest={Math.max(...files.map((file) => file.lines))} />
      </Page>
    )),
  ]
}

function Cover({ project, date }: { project: Project; date: Date }): View {
  const comments = sum(project.layers.flatMap((layer) => layer.files.map((file) => file.quiet)))
  return (
    <box {...PAGE} background="white" color={INK}>
      <box
        height={330}
        padding={48}
        color="white"
        overflow="hidden"
        background="radial-gradient(circle at 90% 10%, rgb(255 190 92 / 55%), transparent 300px), linear-gradient(160deg, #1b2a6b, #0b1026)"
      >
        <draw position="absolute" left={250} top={-70} width={420} height={420} paint={threads} />
        <text fontSize={12} letterSpacing={1.5} color="#ffcf86">
          {date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}
        </text>
        <box flexGrow={1} />
        <text fontSize={50} fontWeight={650} lineHeight={1.1} letterSpacing={-1.2}>
          {project.name}, by numbers
        </text>
        <text fontSize={16} marginTop={10} color="#c6cdea" width={360}>
          What its source holds, layer by layer and file by file. Counted from the files themselves.
        </text>
      </box>
      <box flexDirection="row" paddingX={48} marginTop={-34} gap={12}>
        <Figure label="files" value={project.files} />
        <Figure label="lines" value={project.lines} />
        <Figure label="of them comment or blank" value={comments} />
      </box>
      <box padding={48} paddingTop={36} gap={14}>
        <Heading>Lines by layer</Heading>
        {project.layers.map((layer) => (
          <Bar layer={layer} most={Math.max(...project.layers.map(({ lines }) => lines))} />
        ))}
        <Heading>How long are files?</Heading>
        <box fontSize={9}>
          <draw height={120} paint={histogram(project)} />
        </box>
      </box>
    </box>
  )
}

function Figure({ label, value }: { label: string; value: number }): View {
  return (
    <box
      flex={1}
      background="white"
      borderRadius={10}
      padding={16}
      shadow="0 6px 18px rgb(20 30 70 / 22%)"
    >
      <text fontSize={30} fontWeight={650} lineHeight={1.2}>
        {shown(value)}
      </text>
      <text fontSize={11} color={QUIET}>
        {label}
      </text>
    </box>
  )
}

function Heading({ children }: { children: Child }): View {
  return (
    <text fontSize={15} fontWeight={600} marginTop={8}>
      {children}
    </text>
  )
}

function Bar({ layer, most }: { layer: Layer; most: number }): View {
  return (
    <box flexDirection="row" alignItems="center" gap={10} fontSize={11}>
      <text width={62}>{layer.name}</text>
      <box flex={1}>
        <box
          width={`${(100 * layer.lines) / most}%`}
          height={14}
          borderTopRightRadius={7}
          borderBottomRightRadius={7}
          background={COLORS[layer.name]!}
        />
      </box>
      <text width={44} align="right">
        {shown(layer.lines)}
      </text>
    </box>
  )
}

interface PageProps {
  readonly title: string
  readonly number: number
  readonly count: number
  readonly project: Project
  readonly children: Child
}

function Page(props: PageProps): View {
  return (
    <box {...PAGE} background="white" color={INK} padding={48} paddingBottom={30}>
      <box flexDirection="row" alignItems="end" borderBottom borderColor={INK} paddingBottom={8}>
        <text fontSize={22} fontWeight={650} lineHeight={1.2}>
          {props.title}
        </text>
        <box flexGrow={1} />
        <text fontSize={10} color={QUIET}>
          {props.project.name} {props.project.version}
        </text>
      </box>
      <box flex={1} paddingTop={14}>
        {props.children}
      </box>
      <text fontSize={9} color={QUIET} align="center">
        {props.number} of {props.count}
      </text>
    </box>
  )
}

function Layers({ project }: { project: Project }): View {
  return (
    <box gap={20}>
      <box flexDirection="row" gap={28} alignItems="center">
        <draw width={190} height={190} paint={ring(project)} />
        <box flex={1} gap={6}>
          {project.layers.map((layer) => (
            <box flexDirection="row" gap={8} alignItems="center" fontSize={12}>
              <box width={10} height={10} borderRadius={3} background={COLORS[layer.name]!} />
              <text width={70}>{layer.name}</text>
              <text width={50} align="right" bold>
                {((100 * layer.lines) / project.lines).toFixed(1)} %
              </text>
              <text flex={1} truncate color={QUIET}>
                {shown(layer.files.length)} files of {Math.round(layer.lines / layer.files.length)}{" "}
                lines
              </text>
            </box>
          ))}
        </box>
      </box>
      <Heading>Folders, and the longest file of each</Heading>
      <box>
        {folders(project).map(([folder, files], i) => {
          const longest = files.reduce((a, b) => (b.lines > a.lines ? b : a))
          return (
            <box
              flexDirection="row"
              fontSize={10}
              paddingX={8}
              paddingY={2}
              background={i % 2 === 0 ? "#f4f6fa" : "white"}
            >
              <text width={150}>{folder}</text>
              <text width={60} align="right">
                {shown(files.length)} files
              </text>
              <text width={70} align="right">
                {shown(sum(files.map((file) => file.lines)))} lines
              </text>
              <text flex={1} align="right" truncate color={QUIET}>
                {longest.path.slice(folder.length + 1)}, {shown(longest.lines)}
              </text>
            </box>
          )
        })}
      </box>
    </box>
  )
}

/** Folders two deep, those with the most lines first, as many as a page takes. */
function folders(project: Project): [folder: string, files: SourceFile[]][] {
  const all = new Map<string, SourceFile[]>()
  for (const file of project.layers.flatMap((layer) => layer.files)) {
    const parts = file.path.split("/")
    const folder = parts.slice(0, Math.min(2, parts.length - 1)).join("/")
    all.set(folder, [...(all.get(folder) ?? []), file])
  }
  const lines = (files: SourceFile[]) => sum(files.map((file) => file.lines))
  return [...all].sort(([, a], [, b]) => lines(b) - lines(a)).slice(0, 24)
}

function Files({ rows, longest }: { rows: readonly SourceFile[]; longest: number }): View {
  const cell = { width: 48, align: "right" } as const
  return (
    <box fontSize={9}>
      <box
        flexDirection="row"
        color={QUIET}
        borderBottom
        borderColor={RULE}
        paddingX={6}
        paddingBottom={4}
      >
        <text flex={1}>file</text>
        <text {...cell}>lines</text>
        <text {...cell}>bytes</text>
        <text {...cell}>imports</text>
        <text {...cell}>exports</text>
      </box>
      {rows.map((file, i) => {
        const at = file.path.lastIndexOf("/") + 1
        const layer = file.path.slice(0, file.path.indexOf("/"))
        return (
          <box
            flexDirection="row"
            alignItems="center"
            height={ROW}
            paddingX={6}
            background={i % 2 === 0 ? "#f7f8fb" : "white"}
          >
            <box
              position="absolute"
              left={0}
              top={0}
              bottom={0}
              width={`${(100 * file.lines) / longest}%`}
              background={COLORS[layer]!}
              opacity={0.12}
            />
            <text flex={1} truncate="start">
              <span color={QUIET}>{file.path.slice(0, at)}</span>
              <span fontWeight={600}>{file.path.slice(at)}</span>
            </text>
            <text {...cell}>{shown(file.lines)}</text>
            <text {...cell}>{shown(file.bytes)}</text>
            <text {...cell}>{file.imports}</text>
            <text {...cell}>{file.exports}</text>
          </box>
        )
      })}
    </box>
  )
}

/** How many files have up to 50, 100, … lines. */
function histogram(project: Project): Painter {
  const bins = Array.from({ length: 16 }, () => 0)
  for (const { lines } of project.layers.flatMap((layer) => layer.files))
    bins[Math.min(bins.length - 1, Math.floor(lines / 50))]!++
  const most = Math.max(...bins)
  return (pen, { width, height, lh }) => {
    const base = height - lh - 2
    const step = width / bins.length
    for (const [i, count] of bins.entries()) {
      const tall = ((base - lh) * count) / most
      pen
        .begin()
        .rect(i * step + 1, base - tall, step - 2, tall)
        .fill("#2f5bd8", 0.35 + (0.65 * count) / most)
      pen.text(i * step + step / 2, base - tall - lh, String(count), {
        align: "center",
        color: QUIET,
      })
      if (i % 2 === 0)
        pen.text(i * step, base + 3, i === 0 ? "0 lines" : String(i * 50), { color: QUIET })
    }
    pen.begin().moveTo(0, base).lineTo(width, base).stroke(INK, 1)
  }
}

/** Shares of the layers as a ring. */
function ring(project: Project): Painter {
  return (pen, { width, height }) => {
    const [cx, cy, r] = [width / 2, height / 2, width / 2 - 2]
    let from = -Math.PI / 2
    for (const layer of project.layers) {
      const to = from + (2 * Math.PI * layer.lines) / project.lines
      pen
        .begin()
        .arc(cx, cy, r, from, to)
        .arc(cx, cy, r * 0.62, to, from)
        .close()
        .fill(COLORS[layer.name]!)
        .stroke("white", 2)
      from = to
    }
    pen.text(cx, cy - 10, shown(project.lines), { align: "center", bold: true, color: INK })
    pen.text(cx, cy + 4, "lines", { align: "center", color: QUIET })
  }
}

const threads: Painter = (pen, { width, height }) => {
  for (let thread = 0; thread < 16; thread++) {
    const part = thread / 15
    pen.begin()
    for (let i = 0; i <= 240; i++) {
      const angle = (i / 240) * 2 * Math.PI
      const r =
        width * (0.17 + 0.24 * part) * (1 + (0.24 - 0.16 * part) * Math.cos(9 * angle + part * 4))
      pen.lineTo(width / 2 + r * Math.cos(angle), height / 2 + r * Math.sin(angle))
    }
    pen.close().stroke("rgb(255 207 134 / 30%)", 0.8)
  }
}
