// The counter on the toolkit, shown as an outline: `npx tsx demos/renderers/toolkit/main.ts`.

import { flush, openApp } from "filigree"
import { Counter } from "../../counter/counter.tsx"
import { toolkitRenderer } from "./renderer.ts"
import { Widget } from "./toolkit.ts"

const window = new Widget("window")
const app = openApp(toolkitRenderer, window, Counter, {
  surface: "toolkit",
  size: () => ({ width: 320, height: 120 }),
})

show("at first")
for (let times = 0; times < 4; times++) window.emit("key", key("up"))
flush()
show("after four times up")
app.exit()

function show(when: string): void {
  process.stdout.write(`${when}\n${outline(window, "  ")}\n`)
}

function outline(widget: Widget, indent: string): string {
  const title = widget.properties.get("title")
  const words = widget.label || (typeof title === "string" ? title : "")
  let text = `${indent}${widget.kind}${words ? ` "${words}"` : ""}\n`
  for (let child = widget.first; child; child = child.next) text += outline(child, `${indent}  `)
  return text
}

function key(name: string): object {
  return { key: name, text: "", ctrl: false, alt: false, shift: false, meta: false, repeat: false }
}
