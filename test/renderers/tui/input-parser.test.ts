import { expect, test } from "vitest"
import type { TerminalEvent } from "../../../renderers/tui/input-events.ts"
import { type Clock, Parser, type ParserOptions } from "../../../renderers/tui/parser.ts"

const encoder = new TextEncoder()

/** A clock that only moves when told. */
function manualClock() {
  let now = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  let id = 0
  const clock: Clock = {
    set(run, delay) {
      timers.set(++id, { at: now + delay, run })
      return id
    },
    clear(timer) {
      timers.delete(timer as number)
    },
  }
  return {
    clock,
    pending: () => timers.size,
    advance(ms: number) {
      now += ms
      for (const [key, timer] of [...timers]) {
        if (timer.at > now) continue
        timers.delete(key)
        timer.run()
      }
    },
  }
}

function reader(options: Partial<ParserOptions> = {}) {
  const events: TerminalEvent[] = []
  const time = manualClock()
  const parser = new Parser({
    onEvent: (event) => events.push(event),
    clock: time.clock,
    ...options,
  })
  return { parser, events, time }
}

function bytesOf(input: string | Uint8Array): Uint8Array {
  return typeof input === "string" ? encoder.encode(input) : input
}

/** All events of `input`, with enough silence at the end to settle everything. */
function parse(input: string | Uint8Array, options?: Partial<ParserOptions>): TerminalEvent[] {
  const { parser, events, time } = reader(options)
  parser.feed(bytesOf(input))
  time.advance(5000)
  return events
}

/** Short form: "ctrl+alt+x", "up*" for a repeat, "up^" for a release, "a=…" when the text differs. */
function name(event: TerminalEvent): string {
  switch (event.type) {
    case "key": {
      const { ctrl, alt, shift, meta, key, text, action, base } = event
      const mods = `${ctrl ? "ctrl+" : ""}${alt ? "alt+" : ""}${shift ? "shift+" : ""}${meta ? "meta+" : ""}`
      const suffix = action === "repeat" ? "*" : action === "release" ? "^" : ""
      const typed = text === "" || text === key ? "" : `=${text}`
      const typesNothing = text === "" && [...key].length === 1 && action !== "release" ? "!" : ""
      return `${mods}${key}${base ? `(${base})` : ""}${suffix}${typed}${typesNothing}`
    }
    case "mouse": {
      const mods = `${event.ctrl ? "ctrl+" : ""}${event.alt ? "alt+" : ""}${event.shift ? "shift+" : ""}`
      const what =
        event.action === "wheel"
          ? `wheel(${event.deltaX},${event.deltaY})`
          : `${event.action}${event.button < 0 ? "" : event.button}`
      return `${mods}${what}@${event.x},${event.y}${event.buttons ? `/${event.buttons}` : ""}`
    }
    case "paste":
      return `paste:${JSON.stringify(event.text)}${event.truncated ? "…" : ""}`
    case "focus":
      return event.focused ? "focus" : "blur"
    case "reply": {
      const { type: _, name, ...rest } = event
      return `${name}:${JSON.stringify(rest)}`
    }
  }
}

const names = (input: string | Uint8Array, options?: Partial<ParserOptions>): string =>
  parse(input, options).map(name).join(" ")

