// Groups in an SVG: what is see-through or blended as one.
//
//     page    <rect …/> <rect fill="#010203" x="…" width="0.0078125" height="1"/> …
//                        └ stands for group 1, and is replaced by
//     group   <g opacity="0.5" style="mix-blend-mode:multiply"> … </g>
//
// @napi-rs/canvas writes SVG, but nothing for a layer. So each group is a document of its own, and a
// rectangle that nobody else draws keeps its place on the page, inside the clips that hold there.

import type { Blend } from "../../core/view/vocabulary.ts"
import type { Context } from "./platform.ts"
import type { SvgFile } from "./vector.ts"

interface Document {
  readonly context: Context
  content(): string
}

const INK = "#010203"
const SLIVER = 1 / 128 // CSS pixels: no rectangle of a scene is so narrow
const MARK =
  /<rect\b(?=[^>]*\bfill="#010203")(?=[^>]*\bwidth="0\.0078125")(?=[^>]*\bheight="(\d+)")[^>]*\/>/gi

/** A document made by `create`, with groups. */
export function withGroups(create: () => Document): SvgFile {
  const page = create()
  const groups: { document: Document; opacity: number; blend: Blend }[] = []

  const content = (document: Document): string =>
    document.content().replace(MARK, (mark, number) => {
      const group = groups[Number(number) - 1]
      if (!group) return mark
      const { opacity, blend } = group
      const style = blend === "normal" ? "" : ` style="mix-blend-mode:${blend}"`
      return `<g opacity="${opacity}"${style}>${body(content(group.document), number)}</g>`
    })

  return {
    context: page.context,
    group(area) {
      const document = create()
      return {
        context: document.context,
        left: 0,
        top: 0,
        draw(onto, opacity, blend) {
          groups.push({ document, opacity, blend })
          onto.save()
          onto.fillStyle = INK
          onto.fillRect(area.left, area.top, SLIVER, groups.length)
          onto.restore()
        },
      }
    },
    content: () => content(page),
  }
}

/** What stands between <svg …> and </svg>, its names made different from those of the page. */
function body(svg: string, number: string): string {
  return svg
    .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
    .replace(/\bid="/g, `id="g${number}-`)
    .replace(/url\(#/g, `url(#g${number}-`)
    .replace(/href="#/g, `href="#g${number}-`)
}
