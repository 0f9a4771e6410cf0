// The page of motion.browser.test.ts: one motion on the DOM and on a canvas.

import { ease, tween } from "../../../core/motion/index.ts"
import { rwSignal } from "../../../core/reactive/index.ts"
import { box } from "../../../core/view/index.ts"
import { render as renderCanvas } from "../../../renderers/canvas/browser.ts"
import { render as renderDom } from "../../../renderers/dom/index.ts"

const open = rwSignal(false)
const seen = { dom: [] as number[], canvas: [] as number[] }

function view(log: number[]) {
  const left = tween(() => (open.get() ? 100 : 0), { duration: 200, easing: ease.linear })
  return box({
    id: "ball",
    position: "absolute",
    left: () => {
      log.push(left())
      return left()
    },
    width: 10,
    height: 10,
    background: "#ff0000",
  })
}

let canvas: HTMLCanvasElement

export async function mount(): Promise<void> {
  const root = document.createElement("div")
  root.style.cssText = "position:relative;width:300px;height:20px"
  canvas = document.createElement("canvas")
  canvas.style.cssText = "width:300px;height:20px;display:block"
  document.body.append(root, canvas)
  renderDom(() => view(seen.dom), { root })
  await renderCanvas(() => view(seen.canvas), { canvas })
}

/** How often animation frames are asked for while nothing moves. */
export async function idleFrames(ms: number): Promise<number> {
  const real = window.requestAnimationFrame
  let asked = 0
  window.requestAnimationFrame = (run) => {
    asked++
    return real(run)
  }
  await new Promise((done) => setTimeout(done, ms))
  window.requestAnimationFrame = real
  return asked
}

export function go(): void {
  open.set(true)
}

export const seenNow = () => seen

export const places = () => ({
  dom: document.querySelector<HTMLElement>("#ball")!.offsetLeft,
  canvas: canvas.getContext("2d")!.getImageData(105, 5, 1, 1).data[0],
})
