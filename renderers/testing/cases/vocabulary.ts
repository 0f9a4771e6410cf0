// The universal vocabulary: every element takes every attribute it has, and gives it back.

import { flush, signal } from "../../../core/reactive/index.ts"
import { type ElementName, element, type Handle } from "../../../core/view/index.ts"
import { equal, holds } from "../check.ts"
import type { Trial } from "../trial.ts"

const THEME = { name: "plain", scheme: "dark", colors: { text: "#ffffff", accent: "#ff0000" } }

const LAYOUT = {
  width: ["50%", 10, "2ch", "auto"],
  height: [3, "1lh"],
  minWidth: [1],
  minHeight: [1],
  maxWidth: [40],
  maxHeight: ["50%"],
  aspectRatio: [2],
  flex: [1],
  flexGrow: [1],
  flexShrink: [1],
  flexBasis: [0, "auto"],
  alignSelf: ["center", "auto"],
  margin: [1],
  marginX: [1],
  marginY: ["1lh"],
  marginTop: [1],
  marginRight: [1],
  marginBottom: [1],
  marginLeft: ["auto"],
  position: ["absolute", "relative"],
  top: [0],
  right: [1],
  bottom: [1],
  left: ["1ch"],
  inset: [0],
  zIndex: [1],
  gridColumn: ["span 2", 1],
  gridRow: ["1 / 3"],
  hidden: [true, false],
}
const INHERITED = {
  color: ["accent", "#ff8800", "tomato"],
  bold: [true, false],
  dim: [true],
  italic: [true],
  fontSize: [20],
  fontFamily: ["mono", "sans"],
  fontWeight: [300],
  lineHeight: [1.2],
  letterSpacing: [1],
  wordSpacing: [2],
}
const EFFECTS = {
  opacity: [0.5],
  blend: ["multiply", "normal"],
  translateX: [4, "50%", "1ch"],
  translateY: ["1lh"],
  rotate: [45],
  scale: [2],
  scaleX: [0.5],
  scaleY: [-1],
  skewX: [10],
  skewY: [10],
  transformOrigin: ["top left", "25% 10px"],
}
const COMMON = {
  focusable: [true],
  focusRing: [false, true],
  disabled: [true],
  focusScope: ["tab", "arrows", "both"],
  role: ["button"],
  label: ["words"],
  selected: [true, false],
  checked: [true],
  expanded: [false],
  cursor: ["pointer"],
  id: ["name"],
}
const RUN = {
  ...INHERITED,
  background: ["surface", "transparent"],
  underline: [true],
  strike: [true],
  inverse: [true],
  href: ["https://example.org/"],
}
const EDIT = {
  ...LAYOUT,
  ...INHERITED,
  ...COMMON,
  value: ["words"],
  placeholder: ["words"],
  readOnly: [true],
  maxLength: [3],
  background: ["surface"],
}