// One line: what a terminal sends, what it means.
const CASES: readonly (readonly [string, string])[] = [
  // plain
  ["a", "a"],
  ["A", "shift+A"],
  [" ", "space= "],
  ["?", "?"],
  ["é", "é"],
  ["漢", "漢"],
  ["😀", "😀"],
  ["ab", "a b"],
  // C0
  ["\r", "enter"],
  ["\t", "tab"],
  ["\x7f", "backspace"],
  ["\b", "backspace"],
  ["\n", "ctrl+j!"],
  ["\x00", "ctrl+space"],
  ["\x01", "ctrl+a!"],
  ["\x03", "ctrl+c!"],
  ["\x1a", "ctrl+z!"],
  ["\x1c", "ctrl+\\!"],
  ["\x1d", "ctrl+]!"],
  ["\x1e", "ctrl+^!"],
  ["\x1f", "ctrl+/!"],
  // Alt
  ["\x1ba", "alt+a!"],
  ["\x1bA", "alt+shift+A!"],
  ["\x1bé", "alt+é!"],
  ["\x1b😀", "alt+😀!"],
  ["\x1b\x7f", "alt+backspace"],
  ["\x1b\r", "alt+enter"],
  ["\x1b\x01", "ctrl+alt+a!"],
  ["\x1b ", "alt+space"],
  ["\x1b[", "alt+[!"],
  ["\x1bO", "alt+shift+O!"],
  ["\x1b]", "alt+]!"],
  ["\x1bP", "alt+shift+P!"],
  ["\x1b_", "alt+_!"],
  ["\x1b^", "alt+^!"],
  ["\x1bX", "alt+shift+X!"],
  ["\x1b[\r", "alt+[! enter"],
  ["\x1bO\r", "alt+shift+O! enter"],
  ["\x1b]\r", "alt+]! enter"],
  // Escape
  ["\x1b", "escape"],
  ["\x1b\x1b", "escape escape"],
  ["\x1b\x1b\x1b", "escape escape escape"],
  ["\x1b\x1ba", "escape alt+a!"],
  ["\x1b\x1b[A", "alt+up"],
  ["\x1b\x1bOA", "alt+up"],
  ["\x1b\x1b[", "escape alt+[!"],
  // CSI letters, SS3
  ["\x1b[A", "up"],
  ["\x1b[B", "down"],
  ["\x1b[C", "right"],
  ["\x1b[D", "left"],
  ["\x1b[E", "clear"],
  ["\x1b[F", "end"],
  ["\x1b[H", "home"],
  ["\x1bOA", "up"],
  ["\x1bOH", "home"],
  ["\x1bOP", "f1"],
  ["\x1bOS", "f4"],
  ["\x1b[P", "f1"],
  ["\x1b[Z", "shift+tab"],
  ["\x1b[1;2A", "shift+up"],
  ["\x1b[1;3A", "alt+up"],
  ["\x1b[1;5C", "ctrl+right"],
  ["\x1b[1;6D", "ctrl+shift+left"],
  ["\x1b[1;2P", "shift+f1"],
  ["\x1b[1;5R", "ctrl+f3"],
  ["\x1bO5P", "ctrl+f1"],
  ["\x1bO1;5P", "ctrl+f1"],
  ["\x1b[5A", "ctrl+up"],
  // keypad
  ["\x1bOM", "enter"],
  ["\x1bOj", "*"],
  ["\x1bOp", "0"],
  ["\x1bOy", "9"],
  // tilde
  ["\x1b[1~", "home"],
  ["\x1b[2~", "insert"],
  ["\x1b[3~", "delete"],
  ["\x1b[3;5~", "ctrl+delete"],
  ["\x1b[5~", "pageup"],
  ["\x1b[6;2~", "shift+pagedown"],
  ["\x1b[15~", "f5"],
  ["\x1b[24;6~", "ctrl+shift+f12"],
  ["\x1b[34~", "f20"],
  // rxvt, Linux console, PuTTY
  ["\x1b[a", "shift+up"],
  ["\x1bOa", "ctrl+up"],
  ["\x1b[5$", "shift+pageup"],
  ["\x1b[5^", "ctrl+pageup"],
  ["\x1b[5@", "ctrl+shift+pageup"],
  ["\x1b[7$", "shift+home"],
  ["\x1b[[A", "f1"],
  ["\x1b[[E", "f5"],
  ["\x1b[[5~", "pageup"],
  // kitty
  ["\x1b[27u", "escape"],
  ["\x1b[97u", "a"],
  ["\x1b[97;2u", "shift+A"],
  ["\x1b[97:65;2u", "shift+A"],
  ["\x1b[97;5u", "ctrl+a!"],
  ["\x1b[97:65;6u", "ctrl+shift+A!"],
  ["\x1b[1089::99;5u", "ctrl+с(c)!"],
  ["\x1b[97;1:1u", "a"],
  ["\x1b[97;1:2u", "a*"],
  ["\x1b[97;1:3u", "a^"],
  ["\x1b[1;1:2A", "up*"],
  ["\x1b[1;1:3A", "up^"],
  ["\x1b[3;1:3~", "delete^"],
  ["\x1b[49:33;2;33u", "shift+!"],
  ["\x1b[97;;97u", "a"],
  ["\x1b[101;1;233u", "é"],
  ["\x1b[0;;233u", "é"],
  ["\x1b[13;2u", "shift+enter"],
  ["\x1b[9;5u", "ctrl+tab"],
  ["\x1b[105;5u", "ctrl+i!"],
  ["\x1b[127;5u", "ctrl+backspace"],
  ["\x1b[32;5u", "ctrl+space"],
  ["\x1b[97;9u", "meta+a!"],
  ["\x1b[97;33u", "meta+a!"],
  ["\x1b[97;17u", "a!"], // hyper: no modifier of ours, and no text
  ["\x1b[97;69u", "ctrl+a!"], // with caps lock
  ["\x1b[97;129u", "a"], // with num lock
  ["\x1b[57376u", "f13"],
  ["\x1b[57398u", "f35"],
  ["\x1b[57399u", "0"],
  ["\x1b[57399;1;48u", "0"],
  ["\x1b[57414u", "enter"],
  ["\x1b[57417;5u", "ctrl+left"],
  ["\x1b[57441;2u", "shift+leftshift"],
  ["\x1b[57430u", "mediaplaypause"],
  // modifyOtherKeys
  ["\x1b[27;5;99~", "ctrl+c!"],
  ["\x1b[27;2;13~", "shift+enter"],
  ["\x1b[27;5;9~", "ctrl+tab"],
  ["\x1b[27;6;65~", "ctrl+shift+A!"],
  ["\x1b[27;2;65~", "shift+A"],
  ["\x1b[27;5;32~", "ctrl+space"],
  // mouse, SGR
  ["\x1b[<0;1;1M", "down0@0,0/1"],
  ["\x1b[<0;1;1M\x1b[<0;1;1m", "down0@0,0/1 up0@0,0"],
  ["\x1b[<1;10;5M", "down1@9,4/4"],
  ["\x1b[<2;10;5M", "down2@9,4/2"],
  ["\x1b[<0;2;2M\x1b[<32;3;2M\x1b[<0;3;2m", "down0@1,1/1 move@2,1/1 up0@2,1"],
  ["\x1b[<35;7;8M", "move@6,7"],
  ["\x1b[<64;3;4M", "wheel(0,-1)@2,3"],
  ["\x1b[<65;3;4M", "wheel(0,1)@2,3"],
  ["\x1b[<66;3;4M", "wheel(-1,0)@2,3"],
  ["\x1b[<67;3;4M", "wheel(1,0)@2,3"],
  [
    "\x1b[<65;1;1M\x1b[<65;1;1M\x1b[<65;1;1M",
    "wheel(0,1)@0,0 wheel(0,1)@0,0 wheel(0,1)@0,0", // blessed sees one
  ],
  ["\x1b[<4;1;1M", "shift+down0@0,0/1"],
  ["\x1b[<24;1;1M", "ctrl+alt+down0@0,0/1"],
  ["\x1b[<128;1;1M", "down3@0,0/8"],
  ["\x1b[<0;500;300M", "down0@499,299/1"],
  ["\x1b[<0;1;1M\x1b[<35;2;1M", "down0@0,0/1 up0@1,0 move@1,0"], // the release was lost
  ["a\x1b[<0;1;1Mb", "a down0@0,0/1 b"],
  // mouse, X10 and rxvt
  ["\x1b[M !!", "down0@0,0/1"],
  ["\x1b[M !!\x1b[M#!!", "down0@0,0/1 up0@0,0"],
  ["\x1b[M`!!", "wheel(0,-1)@0,0"],
  ["\x1b[M#!!", "up@0,0"],
  ["\x1b[32;4;5M", "down0@3,4/1"],
  // paste
  ["\x1b[200~hi\x1b[201~", 'paste:"hi"'],
  ["\x1b[200~\x1b[201~", 'paste:""'],
  ["\x1b[200~a\rb\r\nc\nd\x1b[201~x", 'paste:"a\\nb\\nc\\nd" x'],
  ["\x1b[200~\x1b[A\x1b[201\x1b[201~", 'paste:"\\u001b[A\\u001b[201"'],
  ["\x1b[200~é😀\x1b[201~", 'paste:"é😀"'],
  ["\x1b[201~", ""],
  // focus
  ["\x1b[I", "focus"],
  ["\x1b[O", "blur"],
  // replies
  ["\x1b[?62;22c", 'da1:{"attributes":[62,22]}'],
  ["\x1b[>41;354;0c", 'da2:{"attributes":[41,354,0]}'],
  ["\x1b[?2026;2$y", 'mode:{"mode":2026,"state":2}'],
  ["\x1b[?1u", 'kitty:{"flags":1}'],
  ["\x1b[?0u", 'kitty:{"flags":0}'],
  ["\x1b[12;40R", 'cursor:{"row":11,"column":39}'],
  ["\x1b[?997;1n", 'theme:{"dark":true}'],
  ["\x1b[?997;2n", 'theme:{"dark":false}'],
  ["\x1b[48;24;80;480;800t", 'resize:{"rows":24,"columns":80,"height":480,"width":800}'],
  ["\x1b[4;480;800t", 'pixels:{"of":"text","height":480,"width":800}'],
  ["\x1b[6;20;10t", 'pixels:{"of":"cell","height":20,"width":10}'],
  ["\x1b[>4;2m", 'modifyOtherKeys:{"level":2}'],
  ["\x1b]11;rgb:1e1e/1e1e/2e2e\x07", 'color:{"of":"background","rgb":[30,30,46]}'],
  ["\x1b]11;rgb:ff/00/80\x1b\\", 'color:{"of":"background","rgb":[255,0,128]}'],
  ["\x1b]10;rgba:ffff/0000/0000/ffff\x1b\\", 'color:{"of":"foreground","rgb":[255,0,0]}'],
  ["\x1b]4;7;#fff\x07", 'color:{"of":7,"rgb":[255,255,255]}'],
  ["\x1bP>|ghostty 1.2.0\x1b\\", 'version:{"text":"ghostty 1.2.0"}'],
  ["\x1bP1+r524742=38\x1b\\", 'terminfo:{"valid":true,"text":"RGB=8"}'],
  ["\x1b]52;c;aGk=\x07", 'clipboard:{"text":"hi"}'],
  ["\x1b_Gi=1;OK\x1b\\", 'graphics:{"text":"i=1;OK"}'],
  // 8-bit introducers, as UTF-8 and bare
  ["\u009bA", "up"],
  // unknown: swallowed, and what follows is read anew
  ["\x1b[999~a", "a"],
  ["\x1b[?1;2;3wa", "a"],
  ["\x1b[>0qa", "a"],
  ["\x1b]999;hello\x07a", "a"],
  ["\x1bPq#0;2;0;0;0\x1b\\a", "a"],
  ["\x1bXsos\x1b\\a", "a"],
  ["\x1b^pm\x1b\\a", "a"],
  ["\x1b[1;2;3;4;5;6_a", "a"],
  ["\x1b[12\x18a", "a"], // CAN
  ["\x1b]11;rgb\x1b[A", "up"], // a reply that something else cut off
  ["\x1b[12\x1b[A", "up"],
  ["\x1b[12", ""], // given up after a while, not typed
  ["\x1b]11;rgb:12", ""],
]

