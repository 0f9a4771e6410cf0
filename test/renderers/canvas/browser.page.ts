// The page of browser.browser.test.ts.

import { rwSignal } from "../../../core/reactive/index.ts"
import { box, input, text } from "../../../core/view/index.ts"
import { type CanvasApp, render } from "../../../renderers/canvas/browser.ts"

const log: string[] = []
const color = rwSignal("#ff0000")
let app: CanvasApp
let canvas: HTMLCanvasElement

export async function mount(css = "width:300px;height:200px;display:block"): Promise<void> {
  canvas = document.createElement("canvas")
  canvas.style.cssText = css
  document.body.append(canvas)
  app = await render(
    () =>
      box(
        { flexGrow: 1 },
        box({
          width: 100,
          height: 40,
          background: color,
          focusable: true,
          label: "Red",
          onPress: (event) => log.push(`press ${event.x},${event.y}`),
          onWheel: (event) => log.push(`wheel ${event.deltaY}`),
        }),
        input({ width: 200, onInput: (event) => log.push(`input ${event.value}`) }),
        text({ role: "status" }, () => `colour ${color.get()}`),
      ),
    { canvas },
  )
}

export const logged = () => log.splice(0)

export function pixel(x: number, y: number): string {
  const ratio = canvas.width / canvas.clientWidth
  const data = canvas.getContext("2d")!.getImageData(x * ratio, y * ratio, 1, 1).data
  return [...data].join()
}

export async function paint(value: string): Promise<void> {
  color.set(value)
  await app.flush()
}

export const sizes = () => ({
  canvas: [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight],
  app: app.size(),
})

export function resize(width: number): void {
  canvas.style.width = `${width}px`
}

/** Whether anything dark was drawn in the rectangle. */
export function ink(x: number, y: number, width: number, height: number): number {
  const ratio = canvas.width / canvas.clientWidth
  const { data } = canvas
    .getContext("2d")!
    .getImageData(x * ratio, y * ratio, width * ratio, height * ratio)
  let count = 0
  for (let i = 0; i < data.length; i += 4) if (data[i]! < 128) count++
  return count
}

export function compose(words: string): void {
  const field = document.querySelector("textarea")!
  field.dispatchEvent(new CompositionEvent("compositionstart"))
  field.value = words
  field.dispatchEvent(new CompositionEvent("compositionend", { data: words }))
}

export const fieldAt = () => {
  const { left, top } = document.querySelector("textarea")!.getBoundingClientRect()
  const box = canvas.getBoundingClientRect()
  return { x: left - box.left, y: top - box.top }
}

export async function close(): Promise<string> {
  app.dispose()
  await app.done
  return document.body.innerHTML
}
