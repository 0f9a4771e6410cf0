// Popups: over everything, beside what they belong to, wherever that goes.

import { expect, test } from "vitest"
import { stage, type Tree } from "./stage.ts"

const lines = (...words: string[]): Tree[] => words.map((word) => ["text", { wrap: "none" }, word])
const popup = (words: string[], attrs: Record<string, unknown> = {}): Tree => [
  "box",
  { popup: "below", ...attrs },
  ...lines(...words),
]
const dots = (rows: number, width: number): Tree[] =>
  Array.from({ length: rows }, (): Tree => ["text", { wrap: "none" }, ".".repeat(width)])

test("a popup lies over what comes after its parent, and no box cuts it off", async () => {
  const s = await stage(8, 6)
  s.add([
    "box",
    { width: 8, height: 2, overflow: "hidden" },
    ["box", { width: 4, alignSelf: "start" }, "sort", popup(["name", "size"])],
    "xx",
  ])
  s.add(["box", {}, ...dots(4, 8)])

  expect(s.screen()).toBe(
    ["sort", "name", "size....", "........", "........", "........"].join("\n"),
  )
})

test("it opens above where there is no room below, and beside by choice", async () => {
  const s = await stage(10, 5)
  const row = s.add(["box", { position: "absolute", left: 8, top: 3 }, "ab", popup(["one", "two"])])
  expect(s.screen()).toBe(["", "       one", "       two", "        ab"].join("\n"))

  const box = row.last!
  s.set(box, "popup", "left")
  expect(s.screen().split("\n").slice(3)).toEqual(["     oneab", "     two"])
  s.set(box, "popup", "right") // no room: on the other side
  expect(s.screen().split("\n").slice(3)).toEqual(["     oneab", "     two"])
  s.set(row, "left", 0)
  expect(s.screen().split("\n").slice(3)).toEqual(["abone", "  two"])
  s.set(box, "popup", undefined) // a box like any other
  expect(s.screen().split("\n").slice(3)).toEqual(["ab", "one"])
})

test("with room on neither side it is smaller, and what scrolls in it scrolls", async () => {
  const s = await stage(6, 7)
  s.add([
    "box",
    { position: "absolute", left: 0, top: 2 },
    "at",
    [
      "box",
      { popup: "below" },
      [
        "box",
        { overflow: "scroll", scrollbar: "none", flexShrink: 1, minHeight: 0 },
        ...lines(..."abcdefgh"),
      ],
    ],
  ])

  expect(
    s
      .screen()
      .split("\n")
      .map((row) => row.charAt(0)),
  ).toEqual(["", "", "a", ..."abcd"])
})

test("it follows its parent when that is moved, scrolled, hidden or removed", async () => {
  const s = await stage(8, 8, { scroll: true })
  const list = s.add([
    "box",
    { width: 8, height: 5, overflow: "scroll", scrollbar: "none" },
    ...dots(3, 8),
    ["box", {}, "field", popup(["list"])],
    ...dots(6, 8),
  ])
  s.add(["box", {}, "behind"])
  const field = list.first!.next!.next!.next!
  const at = () => {
    const rows = s.screen().split("\n")
    return [
      rows.findIndex((r) => r.startsWith("field")),
      rows.findIndex((r) => r.startsWith("list")),
    ]
  }
  expect(at()).toEqual([3, 4])

  s.set(list, "scrollTop", 2)
  expect(at()).toEqual([1, 2])
  s.scene.wheel({ x: 1, y: 0, deltaY: -1 })
  expect(at()).toEqual([2, 3])
  s.set(list, "scrollTop", 0)
  s.set(field, "marginTop", 1)
  expect(at()).toEqual([4, 5])
  expect(s.screen().split("\n")[5]).toBe("listnd") // over what is behind the box that clips

  s.set(list, "hidden", true)
  expect(s.screen().split("\n")[0]).toBe("behind")
  expect(s.screen()).not.toContain("list")
  s.set(list, "hidden", false)
  expect(at()).toEqual([4, 5])
  s.drop(field)
  expect(s.screen()).not.toContain("list")
  expect(s.screen().split("\n")[5]).toBe("behind")
})