test.each(CASES)("%j is %j", (input, expected) => {
  expect(names(input)).toBe(expected)
})

test("bare 8-bit introducers begin sequences, and bytes that are no UTF-8 are swallowed", () => {
  expect(names(Uint8Array.of(0x9b, 0x41))).toBe("up")
  expect(names(Uint8Array.of(0x8f, 0x50))).toBe("f1")
  expect(names(Uint8Array.of(0x61, 0xff, 0x62))).toBe("a b")
  expect(names(Uint8Array.of(0xc3, 0x61))).toBe("a") // half an é, then a
  expect(names(Uint8Array.of(0xe2, 0x82, 0x1b, 0x5b, 0x41))).toBe("up")
  expect(names(Uint8Array.of(0xed, 0xa0, 0x80))).toBe("") // a surrogate
  expect(names(Uint8Array.of(0xc0, 0x80, 0xf5, 0x80))).toBe("") // overlong, out of range
  expect(names(Uint8Array.of(0xf0, 0x9f, 0x98, 0xc3, 0xa9))).toBe("é")
})

test("an X10 report may hold any bytes", () => {
  expect(names(Uint8Array.of(0x1b, 0x5b, 0x4d, 0x20, 0xff, 0x9b))).toBe("down0@222,122/1")
  expect(names(Uint8Array.of(0x1b, 0x5b, 0x4d, 0x20, 0x1b, 0x21, 0x61))).toMatch(/ a$/)
})