/** Values to be set one after the other, for each attribute of each element. */
const SAMPLES: Record<ElementName, Record<string, readonly unknown[]>> = {
  box: {
    ...LAYOUT,
    ...INHERITED,
    ...COMMON,
    flexDirection: ["row", "column-reverse"],
    flexWrap: ["wrap"],
    alignItems: ["center", "stretch"],
    alignContent: ["between"],
    justifyContent: ["evenly", "end"],
    gap: [1],
    rowGap: [1],
    columnGap: [1],
    padding: [1],
    paddingX: [1],
    paddingY: [1],
    paddingTop: [1],
    paddingRight: [1],
    paddingBottom: [1],
    paddingLeft: [1],
    gridTemplateColumns: ["1fr 10 auto", "repeat(2, 1fr)", "minmax(4ch, 1fr)"],
    gridTemplateRows: ["1fr"],
    gridAutoRows: ["1lh"],
    gridAutoColumns: ["auto"],
    gridAutoFlow: ["column"],
    display: ["grid", "flex"],
    overflow: ["hidden", "scroll", "visible"],
    background: ["surface", "#123456", "conic-gradient(accent, #000), red"],
    border: [true, "round", "double", "heavy", "dashed", false],
    borderTop: [false, "single"],
    borderRight: [false],
    borderBottom: [true],
    borderLeft: ["heavy"],
    borderColor: ["accent"],
    borderTopColor: ["#123456"],
    borderRightColor: ["info"],
    borderBottomColor: ["tomato"],
    borderLeftColor: ["accent"],
    borderRadius: [4],
    borderTopLeftRadius: [8],
    borderTopRightRadius: [0],
    borderBottomRightRadius: [8],
    borderBottomLeftRadius: [2],
    backgroundImage: ["data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="],
    backgroundFit: ["contain", "fill", "none"],
    backgroundPosition: ["top left"],
    backgroundRepeat: ["repeat-x"],
    title: ["words"],
    titleAlign: ["center", "right"],
    titleColor: ["accent"],
    titleNote: ["words"],
    ...EFFECTS,
    shadow: ["0 2px 8px rgb(0 0 0 / 30%)", "inset 0 0 0 2px accent, 0 1px info", "none"],
    theme: [THEME],
    scrollTop: [1],
    scrollLeft: [1],
    stickToEnd: [true],
    scrollbar: ["always", "none"],
  },
  text: {
    ...LAYOUT,
    ...RUN,
    ...EFFECTS,
    ...COMMON,
    direction: ["rtl", "ltr", "auto"],
    wrap: ["char", "none", "word"],
    align: ["center", "right", "justify"],
    truncate: [true, "start", "middle", "end", false],
    textShadow: ["0 1px 3px rgb(0 0 0 / 40%)", "1px 1px info, 0 0 8px accent", "none"],
    lineClamp: [2],
    selectable: [false],
  },
  span: { ...RUN, ...COMMON },
  input: { ...EDIT, type: ["password", "text"] },
  textarea: { ...EDIT, rows: [2] },
  image: {
    ...LAYOUT,
    ...COMMON,
    src: ["data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="],
    alt: ["words"],
    fit: ["cover", "fill", "none"],
    fitPosition: ["top"],
    ...EFFECTS,
    borderRadius: [2],
  },
  draw: { ...LAYOUT, ...EFFECTS, ...COMMON, background: ["surface"] },
}

export const VOCABULARY: Record<string, (t: Trial<object>) => Promise<void>> = Object.fromEntries(
  Object.entries(SAMPLES).map(([name, samples]) => [
    `<${name}> takes each of its attributes, and gives it back`,
    async (t: Trial<object>) => {
      const stage = await t.stage()
      const live = t.adapter.liveNodes?.() ?? 0
      const signals = Object.keys(samples).map(
        (attribute) => [attribute, ...signal<unknown>(undefined)] as const,
      )
      const props: Record<string, unknown> = Object.fromEntries(signals)
      if (name === "draw") props.paint = () => {}
      const holdsWords = name === "box" || name === "text" || name === "span"
      const one = element(name, props, ...(holdsWords ? ["words"] : []))
      const dispose = t.mount(stage, () => (name === "span" ? element("text", {}, one) : one))
      for (const [attribute, , set] of signals) {
        for (const value of [...(samples[attribute] ?? []), undefined]) {
          set(() => value)
          try {
            flush()
          } catch (cause) {
            throw new Error(`${attribute} = ${JSON.stringify(value)}`, { cause })
          }
        }
      }
      dispose()
      t.expect(stage, [])
      equal(t.adapter.liveNodes?.() ?? 0, live, "live nodes")
    },
  ]),
)

VOCABULARY["a ref gets focus, blur, bounds and scrollTo"] = async (t) => {
  const stage = await t.stage()
  const ref: { current: Handle | undefined } = { current: undefined }
  const dispose = t.mount(stage, () => element("box", { ref, focusable: true }, "words"))
  const handle = ref.current
  holds(handle, "no handle was given")
  const { x, y, width, height } = handle.bounds()
  equal([x, y, width, height].every(Number.isFinite), true, "bounds are numbers")
  handle.focus()
  handle.blur()
  handle.scrollTo({ top: 1 })
  dispose()
  equal(ref.current, undefined, "the ref after the end")
}
