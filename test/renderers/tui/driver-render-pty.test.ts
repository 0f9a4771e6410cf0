import { expect, test as one } from "vitest"
import { inPty, type PtyOptions, type PtyRun, type TerminalState } from "./support/pty.ts"

// Each waits for a process of its own most of the time.
const test = one.concurrent

const app = (args: readonly string[], options: PtyOptions, body: (run: PtyRun) => Promise<void>) =>
  inPty("render-app.ts", args, options, body)

const pidOf = (run: PtyRun): number => Number(/pid (\d+)/.exec(run.text())?.[1])

/** What must be as before even when something was printed. */
const modesOf = ({ lines: _, cursor: __, scrollRegion: ___, ...rest }: TerminalState) => rest

test("q leaves the terminal exactly as it was, whatever the app did to it", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready 60x12")
    run.pty.write("+++T\x1b[<35;5;5M\x1b[200~x\x1b[201~b")
    await run.untilText("count 10003")

    run.pty.write("q")
    const { state, code } = await run.over()

    expect(state).toEqual(before)
    expect(code).toBe(0)
    expect(run.file("log")).toBe("cleaned up\ndone 0\n")
  })
})

test.each([
  ["ctrl+c", "\x03", 130],
  ["process.exit", "x", 7],
])("%s leaves the terminal exactly as it was", async (_, key, expected) => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write(key)
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(expected)
  })
})

test("kill -TERM cleans up the app and leaves the terminal exactly as it was, in the middle of frames", async () => {
  await app(["tick"], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    process.kill(pidOf(run), "SIGTERM")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(143)
    expect(run.file("log")).toContain("cleaned up")
  })
})

test.each([
  ["an effect", "t", "thrown in an effect"],
  ["a key binding", "l", "thrown in a key binding"],
  ["a rejected promise", "r", "rejected and not caught"],
])(
  "an error in %s is shown with its stack on the screen from before, and the exit code is 1",
  async (_, key, message) => {
    await app([], { columns: 150, rows: 40 }, async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      run.pty.write(key)
      const { state, code } = await run.over()
      expect(code).toBe(1)
      expect(modesOf(state)).toEqual(modesOf(before))
      expect(state.lines.slice(0, 2)).toEqual(before.lines.slice(0, 2))
      expect(run.text()).toContain(message)
      expect(run.text()).toContain("render-app.ts:")
    })
  },
)

test.each([
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGQUIT", 131],
  ["an error in an effect", 1],
  ["an error in a key binding", 1],
  ["a rejected promise", 1],
  ["process.exit", 7],
  ["ctrl+c", 130],
] as const)(
  "in line, after %s the modes are as before and the prompt is below",
  async (way, expected) => {
    await app(["inline"], { columns: 150, rows: 40 }, async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      if (way.startsWith("SIG")) process.kill(pidOf(run), way)
      else {
        const keys = { "an error in an effect": "t", "an error in a key binding": "l" } as Record<
          string,
          string
        >
        const more = { "a rejected promise": "r", "process.exit": "x", "ctrl+c": "\x03" } as Record<
          string,
          string
        >
        run.pty.write(keys[way] ?? more[way] ?? "")
      }
      const { state, code } = await run.over()
      expect(code).toBe(expected)
      expect(modesOf(state)).toEqual(modesOf(before))
      expect(state.lines.slice(0, 2)).toEqual(before.lines.slice(0, 2))
      expect(state.cursor[0]).toBe(0)
      const last = state.lines.findLastIndex((line) => line.includes("count 0"))
      expect(state.cursor[1]).toBeGreaterThan(last)
    })
  },
)

test.each([
  ["alternate", []],
  ["inline", ["inline"]],
] as const)(
  "%s: errors thrown one in the other, signals on top of signals: the modes are as before",
  async (_, flags) => {
    await app(["tick", ...flags], { columns: 100, rows: 30 }, async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      const pid = pidOf(run)
      run.pty.write("tlrh")
      for (const signal of ["SIGTERM", "SIGINT", "SIGTERM"])
        try {
          process.kill(pid, signal)
        } catch {
          // gone
        }
      const { state } = await run.over()
      expect(modesOf(state)).toEqual(modesOf(before))
    })
  },
)

test("the error screen shows what failed, and leaving it restores the terminal and says it again", async () => {
  await app(["screen"], { columns: 100, rows: 30 }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("t")
    await run.untilText("✗ Error")
    expect(run.text()).toContain("▸")
    expect(run.term.buffer.active.type).toBe("alternate")

    run.pty.write("q")
    const { state, code } = await run.over()
    expect(code).toBe(1)
    expect(modesOf(state)).toEqual(modesOf(before))
    expect(state.lines.slice(0, 2)).toEqual(before.lines.slice(0, 2))
    expect(run.text()).toContain("✗ Error")
    expect(run.text()).toContain("thrown in an effect")
    expect(run.text()).toContain("render-app.ts:")
  })
})

