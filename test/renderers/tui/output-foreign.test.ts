// What other programs wrote: coloured logs as spans, printed text, captured output.

import { expect, test } from "vitest"
import { text } from "../../../core/view/index.ts"
import { captureConsole } from "../../../renderers/tui/console.ts"
import { fromAnsi, printable, renderToAnsi, renderToText } from "../../../renderers/tui/index.ts"

const shown = (coloured: string, colors: 24 | 1 = 24) =>
  renderToAnsi(() => text({}, fromAnsi(coloured)), { columns: 60, colors })

test("a coloured log keeps its colours", async () => {
  expect(
    await shown("\x1b[1;31merror\x1b[0m: \x1b[38;5;99mx\x1b[39m \x1b[48;2;1;2;3my\x1b[m."),
  ).toBe("\x1b[1;31merror\x1b[m: \x1b[38;5;99mx \x1b[39;48;2;1;2;3my\x1b[m.")
  expect(await shown("\x1b[38:2::10:20:30ma\x1b[22;24;95mb")).toBe(
    "\x1b[38;2;10;20;30ma\x1b[95mb\x1b[m",
  )
})

test("a link in a log is a link, if it leads to a document", async () => {
  expect(
    await shown("\x1b]8;;https://a.b\x07go\x1b]8;;\x07 \x1b]8;;javascript:x\x1b\\no\x1b]8;;\x07"),
  ).toBe("\x1b]8;id=1;https://a.b\x1b\\go\x1b]8;;\x1b\\ no")
})

test("a log can do nothing else", async () => {
  const evil =
    "a\x1b[2J\x1b[5;5H\x1b]0;t\x07\x1bPq\x1b\\\x1b]52;c;aGk=\x1b\\b\x1b[?1049hc\x1b(0d\x1b"

  expect(await renderToText(() => text({}, fromAnsi(evil)))).toBe("abcd")
})

test("broken colours are left out", async () => {
  expect(await shown("\x1b[38;5mA\x1b[38;2;1;2mB\x1b[48;5;999mC\x1b[38;9mD\x1b[;;mE", 1)).toBe(
    "ABCDE",
  )
})

test("printed text keeps colours and line breaks, and nothing that moves or commands", () => {
  expect(
    printable("\x1b[31mred\x1b[0m\ttab\nline\x1b[2J\x1b[3;4H\x1b]0;x\x07\r\x08\x9b5n\u202e\ud800."),
  ).toBe("\x1b[31mred\x1b[0m\ttab\nline5n\ufffd.")
  expect(printable("\x1b")).toBe("")
  expect(printable("\x1b]0;never ends")).toBe("")
})

test("what the process prints is caught, and the streams are as before afterwards", async () => {
  const seen: string[] = []
  const { write } = process.stderr
  const undo = captureConsole((words, stream) => seen.push(`${stream} ${words}`))
  let called = false
  process.stderr.write("a\n", () => {
    called = true
  })
  process.stdout.write(Uint8Array.from([0xe2, 0x82, 0xac]))
  undo()
  await Promise.resolve()

  expect(seen).toEqual(["stderr a\n", "stdout €"])
  expect(called).toBe(true)
  expect(process.stderr.write).toBe(write)
})