test("it is hit first, and its events go up to what it belongs to", async () => {
  const s = await stage(8, 5)
  const seen: string[] = []
  s.add([
    "box",
    { height: 1, overflow: "hidden", onPress: () => seen.push("owner") },
    "x",
    popup(["item"], { onPress: () => seen.push("popup"), label: "p" }),
  ])
  s.add(["box", { flex: 1, onPress: () => seen.push("behind") }, "behind"])
  s.screen()

  s.scene.pointer({ type: "down", x: 1, y: 1 })
  s.scene.pointer({ type: "up", x: 1, y: 1 })
  s.scene.pointer({ type: "down", x: 1, y: 2 })
  s.scene.pointer({ type: "up", x: 1, y: 2 })

  expect(seen).toEqual(["popup", "owner", "behind"])
})

test("it is neither shown nor hit while nothing of its parent can be seen, and comes back", async () => {
  const s = await stage(8, 6, { scroll: true })
  const pressed: string[] = []
  const list = s.add([
    "box",
    { width: 8, height: 3, overflow: "scroll", scrollbar: "none" },
    ...dots(1, 8),
    [
      "box",
      { flexShrink: 0 },
      "field",
      [
        "box",
        { popup: "below", focusable: true, autoFocus: true, onPress: () => pressed.push("list") },
        "list",
        popup(["more"], { popup: "right" }), // one that belongs to it
      ],
    ],
    ...dots(6, 8),
    ["box", { popup: "cover", top: 5 }, "cover"],
  ])
  s.add(["box", { flex: 1, onPress: () => pressed.push("behind") }, ...dots(3, 8)])
  const press = () => {
    s.scene.pointer({ type: "down", x: 1, y: 1 })
    s.scene.pointer({ type: "up", x: 1, y: 1 })
  }
  expect(s.screen().split("\n").slice(1, 3)).toEqual(["field", "listmore"])

  s.set(list, "scrollTop", 1) // its last row
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["field", "listmore"])
  s.set(list, "scrollTop", 2)
  expect(s.screen()).toBe(["........", ...Array(4).fill("........"), "cover..."].join("\n"))
  expect(s.scene.focused?.attrs["popup"]).toBe("below") // still has the keys
  press()
  expect(pressed).toEqual([])

  s.set(list, "scrollTop", 1)
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["field", "listmore"])
  press()
  expect(pressed).toEqual(["list"])
  s.set(list, "height", 0) // the box that clips is closed
  expect(s.screen()).not.toContain("list")
})

test("an empty parent at the edge of what clips is seen; further out it is not", async () => {
  const s = await stage(8, 4)
  const clip = s.add([
    "box",
    { height: 2, overflow: "hidden" },
    ["box", {}, popup(["list"])],
    ["text", {}, "words"],
  ])
  expect(s.screen().split("\n")[0]).toBe("lists")
  const parent = clip.first!
  s.set(parent, "marginTop", -1)
  expect(s.screen()).not.toContain("list")
  s.set(parent, "marginTop", 2)
  expect(s.screen().split("\n")[2]).toBe("list")
})

test("what covers fills the surface from anywhere; of two the later one lies on top", async () => {
  const s = await stage(5, 3)
  s.add([
    "box",
    { width: 1, height: 1, overflow: "hidden" },
    ["box", { popup: "cover" }, ...dots(3, 5), ["box", {}, popup(["up"], { popup: "above" })]],
  ])

  expect(s.screen()).toBe([".....", ".....", "up..."].join("\n"))
  s.scene.resize(4, 3)
  s.set(s.scene.root.first!.first!, "background", "accent")
  expect(s.screen()).toBe(["....", "....", "up.."].join("\n"))
})

test("presses go through what covers where it is empty, and a zIndex keeps it on top", async () => {
  const s = await stage(6, 3)
  const pressed: string[] = []
  const press = (x: number, y: number) => {
    s.scene.pointer({ type: "down", x, y })
    s.scene.pointer({ type: "up", x, y })
    return pressed.splice(0).join(" ")
  }
  const word = (word: string, attrs = {}): Tree => [
    "box",
    { position: "absolute", ...attrs, onPress: () => pressed.push(word) },
    word,
  ]
  s.add(["box", { flex: 1, onPress: () => pressed.push("app") }, "app"])
  const cover = s.add(["box", { popup: "cover" }, word("toast", { right: 0, bottom: 0 })])
  s.screen()
  expect(press(5, 2)).toBe("toast")
  expect(press(0, 0)).toBe("app")

  const dialog = s.add([
    "box",
    { popup: "cover", onPress: () => pressed.push("cover") },
    word("dialog", { left: 0, bottom: 0 }),
  ])
  expect(s.screen().split("\n")[2]).toBe("dialog")
  s.set(cover, "zIndex", 1)
  expect(s.screen().split("\n")[2]).toBe("dtoast")
  expect(press(5, 2)).toBe("toast")
  expect(press(0, 2)).toBe("dialog cover")
  s.set(dialog, "background", "surface")
  s.screen()
  expect(press(5, 0)).toBe("cover")
  s.set(cover, "zIndex", undefined)
  expect(s.screen().split("\n")[2]).toBe("dialog")
})

