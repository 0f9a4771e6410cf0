// Pages of elements that are no widgets: pictures, and boxes that scroll with text that one can select.

import { signal, type View } from "filigree"
import { Panel } from "filigree/widgets"
import { SCENERY } from "../scenery.ts"

const FITS = ["contain", "cover", "fill", "none"] as const

/** A picture in the ways that it can fit into its place. */
export function ImagePage(): View {
  return (
    <box flex={1} gap="1ch">
      <image src={SCENERY} alt="an evening over hills" flex={1} minHeight={0} />
      <box flexDirection="row" gap="1ch" height="8lh">
        {FITS.map((fit) => (
          <Panel title={fit} flex={1}>
            <image src={SCENERY} alt={`the same, ${fit}`} fit={fit} flex={1} minHeight={0} />
          </Panel>
        ))}
      </box>
    </box>
  )
}

const VERSES = [
  "The fog comes on little cat feet.",
  "It sits looking over harbor and city on silent haunches and then moves on.",
  "So much depends upon a red wheel barrow glazed with rain water beside the white chickens.",
  "Tabs\tand 日本語 and 👩‍🚀 and e\u0301 are selected whole; a selection may begin in the middle of a word.",
]

/** What is larger than its box, both ways, and how to get at it. */
export function ScrollPage(): View {
  const [at, setAt] = signal({ top: 0, left: 0, atEnd: false })
  const lines = Array.from(
    { length: 60 },
    (_, n) => `${String(n + 1).padStart(2, "\u2007")}  ${VERSES[n % VERSES.length]}`,
  )
  return (
    <box flex={1} gap="1ch">
      <text color="muted">
        Wheel and keys scroll, shift turns the wheel sideways, both bars can be dragged. A drag over
        the text selects, beyond the edge it goes on; letting go copies.
      </text>
      <box
        border="round"
        borderColor="border"
        title="both ways"
        titleNote={() => `line ${Math.floor(at().top) + 1}, column ${Math.floor(at().left) + 1}`}
        flex={1}
        minHeight={0}
        overflow="scroll"
        focusable
        onScroll={(event) => setAt({ top: event.top, left: event.left, atEnd: event.atEnd })}
      >
        {lines.map((line) => (
          <text wrap="none" width="96ch" flexShrink={0}>
            {line}
          </text>
        ))}
      </box>
      <text color={() => (at().atEnd ? "success" : "muted")}>
        {() => (at().atEnd ? "✓ that is all of it" : "↓ there is more")}
      </text>
    </box>
  )
}
