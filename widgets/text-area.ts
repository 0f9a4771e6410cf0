// TextArea: several lines to write in, with a name above them.
//
//     notes
//     ▏Ada called.      ▕
//     ▏She comes at 3.  ▕
//
// The caret, selection, undo and scrolling are the surface's own. Enter starts a line; Tab goes on to what
// comes next, as everywhere.

import { read } from "../core/reactive/index.ts"
import { type Attr, box, textarea } from "../core/view/index.ts"
import { type FieldProps, field, GROUND } from "./shared/field.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the box around name and field. */
export interface TextAreaProps extends FieldProps {
  /** Lines shown. Default 4; with `flex` or `height` the room that there is. */
  readonly rows?: Attr<number>
}

/**
 * Labelled lines of editable text.
 *
 * @example
 * <TextArea label="notes" bind={notes} rows={5} />
 */
export const TextArea = widget("TextArea", ({ rows, ...props }: TextAreaProps) => {
  const { name, attributes, layout } = field(props)
  const fills = layout.height !== undefined || layout.flex !== undefined

  return box(
    { flexShrink: 1, minHeight: 0, overflow: "hidden", ...layout },
    name,
    box(
      { ...GROUND, ...(fills ? { flex: 1, minHeight: 0 } : undefined) },
      textarea({
        ...(fills ? { flex: 1 } : { rows: () => read(rows) ?? 4 }),
        ...attributes,
      }),
    ),
  )
})
