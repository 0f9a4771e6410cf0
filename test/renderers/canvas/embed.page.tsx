// The page of embed.browser.test.ts: a canvas among elements.

import { createContext, provide, rwSignal, Show, use } from "filigree"
import { EmbedCanvas } from "filigree/canvas/browser"
import { render } from "filigree/dom"

const color = rwSignal("#ff0000")
const shown = rwSignal(true)
const words = rwSignal("")
const height = rwSignal(80)
const Name = createContext("nobody")
let name = ""

function Inside() {
  name = use(Name)
  return (
    <box flexGrow={1} background={color}>
      <input bind={words} width={120} label="inside" />
    </box>
  )
}

export function mount(): void {
  const root = document.createElement("main")
  document.body.append(root)
  render(
    () => {
      provide(Name, "somebody")
      return (
        <box padding={10}>
          <text>{color}</text>
          <Show when={shown}>
            <EmbedCanvas width={200} height={height}>
              {() => <Inside />}
            </EmbedCanvas>
          </Show>
          <text>{words}</text>
        </box>
      )
    },
    { root },
  )
}

export const paint = (value: string) => color.set(value)
export const grow = (value: number) => height.set(value)
export const show = (value: boolean) => shown.set(value)
export const nameInside = () => name
export const html = () => document.querySelector("main")!.innerHTML
export const pixel = () => {
  const canvas = document.querySelector("canvas")
  if (!canvas || canvas.width === 0) return "none"
  const y = canvas.height - 10
  return [...canvas.getContext("2d")!.getImageData(150, y, 1, 1).data].join()
}
