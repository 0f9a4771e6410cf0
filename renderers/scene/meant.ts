// What was meant by the name of an attribute or event that there is not?
//
//     backgroundColor  another system's word  →  background
//     colour           a slip of the pen      →  color, the nearest within two letters

/** Words of CSS, React and React Native, and ours for the same. */
const OURS: Readonly<Record<string, string>> = {
  backgroundColor: "background",
  bg: "background",
  fg: "color",
  foreground: "color",
  boxShadow: "shadow",
  textAlign: "align",
  textColor: "color",
  textWrap: "wrap",
  whiteSpace: "wrap",
  textOverflow: "truncate",
  textDecoration: "underline",
  lineThrough: "strike",
  strikethrough: "strike",
  inverted: "inverse",
  borderStyle: "border",
  objectFit: "fit",
  paddingHorizontal: "paddingX",
  paddingVertical: "paddingY",
  marginHorizontal: "marginX",
  marginVertical: "marginY",
  numberOfLines: "lineClamp",
  ariaLabel: "label",
  "aria-label": "label",
  tabIndex: "focusable",
  visible: "hidden",
  draw: "paint",
  onClick: "onPress",
  onMouseDown: "onPointerDown",
  onMouseUp: "onPointerUp",
  onMouseMove: "onPointerMove",
  onMouseEnter: "onPointerEnter",
  onMouseLeave: "onPointerLeave",
  onKeyDown: "onKey",
  onKeyPress: "onKey",
  onKeyUp: "onKey",
  onScrollChange: "onScroll",
}

/** The name among `names` that was meant, or undefined. */
export function meant(name: string, names: Iterable<string>): string | undefined {
  const ours = OURS[name]
  let best: string | undefined
  let least = 3
  for (const known of names) {
    if (known === ours) return known
    const steps = distance(name.toLowerCase(), known.toLowerCase(), least)
    if (steps < least && steps < name.length / 2) {
      best = known
      least = steps
    }
  }
  return best
}

/** Letters to change, add or leave out (Levenshtein), as far as it is below `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(same, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
