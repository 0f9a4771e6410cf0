// The page of browser-input.browser.test.ts.

import { rwSignal } from "../../../core/reactive/index.ts"
import { box, input, Show, text } from "../../../core/view/index.ts"
import { type CanvasApp, render } from "../../../renderers/canvas/browser.ts"

const words = rwSignal("")
const top = rwSignal(0)
const pressed = rwSignal(0)
const disabled = rwSignal(false)
const shown = rwSignal(true)
const pressedKeys: string[] = []
const menuEvents: boolean[] = []
let focusedName = ""
let canvas: HTMLCanvasElement
export let app: CanvasApp

const focus = (name: string) => ({
  onFocus: () => {
    focusedName = name
  },
  onBlur: () => {
    if (focusedName === name) focusedName = ""
  },
})

export async function mount(): Promise<void> {
  canvas = document.createElement("canvas")
  canvas.style.cssText = "width:300px;height:200px;display:block"
  document.querySelector("#stage")!.append(canvas)
  document.addEventListener("contextmenu", (event) => {
    menuEvents.push(!event.defaultPrevented)
  })
  app = await render(
    () =>
      box(
        {
          flexGrow: 1,
          onKey: (event) => pressedKeys.push(`${event.ctrl ? "ctrl+" : ""}${event.key}`),
        },
        input({ width: 200, height: 30, bind: words, label: "name", ...focus("name") }),
        Show({
          when: shown,
          children: box(
            {
              width: 80,
              height: 40,
              background: "#8888ff",
              focusable: true,
              disabled,
              label: "go",
              onPress: () => pressed.update((n) => n + 1),
              onPointerDown: (event) => {
                if (event.button === 2) event.preventDefault()
              },
              ...focus("go"),
            },
            text({}, "go"),
          ),
        }),
        box(
          {
            height: 90,
            overflow: "scroll",
            focusable: false,
            onScroll: (event) => {
              top.set(event.top)
            },
          },
          text({}, "line\n".repeat(40)),
        ),
      ),
    { canvas },
  )
}

export const value = () => words.get()
export const scrolled = () => Math.round(top.get())
export const presses = () => pressed.get()
export const keys = () => pressedKeys
export const menus = () => menuEvents
export const focused = () => focusedName
export const disable = (on: boolean) => disabled.set(on)
export const drop = () => shown.set(false)
export const field = () => {
  const found = document.querySelector<HTMLTextAreaElement>("textarea")!
  return { value: found.value, opacity: found.style.opacity }
}
