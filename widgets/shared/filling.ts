// How large is a widget that takes the room there is: a list, a table, a log, a chart, a tree?

import { read } from "../../core/reactive/index.ts"
import type { Attr, LayoutProps, Length, LengthOrAuto } from "../../core/view/index.ts"

/**
 * Layout attributes of a widget that fills its parent. A `height` or `width` that is given counts, whether the parent
 * is a row or a column and whatever it knows of its own size: as the limits on both sides, since the size along the
 * main axis begins at 0 (`flexBasis`).
 *
 * @example
 * box({ ...filling(layout), role: "listbox" }, rows)
 */
export function filling(layout: LayoutProps): LayoutProps {
  const height = limit(layout.height)
  const width = limit(layout.width)
  return {
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: 0,
    minHeight: height ?? 0,
    ...(height === undefined ? {} : { maxHeight: height }),
    ...(width === undefined ? {} : { minWidth: width, maxWidth: width }),
    ...layout,
  }
}

/** The same as a limit, which knows no "auto". */
function limit(size: Attr<LengthOrAuto>): Attr<Length> {
  if (size === undefined || typeof size === "number" || typeof size === "string")
    return size === "auto" ? undefined : size
  return () => {
    const now = read(size)
    return now === "auto" ? undefined : now
  }
}
