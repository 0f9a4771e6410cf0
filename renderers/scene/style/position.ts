// Where in a box: the words of CSS `background-position`, `object-position` and `transform-origin`.

const WORDS: Readonly<Record<string, readonly [x: string, y: string]>> = {
  center: ["50%", "50%"],
  top: ["50%", "0%"],
  right: ["100%", "50%"],
  bottom: ["50%", "100%"],
  left: ["0%", "50%"],
}

const PART = /^(-?(?:\d+\.?\d*|\.\d+))(%|px)?$/

/**
 * A place in a box, as CSS `background-position` and `transform-origin` write it: "center",
 * "top left", "25% 10px", "right 20%". null for what cannot be read.
 */
export function parsePosition(text: string): readonly [x: string, y: string] | null {
  const parts = text.trim().toLowerCase().split(/\s+/)
  if (parts.length > 2 || parts[0] === "") return null
  const [first, second] = parts as [string, string | undefined]
  const down = (word: string | undefined) => word === "top" || word === "bottom"
  const across = (word: string | undefined) => word === "left" || word === "right"
  const value = (word: string, axis: 0 | 1) =>
    WORDS[word]?.[axis] ?? (PART.test(word) ? word : undefined)
  if (second === undefined) {
    const x = down(first) ? "50%" : value(first, 0)
    const y = down(first) ? value(first, 1) : "50%"
    return x !== undefined && y !== undefined ? [x, y] : null
  }
  const swapped = down(first) || across(second)
  const [h, v] = swapped ? [second, first] : [first, second]
  if (down(h) || across(v)) return null
  const x = value(h, 0)
  const y = value(v, 1)
  return x !== undefined && y !== undefined ? [x, y] : null
}

/** Part of a position in the surface's unit; percentages count of `whole`. */
export function along(part: string, whole: number): number {
  const found = PART.exec(part)
  if (!found) return 0
  return found[2] === "%" ? (Number(found[1]) / 100) * whole : Number(found[1])
}