test("every case split at every byte, and byte by byte, gives the same events", () => {
  for (const [input, expected] of CASES) {
    const bytes = encoder.encode(input)
    for (let cut = 1; cut < bytes.length; cut++) {
      const { parser, events, time } = reader()
      parser.feed(bytes.subarray(0, cut))
      parser.feed(bytes.subarray(cut))
      time.advance(5000)
      expect(events.map(name).join(" "), `${JSON.stringify(input)} cut at ${cut}`).toBe(expected)
    }
    const { parser, events, time } = reader()
    for (const byte of bytes) parser.feed(Uint8Array.of(byte))
    time.advance(5000)
    expect(events.map(name).join(" "), JSON.stringify(input)).toBe(expected)
  }
})

// mulberry32
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test("random input in random chunks gives the events of the whole", () => {
  for (let seed = 1; seed <= 3000; seed++) {
    const next = random(seed)
    const pieces: number[] = []
    const count = 1 + Math.floor(next() * 8)
    for (let n = 0; n < count; n++) {
      if (next() < 0.7) {
        const [input] = CASES[Math.floor(next() * CASES.length)]!
        const bytes = [...encoder.encode(input)]
        // now and then, a sequence with a wound
        if (next() < 0.2 && bytes.length > 0) bytes.splice(Math.floor(next() * bytes.length), 1)
        if (next() < 0.1) {
          bytes.splice(Math.floor(next() * bytes.length), 0, Math.floor(next() * 256))
        }
        pieces.push(...bytes)
      } else pieces.push(Math.floor(next() * 256))
    }
    const whole = Uint8Array.from(pieces)
    const expected = names(whole)
    const { parser, events, time } = reader()
    for (let at = 0; at < whole.length; ) {
      const size = 1 + Math.floor(next() * 4)
      parser.feed(whole.subarray(at, at + size))
      at += size
    }
    time.advance(5000)
    expect(events.map(name).join(" "), `seed ${seed}`).toBe(expected)
  }
})

