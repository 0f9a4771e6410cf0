// mountTest inside a page, on the DOM.

import { signal } from "filigree"
import { page } from "filigree/dom"
import { mountTest } from "filigree/testing"
import { Todo } from "../testing/todo.tsx"

export async function todo() {
  const ui = await mountTest(() => <Todo />, page({ width: 300, height: 200 }))
  const seen: unknown[] = [ui.screen()]
  await ui.click("new item")
  await ui.type("two?")
  await ui.press("backspace", "enter")
  seen.push(ui.screen(), ui.focused?.attrs.label)
  await ui.press("tab", "enter")
  seen.push(ui.screen())
  await ui.click("drop two")
  await ui.press("?")
  seen.push(ui.screen())
  seen.push(ui.getAllByRole("listitem").length, ui.app.size())
  await ui.resize(200, 100)
  seen.push(ui.app.size())
  await ui.dispose()
  seen.push(document.body.innerHTML)
  return seen
}

export async function scrolled() {
  const [tops, setTops] = signal<readonly number[]>([])
  const ui = await mountTest(
    () => (
      <box
        height={40}
        overflow="scroll"
        onScroll={(event) => setTops((all) => [...all, event.top])}
      >
        <text>{"line\n".repeat(40)}</text>
      </box>
    ),
    page(),
  )
  await ui.wheel({ x: 10, y: 10 }, 1)
  await ui.flush()
  await ui.flush()
  await ui.dispose()
  return tops()
}
