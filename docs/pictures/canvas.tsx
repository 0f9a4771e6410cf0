// The pictures of docs/guide/canvas.md, drawn by filigree itself: `npm run pictures`.

import { mkdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import type { Child, View } from "filigree"
import { encodeFrame, type PngOptions, render, renderToPng } from "filigree/canvas"
import { Card } from "../../demos/card/card.tsx"
import { readProject } from "../../demos/report/data.ts"
import { PAGE, pages } from "../../demos/report/report.tsx"

const folder = fileURLToPath(new URL("canvas/", import.meta.url))
await mkdir(folder, { recursive: true })

async function keep(name: string, view: () => View, options: PngOptions): Promise<void> {
  await writeFile(`${folder}${name}.png`, await renderToPng(view, { ...options, size: "small" }))
}

const INK = "#1d2433"
const BLUE = "#3559c7"

type BoxAttrs = NonNullable<Parameters<typeof Sample>[0]["attrs"]>

function Sample(props: {
  label: string
  attrs?: import("filigree").BoxProps
  children?: Child
}): View {
  return (
    <box width={132} height={128} alignItems="center" justifyContent="end" gap={14}>
      {props.attrs ? (
        <box width={84} height={60} background={BLUE} {...props.attrs}>
          {props.children}
        </box>
      ) : (
        props.children
      )}
      <text fontFamily="mono" fontSize={10} color="#5c667c">
        {props.label}
      </text>
    </box>
  )
}

function Sheet(props: { children: Child }): View {
  return (
    <box
      background="white"
      color={INK}
      width="100%"
      height="100%"
      padding={14}
      flexDirection="row"
      flexWrap="wrap"
      gap={2}
    >
      {props.children}
    </box>
  )
}

const HILLS = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#f9d27a"/><stop offset="1" stop-color="#ef7d57"/></linearGradient></defs><rect width="160" height="120" fill="url(#s)"/><circle cx="112" cy="44" r="18" fill="#fff3cf"/><path d="M0 92l38-34 30 24 40-44 52 50v32H0z" fill="#5b3a6e"/><path d="M0 108l50-26 44 22 66-30v46H0z" fill="#2d2147"/></svg>`,
)}`
const TILE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" fill="#e9edf8"/><path d="M0 16L16 0M-4 4L4-4M12 20L20 12" stroke="#93a5dd" stroke-width="3"/></svg>`,
)}`
const WARM = "linear-gradient(90deg, #e4572e, #3559c7)"

const over = (blend: NonNullable<BoxAttrs["blend"]>) => (
  <Sample label={`blend="${blend}"`} attrs={{ background: WARM, borderRadius: 8 }}>
    <box blend={blend} background="#8bd17c" height={30} borderRadius={8} />
  </Sample>
)

await keep(
  "painting",
  () => (
    <Sheet>
      <Sample label="borderRadius" attrs={{ borderRadius: 16 }} />
      <Sample
        label="one corner each"
        attrs={{ borderTopLeftRadius: 34, borderBottomRightRadius: 34 }}
      />
      <Sample
        label="borders per side"
        attrs={{
          background: "#eef1fa",
          borderLeft: "double",
          borderTop: "single",
          borderColor: BLUE,
          borderRadius: 14,
        }}
      />
      <Sample
        label="shadow"
        attrs={{ background: "white", borderRadius: 12, shadow: "0 8px 20px rgb(30 45 110 / 35%)" }}
      />
      <Sample
        label='shadow="inset …"'
        attrs={{
          background: "#e6eaf5",
          borderRadius: 12,
          shadow: "inset 0 3px 9px rgb(20 30 80 / 45%), inset 0 -2px 0 white",
        }}
      />
      <Sample
        label="linear-gradient"
        attrs={{
          background: "linear-gradient(120deg, #f6c453, #e4572e 55%, #7b2d8b)",
          borderRadius: 12,
        }}
      />
      <Sample
        label="radial-gradient"
        attrs={{
          background: "radial-gradient(circle at 30% 30%, #fff3cf, #ef7d57 45%, #5b3a6e)",
          borderRadius: 12,
        }}
      />
      <Sample
        label="conic-gradient"
        attrs={{
          background:
            "conic-gradient(from 200deg, #f6c453, #e4572e, #7b2d8b, #3559c7, #2aa198, #f6c453)",
          width: 64,
          height: 64,
          borderRadius: 32,
        }}
      />
      <Sample
        label="repeating-…"
        attrs={{
          background:
            "repeating-linear-gradient(45deg, #e9edf8 0px, #e9edf8 8px, #c3cdee 8px, #c3cdee 16px)",
          borderRadius: 12,
        }}
      />
      <Sample
        label="backgroundImage"
        attrs={{ background: "transparent", backgroundImage: HILLS, borderRadius: 12 }}
      />
      <Sample
        label='…Fit="contain"'
        attrs={{ background: "#2d2147", backgroundImage: HILLS, backgroundFit: "contain" }}
      />
      <Sample
        label="…Repeat"
        attrs={{
          backgroundImage: TILE,
          backgroundFit: "none",
          backgroundRepeat: "repeat",
          backgroundPosition: "top left",
          borderRadius: 12,
        }}
      />
      <Sample label="rotate={15}" attrs={{ rotate: 15, borderRadius: 8 }} />
      <Sample label="skewX={-16}" attrs={{ skewX: -16, borderRadius: 8 }} />
      <Sample label="scale, nested" attrs={{ scale: 0.85, rotate: -12, borderRadius: 8 }}>
        <box rotate={24} margin={12} width={34} height={34} background="#f6c453" borderRadius={6} />
      </Sample>
      <Sample
        label="clip, turned"
        attrs={{ background: "transparent", rotate: 10, overflow: "hidden", borderRadius: 18 }}
      >
        <image src={HILLS} alt="" width={84} height={60} fit="cover" />
      </Sample>
      <Sample label="opacity: a group">
        <box width={84} height={60} opacity={0.5}>
          <box position="absolute" left={0} top={0} width={56} height={40} background="#e4572e" />
          <box position="absolute" left={28} top={20} width={56} height={40} background={BLUE} />
        </box>
      </Sample>
      {over("multiply")}
      {over("screen")}
      {over("difference")}
      <Sample label="draw">
        <draw
          width={90}
          height={60}
          paint={(pen, { width, height }) => {
            for (let k = 0; k < 7; k++) {
              pen.begin().moveTo(0, height)
              pen.curveTo(width * 0.3, height - k * 14, width * 0.6, k * 10, width, 6 + k * 3)
              pen.stroke(`rgb(53 89 199 / ${20 + 12 * k}%)`, 1.5)
            }
          }}
        />
      </Sample>
    </Sheet>
  ),
  { width: 7 * 134 + 26, height: 3 * 130 + 26, scale: 2 },
)

await keep(
  "text",
  () => (
    <box
      background="white"
      color={INK}
      width="100%"
      height="100%"
      padding={28}
      gap={30}
      flexDirection="row"
    >
      <box flex={1} gap={14}>
        <text fontSize={30} fontWeight={650} letterSpacing={-0.6} lineHeight={1.15}>
          One line, <span color={BLUE}>many</span> <span italic>styles</span>
        </text>
        <text fontSize={14}>
          Spans of any size share <span fontSize={24}>one baseline</span>, and their line is as tall
          as they <span fontSize={10}>need</span>.
        </text>
        <text align="justify" fontSize={13} color="#48526a">
          Lines end where Unicode says that they may, and a justified paragraph reaches both of its
          edges, save for its last line.
        </text>
        <text fontSize={13} lineClamp={2} color="#48526a">
          A clamp of two lines cuts what is longer than that with an ellipsis at the end of the
          second, whatever the width of the box turns out to be in the end.
        </text>
      </box>
      <box flex={1} gap={14}>
        <text fontSize={20}>שלום עולם, hello (123)!</text>
        <text fontSize={20}>
          أهلا <span color="#c9433a">وسهلا</span> بكم في 2026
        </text>
        <text fontSize={20}>Żółć · Привет · Ελλάδα · Tiếng Việt</text>
        <text alignSelf="start" fontSize={22} bold color="linear-gradient(90deg, #3559c7, #c9433a)">
          A gradient colours it
        </text>
        <text fontFamily="mono" fontSize={14}>
          mono 0123 ▁▂▃▅▇ → ✓ ⣿⡇
        </text>
        <text fontSize={14} letterSpacing={5}>
          letterSpacing
        </text>
        <text fontSize={14} wordSpacing={14}>
          word spacing, too
        </text>
      </box>
    </box>
  ),
  { width: 820, height: 300, scale: 2 },
)

await keep(
  "card",
  () => (
    <Card
      kicker="filigree"
      title="One component, every surface"
      text="A fine-grained reactive graph drives terminal, canvas and DOM."
      tags={["terminal", "canvas", "DOM", "yours"]}
      note="npm run demo:card"
    />
  ),
  { width: 1200, height: 630, scale: 0.6 },
)

const report = pages(await readProject(), new Date()).slice(0, 3)
await keep(
  "report",
  () => (
    <box
      flexDirection="row"
      gap={24}
      padding={24}
      background="linear-gradient(160deg, #cfd5e3, #aeb8cf)"
      width="100%"
      height="100%"
    >
      {report.map((Page) => (
        <box {...PAGE} shadow="0 6px 24px rgb(20 30 60 / 35%)">
          <Page />
        </box>
      ))}
    </box>
  ),
  { width: 3 * PAGE.width + 4 * 24, height: PAGE.height + 48, scale: 0.75 },
)

const PARAGRAPH =
  "Text that is drawn can be selected all the same: from the place between two letters where the button " +
  "went down to the one where it is now."
const app = await render(
  () => (
    <box padding={24} gap={10} fontSize={15} background="#ffffff" width="100%" height="100%">
      <text bold fontSize={20}>
        Selected text
      </text>
      <text>{PARAGRAPH}</text>
      <text align="justify">{PARAGRAPH}</text>
      <box flexDirection="row" gap={24}>
        <text>
          one <span fontSize={24}>line</span> of several sizes
        </text>
        <text>שלום עולם</text>
      </box>
      <text selectable={false} color="#8a94a6">
        selectable={"{false}"}
      </text>
      <text align="center">and what is aligned, too</text>
    </box>
  ),
  { width: 420, height: 330, pixelRatio: 2 },
)
await app.ready()
app.pointer({ type: "down", x: 82, y: 40, button: 0, buttons: 1 })
app.pointer({ type: "move", x: 260, y: 295, buttons: 1 })
await app.flush()
await writeFile(`${folder}selection.png`, await encodeFrame(app.frame, { size: "small" }))
app.exit()