test("no random bytes make it type a control character or throw", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const next = random(seed)
    const bytes = Uint8Array.from({ length: 400 }, () => Math.floor(next() * 256))
    for (const event of parse(bytes)) {
      if (event.type !== "key") continue
      expect(/[\u0000-\u001f\u007f-\u009f]/.test(event.text + event.key), `seed ${seed}`).toBe(
        false,
      )
    }
  }
})

test("a lone ESC is the Escape key after 30 ms, and not before", () => {
  const { parser, events, time } = reader()
  parser.feed(encoder.encode("\x1b"))
  time.advance(29)
  expect(events).toEqual([])

  time.advance(1)

  expect(events.map(name)).toEqual(["escape"])
  expect(parser.idle).toBe(true)
  expect(time.pending()).toBe(0)
})

test("the rest of a sequence may come late, but not later than a second", () => {
  const { parser, events, time } = reader()
  parser.feed(encoder.encode("\x1b[1;"))
  time.advance(900)
  parser.feed(encoder.encode("5A"))
  expect(events.map(name)).toEqual(["ctrl+up"])

  parser.feed(encoder.encode("\x1b]11;rgb:"))
  time.advance(1000)
  parser.feed(encoder.encode("a"))

  expect(events.map(name)).toEqual(["ctrl+up", "a"])
})

