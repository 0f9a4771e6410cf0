// TextInput: one line to write in, with a name before it.
//
//     filter ▏firef▕            escape clears it, enter submits
//     filter ▏name or pid▕      placeholder while it is empty
//
// The caret, selection and undo are the surface's own.

import { untrack } from "../core/reactive/index.ts"
import { type Attr, box, input, Show, text } from "../core/view/index.ts"
import { type FieldProps, field, GROUND } from "./shared/field.ts"
import { widget } from "./shared/widget.ts"

/** Layout attributes go to the box around name and field. */
export interface TextInputProps extends FieldProps {
  /** "password" shows dots. Default "text". */
  readonly type?: Attr<"text" | "password">
  /** Enter. */
  readonly onSubmit?: ((event: { readonly value: string }) => void) | undefined
  /** Escape in an empty field. Without it the key goes on to whoever wants it. */
  readonly onCancel?: (() => void) | undefined
}

/**
 * A labelled line of editable text that escape clears.
 *
 * @example
 * <TextInput label="find" placeholder="a word" onSubmit={(event) => search(event.value)} />
 */
export const TextInput = widget(
  "TextInput",
  ({ type, onSubmit, onCancel, ...props }: TextInputProps) => {
    const { name, now, hasFocus, change, attributes, layout } = field(props)

    return box(
      { flexDirection: "row", alignItems: "center", gap: "1ch", ...layout },
      name,
      box(
        { flex: 1, flexDirection: "row", ...GROUND },
        input({
          flex: 1,
          height: "1lh",
          type,
          ...attributes,
          onSubmit: (event) => onSubmit?.({ value: event.value }),
          onKey: (event) => {
            if (event.key !== "escape") return
            if (untrack(now) !== "") change("")
            else if (onCancel) onCancel()
            else return
            event.preventDefault()
            event.stopPropagation()
          },
        }),
        Show({
          when: () => now() !== "" && hasFocus(),
          children: text({ color: "muted", wrap: "none", selectable: false }, " esc clears"),
        }),
      ),
    )
  },
)
