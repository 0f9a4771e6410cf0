// Builders of the universal vocabulary: `box({ gap: 1 }, "a", b)` is `<box gap={1}>a{b}</box>`.

import { Description } from "./element.ts"
import { isReactive, type Reactive } from "./reactivity.ts"
import { type Child, type Universal, View } from "./view.ts"
import type {
  BoxProps,
  DrawProps,
  ImageProps,
  InputProps,
  SpanProps,
  TextareaProps,
  TextProps,
} from "./vocabulary.ts"

function builder(type: string) {
  return (props: object | null | undefined, ...children: readonly unknown[]): View<any> => {
    props ??= NOTHING
    if (isChild(props)) {
      const all = children.length > 0 ? [props, ...children] : props
      return new Description(type, NOTHING, all, undefined)
    }
    const inside = children.length > 1 ? children : children.length === 1 ? children[0] : undefined
    return new Description(
      type,
      props as Readonly<Record<string, unknown>>,
      inside === undefined ? (props as { children?: unknown }).children : inside,
      undefined,
    )
  }
}

/** A child that stands where attributes may: `text("hi")`, `box(text("hi"))`. */
function isChild(props: object): boolean {
  return (
    typeof props !== "object" ||
    props instanceof View ||
    Array.isArray(props) ||
    isReactive(props as Reactive<unknown>)
  )
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({})

type Container<P> = <H extends Universal = Universal>(
  props: P & { children?: Child<H> },
  ...children: readonly Child<H>[]
) => View<H>
type Leaf<P> = (props: P) => View<Universal>
type Words<P> = Container<P> & ((words: Reactive<string | number>) => View<Universal>)

/** A flex or grid container. */
export const box: Container<BoxProps> = builder("box")
/** A text block: `text("hi")`, `text(load)`, `text({ bold: true }, "load ", load)`. */
export const text = builder("text") as Words<TextProps>
/** A run inside a text block. */
export const span = builder("span") as Words<SpanProps>
/** One line of editable text. */
export const input: Leaf<InputProps> = builder("input")
/** Several lines of editable text. */
export const textarea: Leaf<TextareaProps> = builder("textarea")
/** A picture. */
export const image: Leaf<ImageProps> = builder("image")
/** A painted area. */
export const draw: Leaf<DrawProps> = builder("draw")
