// Trees for the layout bench. No tree is a sum (linear.ts): what is measured is flexbox.

export interface Attrs {
  readonly width?: number
  readonly height?: number
  readonly minWidth?: number
  readonly maxHeight?: number
  readonly flexDirection?: "row" | "column"
  readonly alignItems?: "start" | "center" | "end" | "stretch"
  readonly alignSelf?: "start" | "center" | "end" | "stretch"
  readonly justifyContent?: "start" | "center" | "end" | "between" | "around" | "evenly"
  readonly padding?: number
  readonly margin?: number
  readonly gap?: number
  readonly border?: boolean
  readonly flex?: number
  readonly flexGrow?: number
  readonly flexShrink?: number
  readonly position?: "absolute"
  readonly left?: number
  readonly top?: number
  readonly right?: number
  readonly bottom?: number
}

export interface Tree {
  readonly attrs: Attrs
  readonly kids: readonly Tree[]
}

const leaf: Tree = { attrs: { width: 10, height: 3 }, kids: [] }

/** Cards in columns in a row: auto-sized boxes with rows of leaves, `count` nodes or a few more. */
function mixed(count: number): Tree {
  const columns: Tree[] = []
  let made = 1
  while (made < count) {
    const cards: Tree[] = []
    for (let i = 0; i < 20 && made < count; i++) {
      const rows = Array.from({ length: 4 }, () => ({
        attrs: { flexDirection: "row", justifyContent: "between", gap: 1 } as const,
        kids: [leaf, { attrs: { flexGrow: 1, height: 2, margin: 1 }, kids: [] }, leaf],
      }))
      cards.push({ attrs: { padding: 2, gap: 1 }, kids: rows })
      made += 17
    }
    columns.push({ attrs: { gap: 2, flexGrow: 1 }, kids: cards })
    made++
  }
  return { attrs: { flexDirection: "row", gap: 4, alignItems: "start" }, kids: columns }
}

/** One column of leaves, each in its middle. */
function list(count: number): Tree {
  const kids = Array.from({ length: count }, () => leaf)
  return { attrs: { alignItems: "center" }, kids }
}

/** A box in a box, rows and columns in turns, each as large as what is in it. */
function deep(depth: number): Tree {
  let tree = leaf
  for (let i = 0; i < depth; i++) {
    const attrs = { flexDirection: i % 2 ? "row" : "column", alignItems: "start" } as const
    tree = { attrs: { ...attrs, padding: 1, ...(i % 3 === 0 && { flexGrow: 1 }) }, kids: [tree] }
  }
  return tree
}

export const TREES = { mixed, list, deep, leaf }
