/** @jsxImportSource filigree/canvas */
// Types of files of canvas views: checked by tsc alone.

import { box, For } from "filigree"
import { render, renderToPng } from "filigree/canvas"

const view = () => (
  <box flexDirection="row" gap={4} background="linear-gradient(90deg, accent, info)">
    <text fontSize={20}>
      words <span bold>in bold</span> {() => 1}
    </text>
    <For each={() => [1, 2]}>{(n) => <text>{n}</text>}</For>
    <image src="a.png" alt="a" fit="cover" />
    {box({ width: 10 })}
  </box>
)

// @ts-expect-error a tag of another host
const wrong = () => <div>no</div>

export const all = [view, wrong, () => renderToPng(view), () => render(view, { pixelRatio: 2 })]