test("words change in it and behind it as anywhere", async () => {
  const s = await stage(8, 4, { rewrite: true })
  const box = s.add(["box", { alignSelf: "start" }, "ab", popup(["one"])])
  const behind = s.add(["text", { wrap: "none" }, "behind!!"])
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["ab", "oneind!!"])

  s.say(behind.first!, "changed!")
  s.say(box.first!, "xy")
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["xy", "onenged!"])
  s.say(box.last!.first!.first!, "three")
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["xy", "threeed!"])
  s.say(box.last!.first!.first!, "4")
  expect(s.screen().split("\n").slice(0, 2)).toEqual(["xy", "4hanged!"])
})

test("the focus and its scopes go by what it belongs to", async () => {
  const s = await stage(8, 6)
  const trap = s.add([
    "box",
    { focusScope: "tab", trap: true, overflow: "hidden", height: 1 },
    ["box", { focusable: true, autoFocus: true, label: "in" }, "in"],
    ["box", {}, popup(["a"], { focusable: true, label: "list" })],
  ])
  s.add(["box", { focusable: true, label: "out" }, "out"])
  s.screen()
  const name = () => s.scene.focused?.attrs["label"]
  expect(name()).toBe("in")

  s.scene.focusNext(1)
  expect(name()).toBe("list")
  s.scene.focusNext(1)
  expect(name()).toBe("in") // the trap holds
  expect(trap.first).toBe(s.scene.focused)
})

test("random changes around popups leave the picture of a whole repaint", async () => {
  let seed = 281126
  const random = (n: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return (seed >>> 8) % n
  }
  for (let round = 0; round < 40; round++) {
    const s = await stage(24, 12, { scroll: true, rewrite: true })
    const list = s.add([
      "box",
      { width: 20, height: 7, overflow: "scroll", border: "single" },
      ...Array.from({ length: 14 }, (_, i): Tree => ["box", { height: 1 }, `row ${i} `.repeat(4)]),
    ])
    s.add(["box", { flex: 1, background: "surface" }, ...dots(5, 24)])
    const rows: (typeof list)[] = []
    for (let at = list.first; at; at = at.next) rows.push(at)
    const popups: (typeof list)[] = []
    for (let step = 0; step < 60; step++) {
      const row = rows[random(rows.length)]!
      switch (random(9)) {
        case 0: {
          const place = ["below", "above", "left", "right", "cover"][random(5)]!
          const attrs = place === "cover" ? { popup: place, inset: 3 } : { popup: place }
          popups.push(s.add(["box", { ...attrs, border: "round" }, ...lines("pop", "up")], row))
          break
        }
        case 1: {
          const [gone] = popups.splice(random(Math.max(1, popups.length)), 1)
          if (gone) s.drop(gone)
          break
        }
        case 2:
          s.set(list, "scrollTop", random(9))
          break
        case 3:
          s.scene.wheel({ x: 3, y: 3, deltaY: random(3) - 1 })
          break
        case 4:
          s.set(row, "hidden", random(2) === 0)
          break
        case 5:
          s.say(row.first!, `new ${step} words ${random(1000)}`)
          break
        case 6:
          s.set(row, "marginLeft", random(9))
          break
        case 7: {
          const one = popups[random(Math.max(1, popups.length))]
          if (one) s.say(one.first!.first!, "x".repeat(1 + random(12)))
          break
        }
        default:
          s.scene.resize(20 + random(6), 9 + random(5))
      }
      const shown = s.screen()
      s.scene.repaint()
      expect(s.screen(), `round ${round} step ${step}`).toBe(shown)
    }
    expect(s.errors).toEqual([])
  }
})