test("no timer is left when nothing is half read", () => {
  const { parser, time } = reader()
  parser.feed(encoder.encode("a\x1b[A\x1b[<0;1;1M\x1b[200~half a paste"))
  expect(time.pending()).toBe(0)
})

test("a paste of 1 MB in chunks of 4 KB is one event", () => {
  const line = "some text with an é, a 😀, a \x1b[31mcolour\x1b[0m and \x1b[201 almost an end\r"
  const body = line.repeat(Math.ceil((1 << 20) / line.length))
  const bytes = encoder.encode(`\x1b[200~${body}\x1b[201~q`)
  const { parser, events } = reader()

  for (let at = 0; at < bytes.length; at += 4096) parser.feed(bytes.subarray(at, at + 4096))

  expect(events).toHaveLength(2)
  expect(events[0]).toEqual({ type: "paste", text: body.replaceAll("\r", "\n"), truncated: false })
})

test("the work for a paste grows with its length, whatever is in it", () => {
  // Counted in bytes copied by the buffer, not in time: doubling keeps it under 3 per byte.
  const nasty = encoder.encode("\x1b[201\x1b\x1b[20".repeat(100_000))
  const original = Uint8Array.prototype.set
  let copied = 0
  Uint8Array.prototype.set = function (source: ArrayLike<number>, offset?: number) {
    copied += source.length
    original.call(this, source, offset)
  }
  try {
    const { parser } = reader()
    parser.feed(encoder.encode("\x1b[200~"))
    parser.feed(nasty)
    parser.feed(encoder.encode("\x1b[201~"))
  } finally {
    Uint8Array.prototype.set = original
  }
  expect(copied).toBeGreaterThanOrEqual(nasty.length)
  expect(copied).toBeLessThan(3 * nasty.length)
})

test("a paste over the bound is cut at a whole character and says so", () => {
  expect(names("\x1b[200~aé😀b\x1b[201~x", { maxPaste: 5 })).toBe('paste:"aé"… x')
  expect(names("\x1b[200~aé😀b\x1b[201~x", { maxPaste: 7 })).toBe('paste:"aé😀"… x')
  expect(names("\x1b[200~aé😀b\x1b[201~x", { maxPaste: 8 })).toBe('paste:"aé😀b" x')
})

test("a sequence without end is bounded and swallowed", () => {
  expect(names("\x1b[" + "1;".repeat(10_000) + "Aq")).toBe("q")
  expect(names("\x1bO" + "1;".repeat(10_000) + "Pq")).toBe("q")
  expect(names("\x1b]11;" + "x".repeat(3 << 20) + "\x07q")).toBe("q")
})

test("a cursor report in the first row is told from F3 by having been asked for", () => {
  const { parser, events } = reader()
  parser.feed(encoder.encode("\x1b[1;5R"))
  parser.expectCursor()
  parser.feed(encoder.encode("\x1b[1;5R\x1b[1;5R"))
  expect(events.map(name)).toEqual(["ctrl+f3", 'cursor:{"row":0,"column":4}', "ctrl+f3"])
})

test("an unknown sequence that looks like a key is offered to the legacy table", () => {
  const seen: string[] = []
  const legacy = (sequence: string) => {
    seen.push(sequence)
    return undefined
  }
  expect(names("\x1b[99~\x1bOz\x1b[?5W\x1b[[Za", { legacy })).toBe("a")
  expect(seen).toEqual(["\x1b[99~", "\x1bOz", "\x1b[[Z"])
})

test("reset forgets half a sequence, half a paste and held buttons", () => {
  const { parser, events } = reader()
  parser.feed(encoder.encode("\x1b[<0;1;1M\x1b[200~abc"))
  parser.reset()
  parser.feed(encoder.encode("d\x1b[<35;1;1M"))
  expect(events.map(name)).toEqual(["down0@0,0/1", "d", "move@0,0"])
})
