import { expect, test } from "vitest"
import { openPage } from "../../support/page.ts"

test("mountTest works in a page, on the DOM", async () => {
  const { call, errors } = await openPage<typeof import("./testing.page.tsx")>(
    new URL("./testing.page.tsx", import.meta.url),
  )
  expect(await call.todo()).toEqual([
    "- one\ndrop\n1 items",
    "- one\ndrop\n- two\ndrop\n2 items",
    "new item",
    "- two\ndrop\n1 items", // tab went to "drop one"
    "0 items\ntype, then enter",
    0,
    { width: 300, height: 200 },
    { width: 200, height: 100 },
    "",
  ])
  expect(await call.scrolled()).toEqual([100])
  expect(errors).toEqual([])
})