test("the stack of an uncaught error commands nothing", async () => {
  await app([], { columns: 100, rows: 40 }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("h")
    const { state, code } = await run.over()
    expect(code).toBe(1)
    expect(modesOf(state)).toEqual(modesOf(before))
    expect(run.text()).toContain("Error: hostile red end")
    expect(run.output).not.toContain("\x1b]0;owned")
  })
})

test("a terminal that never answers changes nothing but colours", async () => {
  await app([], { answers: false }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("+q")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(0)
  })
})

test.each([
  [1, 1],
  [2, 1],
  [1, 5],
])("%i × %i is enough to live and to quit", async (columns, rows) => {
  await app([], { columns, rows }, async (run) => {
    await run.until(() => run.file("before") !== "", "the shell")
    await run.settle(50)
    run.pty.write("g")
    await run.until(() => run.output.includes("\x1b[?1049h"), "the start")
    await run.settle(300)
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("0 × 0 is a size, and a larger one later brings the app up", async () => {
  await app([], { command: "stty cols 0 rows 0; $APP" }, async (run) => {
    await run.go()
    await run.until(() => run.output.includes("\x1b[?1049h"), "the start")
    await run.settle(300)
    run.pty.resize(60, 12)
    await run.untilText("ready 60x12")
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("after a storm of resizes the screen is that of the last size", async () => {
  await app(["tick"], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    for (let n = 0; n < 200; n++) {
      run.pty.resize(10 + ((n * 7) % 120), 3 + ((n * 5) % 50))
      run.term.resize(10 + ((n * 7) % 120), 3 + ((n * 5) % 50))
      if (n % 20 === 0) await run.settle(5)
    }
    run.pty.resize(70, 20)
    run.term.resize(70, 20)
    await run.untilText("ready 70x20")
    await run.settle()
    const lines = run.lines()
    expect(lines[0]).toBe(`┌${"─".repeat(68)}┐`)
    expect(lines[19]).toBe(`└${"─".repeat(68)}┘`)
    expect(lines.slice(1, 19).every((line) => line.startsWith("│") && line.endsWith("│"))).toBe(
      true,
    )
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("a paste of 1 MB is one event and one edit", async () => {
  await app(["field"], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    run.pty.write("\x1b[200~" + "0123456789abcdef".repeat(65536) + "\x1b[201~")
    await run.until(() => run.file("log").includes(`input ${1 << 20}`), "the edit")
    expect(run.file("log")).toBe(`paste ${1 << 20}\ninput ${1 << 20}\n`)
    run.pty.write("\x03")
    expect((await run.over()).code).toBe(130)
  })
})

test("an editor gets the terminal, and the app comes back whole", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    const during = run.state("before")
    run.pty.write("e")
    await run.untilText("in the child")
    expect(run.text()).toContain("printed for the shell")
    expect(run.file("child")).toBe(before.stty)
    expect(modesOf(run.state("before"))).toEqual(modesOf(before))
    run.pty.write("\n")
    await run.untilText("ready")
    await run.until(() => run.file("log").includes("back"), "the end of the suspension")
    await run.settle()
    expect(run.state("before")).toEqual(during)
    run.pty.write("+")
    await run.untilText("count 1")
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("in line, an editor gets the terminal, and the app goes on below it", async () => {
  await app(["inline"], { rows: 30 }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("+e")
    await run.untilText("in the child")
    expect(run.file("child")).toBe(before.stty)
    expect(modesOf(run.state("before"))).toEqual(modesOf(before))
    run.pty.write("\n")
    await run.until(() => run.file("log").includes("back"), "the end of the suspension")
    run.pty.write("+")
    await run.untilText("count 2")
    const lines = run.lines()
    const at = (words: string) => lines.findIndex((line) => line.includes(words))
    // The frame from before stays in the scrollback, then the child's words, then the app again.
    expect(at("count 1")).toBeGreaterThan(at("line two"))
    expect(at("printed for the shell")).toBeGreaterThan(at("count 1"))
    expect(at("count 2")).toBeGreaterThan(at("in the child"))
    run.pty.write("q")
    const { state, code } = await run.over()
    expect(code).toBe(0)
    expect(modesOf(state)).toEqual(modesOf(before))
  })
})

test("in line, ctrl+z stops the job and fg goes on below", async () => {
  const command = "set -m; $APP; printf 'stopped '; read -rsn1 go; fg > /dev/null"
  await app(["inline"], { command, rows: 30 }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("\x1a")
    await run.untilText("stopped ")
    const calm = JSON.stringify({ ...modesOf(before), stty: before.stty })
    await run.until(
      () => JSON.stringify(modesOf(run.state("before"))) === calm,
      "the shell's modes",
    )
    run.pty.write("g")
    await run.until(() => run.text().lastIndexOf("ready") > run.text().indexOf("stopped"), "again")
    run.pty.write("+")
    await run.untilText("count 1")
    run.pty.write("q")
    const { state, code } = await run.over()
    expect(code).toBe(0)
    expect(modesOf(state)).toEqual(modesOf(before))
  })
})

test("ctrl+z stops the job and fg brings the app back whole", async () => {
  await app(
    ["tick"],
    { command: "set -m; $APP; printf 'stopped '; read -rsn1 go; fg > /dev/null" },
    async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      run.pty.write("\x1a")
      await run.untilText("stopped ")
      await run.settle()
      await expect
        .poll(() => modesOf(run.state("before")), { timeout: 10_000 })
        .toEqual({ ...modesOf(before), stty: before.stty })
      const bytes = run.output.length
      await run.settle(100)
      expect(run.output.length).toBe(bytes) // it sleeps
      run.pty.write("g")
      await run.untilText("ready")
      run.pty.write("q")
      const { state, code } = await run.over()
      expect(code).toBe(0)
      expect(modesOf(state)).toEqual(modesOf(before))
    },
  )
})

test("what is printed while the app has the screen is seen after it, untorn", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("p+")
    await run.untilText("count 1")
    expect(run.text()).not.toContain("printed by the way")
    run.pty.write("q")
    const { state } = await run.over()
    expect(run.text()).toContain("printed by the way")
    expect(modesOf(state)).toEqual(modesOf(before))
  })
})

test.each([
  ["an uncaught error", "pt", 1],
  ["process.exit", "px", 7],
  ["ctrl+c", "p\x03", 130],
] as const)("what was printed before %s is not lost", async (_, keys, expected) => {
  await app([], { columns: 100, rows: 40 }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write(keys)
    const { state, code } = await run.over()
    expect(code).toBe(expected)
    expect(run.text()).toContain("printed by the way")
    if (expected === 1) {
      expect(run.text().indexOf("printed")).toBeLessThan(run.text().indexOf("thrown in an effect"))
    }
    expect(modesOf(state)).toEqual(modesOf(before))
  })
})

test("stdout that goes away (EPIPE) ends the program without a stack", async () => {
  await app([], { command: "$APP 2> $FOLDER/stderr | head -c 0; sleep 0.5" }, async (run) => {
    await run.go()
    const { state } = await run.over()
    expect(run.file("stderr")).toBe("")
    expect(state.buffer).toBe("normal")
  })
})

test("a terminal that is closed under the app ends it with 129, and Node has nothing to complain of", async () => {
  const command = "trap '' HUP; (trap - HUP; $APP 2> $FOLDER/stderr); echo $? > $FOLDER/code"
  await app([], { command }, async (run) => {
    await run.go()
    await run.untilText("ready")
    ;(run.pty as unknown as { destroy(): void }).destroy()
    await run.until(() => run.file("code") !== "", "the exit code")
    expect(run.file("stderr")).toBe("") // not: ResetStdio, Assertion failed
    expect(run.file("code")).toBe("129\n") // not: 134, SIGABRT
  })
})

test("without a terminal one frame is printed, and no escape", async () => {
  await app([], { command: "$APP < /dev/null > $FOLDER/plain; echo done" }, async (run) => {
    await run.go()
    await run.untilText("done")
    const plain = run.file("plain")
    expect(plain).toContain("ready 80x24")
    expect(plain).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
  })
})

test("a terminal that stops reading holds up frames, not the program", async () => {
  await app(["tick"], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    const pid = pidOf(run)
    run.pty.pause()
    await run.settle(500)
    process.kill(pid, "SIGTERM")
    await run.until(() => run.file("log").includes("cleaned up"), "the end, though nobody reads")
    run.pty.resume()
    expect((await run.over()).code).toBe(143)
  })
})

test("in line the last frame stays and the prompt comes below it", async () => {
  await app(["inline"], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("+p")
    await run.untilText("count 1")
    await run.settle()
    run.pty.write("q")
    const { state, code } = await run.over()
    expect(code).toBe(0)
    expect(modesOf(state)).toEqual(modesOf(before))
    expect(run.text()).toContain("line one\nline two bold\n")
    expect(run.text()).toContain("printed by the way\n┌")
    expect(run.text()).toContain("count 1")
    expect(state.cursor[0]).toBe(0)
    const bottom = state.lines.findIndex((line) => line.startsWith("└"))
    expect(state.cursor[1]).toBe(bottom + 1)
  })
})

test.each([true, false])(
  "no timer runs when nothing changes, with a terminal that answers: %s",
  async (answers) => {
    await app([], { answers }, async (run) => {
      await run.go()
      await run.untilText("ready")
      run.pty.write("+")
      await run.settle(1300) // the time limit of the queries
      run.pty.write("i")
      await run.until(() => run.file("log").includes("alive"), "the list of what is alive")
      // What is left: the terminal, and the key that asked.
      expect(run.file("log")).not.toMatch(/Timeout|Immediate/)
      run.pty.write("q")
      expect((await run.over()).code).toBe(0)
    })
  },
)
