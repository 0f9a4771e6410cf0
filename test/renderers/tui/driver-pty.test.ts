import { isDeepStrictEqual } from "node:util"
import { expect, test as one } from "vitest"
import { inPty, type PtyOptions, type PtyRun } from "./support/pty.ts"

// Each waits for a process of its own most of the time.
const test = one.concurrent

const app = (args: readonly string[], options: PtyOptions, body: (run: PtyRun) => Promise<void>) =>
  inPty("driver-app.ts", args, options, body)

const pidOf = (run: PtyRun): number => Number(/pid (\d+)/.exec(run.text())?.[1])

test("q leaves the terminal exactly as it was", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready 60x12")
    expect(run.state("before")).toMatchObject({
      buffer: "alternate",
      cursorHidden: true,
      mouseEncoding: "SGR",
      modes: { bracketedPasteMode: true, sendFocusMode: true, mouseTrackingMode: "any" },
    })

    run.pty.write("q")
    const { state, code } = await run.over()

    expect(state).toEqual(before)
    expect(code).toBe(0)
  })
})

test("ctrl+c, process.exit and an end by itself restore too, with their exit codes", async () => {
  for (const [key, expected] of [
    ["\x03", 130],
    ["x", 7],
  ] as const) {
    await app([], {}, async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      run.pty.write(key)
      const { state, code } = await run.over()
      expect(state, `after ${JSON.stringify(key)}`).toEqual(before)
      expect(code).toBe(expected)
    })
  }
})

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
  ["SIGQUIT", 131],
] as const)(
  "%s restores the terminal, tells the app and exits with %i",
  async (signal, expected) => {
    await app([], {}, async (run) => {
      const before = await run.go()
      await run.untilText("ready")

      process.kill(pidOf(run), signal)
      const { state, code } = await run.over()

      expect(state).toEqual(before)
      expect(code).toBe(expected)
      expect(run.file("log")).toContain(`end ${expected} ${signal}`)
    })
  },
)

test.each([
  ["t", "thrown in a listener"],
  ["r", "rejected and not caught"],
])(
  "an error nobody catches (%s) is printed with its stack on the screen from before",
  async (key, message) => {
    await app([], { rows: 40, columns: 120 }, async (run) => {
      const before = await run.go()
      await run.untilText("ready")

      run.pty.write(key)
      const { state, code } = await run.over()

      expect(code).toBe(1)
      const lines = run.lines()
      expect(lines.slice(0, 2)).toEqual(before.lines.slice(0, 2))
      expect(run.text()).toContain(`Error: ${message}`)
      expect(run.text()).toContain("driver-app.ts:")
      const { lines: _, cursor: __, ...rest } = state
      const { lines: ___, cursor: ____, ...restBefore } = before
      expect(rest).toEqual(restBefore)
      // Each line of the stack begins in the first column: raw mode was off by then.
      expect(lines.find((line) => line.includes(`Error: ${message}`))).toMatch(/^Error/)
    })
  },
)

test("a terminal that never answers sees a frame at once and is restored all the same", async () => {
  await app([], { answers: false }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("q")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(0)
  })
})

one("answers and mouse reports that are under way at the end do not reach the shell", async () => {
  await app(
    [],
    {
      answers: false,
      command:
        "$APP; code=$?; sleep 0.1; read -t 0.1 -rsn100 rest; printf '<%s>' \"$rest\"; (exit $code)",
    },
    async (run) => {
      await run.go()
      await run.untilText("ready")
      // Mouse reports after the q, as the hand keeps moving, then what the terminal owed.
      run.pty.write("q\x1b[<35;1;1M\x1b[<35;2;1M\x1b[<35;3;1M")
      await new Promise((done) => setTimeout(done, 10))
      run.pty.write("\x1b[<35;4;1M\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c")
      await run.over()
      expect(run.text().trimEnd()).toMatch(/\$ app <>$/) // nothing read, nothing echoed
    },
  )
})

test("0 × 0 and 1 × 1 are sizes like any other", async () => {
  await app([], { columns: 1, rows: 1 }, async (run) => {
    await run.until(() => run.file("before") !== "", "the shell")
    run.pty.write("g")
    await run.until(() => run.output.includes("ready 1x1"), "ready")
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
  await app([], { command: "stty cols 0 rows 0; $APP" }, async (run) => {
    await run.go()
    await run.until(() => run.output.includes("ready 0x0"), "ready")
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("a storm of resizes is told in few words, and the last one is told", async () => {
  await app([], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    for (let n = 0; n < 300; n++) run.pty.resize(20 + (n % 100), 5 + (n % 40))
    run.pty.resize(77, 23)
    run.term.resize(77, 23)
    await run.until(() => run.file("log").includes("resize 77x23"), "the last size")

    const told = run.file("log").match(/resize/g)?.length ?? 0

    expect(told).toBeLessThan(50)
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("a paste of 1 MB is one event", async () => {
  await app([], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    const line = "0123456789abcde\n"
    run.pty.write("\x1b[200~" + line.repeat(65536) + "\x1b[201~q")
    const { code } = await run.over()
    expect(run.file("log").split("\n")).toContain(`paste ${1 << 20}`)
    expect(run.file("log").match(/paste/g)).toHaveLength(1)
    expect(code).toBe(0)
  })
})

test("a child process gets the terminal as the shell would give it, and gives it back", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    const during = run.state("before")

    run.pty.write("e")
    await run.untilText("in the child")
    expect(run.file("child")).toBe(before.stty) // cooked, echoing
    const child = run.state("before")
    expect({ ...child, lines: [], cursor: [] }).toEqual({ ...before, lines: [], cursor: [] })

    run.pty.write("\n")
    await run.untilText("ready")
    await run.settle()
    expect(run.state("before").modes).toEqual(during.modes) // each mode is asserted again
    expect(run.state("before").mouseEncoding).toBe("SGR")
    expect(run.file("log")).toContain("reset")

    run.pty.write("q")
    const { state } = await run.over()
    expect({ ...state, lines: [], cursor: [] }).toEqual({ ...before, lines: [], cursor: [] })
  })
})

test("ctrl+c in a child process is the child's alone", async () => {
  await app([], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    run.pty.write("e")
    await run.untilText("in the child")
    run.pty.write("\x03")
    await run.untilText("ready") // the child is gone, the app is back
    await run.settle(200)
    expect(run.file("log")).not.toContain("SIGINT")
    process.kill(pidOf(run), "SIGINT") // this one is meant for the app
    expect((await run.over()).code).toBe(130)
  })
})

test("ctrl+z in a child process stops both, and fg brings both back", async () => {
  const command = "set -m; $APP; printf 'stopped '; read -rsn1 go; fg > /dev/null"
  await app([], { command }, async (run) => {
    await run.go()
    await run.untilText("ready")
    run.pty.write("e")
    await run.untilText("in the child")
    run.pty.write("\x1a")
    await run.untilText("stopped ")
    run.pty.write("g")
    await run.settle(200)
    expect(run.state("before").buffer).toBe("normal") // the child has the terminal again
    run.pty.write("\n")
    await run.untilText("ready")
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test("ctrl+z stops the job, and fg brings it back with every mode", async () => {
  await app(
    [],
    {
      command:
        "set -m; $APP; printf 'stopped '; stty -g > $FOLDER/stopped; read -rsn1 go; fg > /dev/null",
    },
    async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      const during = run.state("before")

      run.pty.write("z")
      await run.untilText("stopped ")
      await run.settle()
      const stopped = run.state("before")
      expect(stopped.buffer).toBe("normal")
      expect(stopped.modes).toEqual(before.modes)
      expect(stopped.cursorHidden).toBe(false)
      expect(run.file("stopped")).toBe(before.stty)

      run.pty.resize(50, 10)
      run.term.resize(50, 10)
      run.pty.write("g")
      await run.untilText("ready 50x10") // the window changed while it slept
      await run.settle()
      expect(run.state("before").modes).toEqual(during.modes)
      expect(run.state("before").buffer).toBe("alternate")

      run.pty.write("q")
      const { state, code } = await run.over()
      expect(code).toBe(0)
      expect({ ...state, lines: [], cursor: [], scrollRegion: [] }).toEqual({
        ...before,
        lines: [],
        cursor: [],
        scrollRegion: [],
      })
    },
  )
})

test("kill -TSTP and kill -CONT do the same as the key", async () => {
  await app(
    [],
    { command: "set -m; $APP; printf 'stopped '; read -rsn1 go; fg > /dev/null" },
    async (run) => {
      await run.go()
      await run.untilText("ready")
      process.kill(pidOf(run), "SIGTSTP")
      await run.untilText("stopped ")
      await run.settle()
      expect(run.state("before").buffer).toBe("normal")
      run.pty.write("g")
      await run.untilText("ready")
      run.pty.write("q")
      expect((await run.over()).code).toBe(0)
    },
  )
})

test("ctrl+z without a shell that could continue it comes straight back", async () => {
  await app([], { command: "exec setsid --wait --ctty $APP" }, async (run) => {
    await run.go()
    await run.untilText("ready")
    const during = run.state("before")
    run.pty.write("z")
    await run.until(() => run.file("log").includes("reset"), "the way back")
    const back = () => isDeepStrictEqual(run.state("before").modes, during.modes)
    await run.until(back, "the modes of before")
    run.pty.write("q")
    await run.exited
    await run.until(() => run.state("before").buffer === "normal", "the screen from before")
  })
})

test("a second app in the same terminal gives it back to the first", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    const during = run.state("before")
    run.pty.write("o")
    await run.untilText("the other app")
    run.pty.write("x")
    await run.untilText("ready")
    await run.settle()
    expect(run.file("log")).toContain("other x")
    expect(run.file("log")).not.toContain('"key":"x"') // it went to the app in front alone
    expect(run.state("before").modes).toEqual(during.modes)

    run.pty.write("q")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(0)
  })
})

test("a signal ends both of two apps in the same terminal", async () => {
  await app([], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    const pid = pidOf(run)
    run.pty.write("o")
    await run.untilText("the other app")
    process.kill(pid, "SIGTERM")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(143)
  })
})

test("a terminal that stops reading does not stop the program, and it ends when told to", async () => {
  await app([], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    const pid = pidOf(run)
    run.pty.pause()
    run.pty.write("f")
    await run.until(() => run.file("log").includes("write false"), "back-pressure")
    await run.until(
      () => (run.file("log").match(/write false/g)?.length ?? 0) > 150,
      "the program to go on while its terminal does not read",
    )
    expect(run.file("log")).not.toContain("drain")

    run.pty.resume()
    await run.until(() => run.file("log").includes("drain"), "the drain")
    run.pty.pause()
    run.pty.write("f")
    await run.settle(200)
    process.kill(pid, "SIGTERM")
    await run.until(() => run.file("log").includes("SIGTERM"), "the end, though nobody reads")
    run.pty.resume()
    expect((await run.over()).code).toBe(143)
  })
})

test("a pty that goes away ends the program", async () => {
  await app([], {}, async (run) => {
    await run.go()
    await run.untilText("ready")
    const pid = pidOf(run)
    run.pty.kill("SIGKILL") // the shell; then the master closes
    ;(run.pty as any).destroy?.()
    await run.until(() => {
      try {
        process.kill(pid, 0)
        return false
      } catch {
        return true
      }
    }, "the end of the program")
  })
})

test("without a terminal no escape is written", async () => {
  await app(
    [],
    { command: "$APP < /dev/null | cat -v > $FOLDER/plain; echo done" },
    async (run) => {
      await run.go()
      await run.untilText("done")
      // The fixture writes its own escapes; the driver adds none.
      expect(run.file("plain")).toBe(
        `^[[H^[[2J^[[31mready 80x24 pid ${/pid (\d+)/.exec(run.file("plain"))?.[1]}`,
      )
    },
  )
})

test("stdin from a pipe leaves the keys at the terminal", async () => {
  await app([], { command: "echo data | $APP" }, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    run.pty.write("q")
    const { state, code } = await run.over()
    expect(state).toEqual(before)
    expect(code).toBe(0)
  })
})

test("in line the screen above stays, and the cursor ends below", async () => {
  await app(["inline"], {}, async (run) => {
    const before = await run.go()
    await run.untilText("ready")
    expect(run.state("before").buffer).toBe("normal")
    run.pty.write("q")
    const { state } = await run.over()
    expect(state.lines.slice(0, 2)).toEqual(before.lines.slice(0, 2))
    expect(state.cursor).toEqual([0, 3])
    expect({ ...state, lines: [], cursor: [] }).toEqual({ ...before, lines: [], cursor: [] })
  })
})

test("a mode can be changed while running, and title, bell and copy go out", async () => {
  await app([], {}, async (run) => {
    const titles: string[] = []
    let bells = 0
    run.term.onTitleChange((title) => titles.push(title))
    run.term.onBell(() => bells++)
    await run.go()
    await run.untilText("ready")
    run.pty.write("mn")
    await run.until(() => run.file("log").includes("copy"), "the copy")
    await run.settle()
    expect(run.term.modes.mouseTrackingMode).toBe("none")
    expect(run.term.modes.bracketedPasteMode).toBe(true)
    expect(titles).toEqual(["a new title"])
    expect(bells).toBe(1)
    expect(run.output).toContain(`\x1b]52;c;${Buffer.from("copied").toString("base64")}\x07`)
    run.pty.write("q")
    await run.over()
    expect(run.output).toContain("\x1b[23;2t") // the old title again
  })
})

test.each([
  "xterm",
  "xterm-256color",
  "xterm-kitty",
  "tmux-256color",
  "screen-256color",
  "screen",
  "linux",
  "vt100",
  "vt220",
  "rxvt-unicode-256color",
  "ansi",
  "alacritty",
  "foot",
  "no-such-terminal",
])("TERM=%s starts, ends and says nothing on stderr", async (term) => {
  await app(
    [],
    { env: { TERM: term, COLORTERM: undefined }, command: "$APP 2> $FOLDER/stderr" },
    async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      run.pty.write("q")
      const { state, code } = await run.over()
      expect(run.file("stderr")).toBe("")
      expect(code).toBe(0)
      expect(state.modes).toEqual(before.modes)
      expect(state.cursorHidden).toBe(false)
      expect(state.buffer).toBe("normal")
      expect(state.stty).toBe(before.stty)
    },
  )
})

test("thirty apps one after the other leave no listener, no warning and cooked input", async () => {
  await inPty("repeat-app.ts", [], { command: "$APP 2> $FOLDER/stderr" }, async (run) => {
    const before = await run.go()
    const { state, code } = await run.over()
    const report = JSON.parse(run.file("report"))
    expect(code).toBe(0)
    expect(report.after).toEqual(report.before)
    expect(report.later).toEqual(report.before)
    expect(report.warnings).toEqual([])
    expect(report.raw).toBe(false)
    expect(run.file("stderr")).toBe("")
    expect(state).toEqual(before)
  })
})

test("in tmux a copy is sent plainly and through the pass-through, and tmux is not run", async () => {
  await app([], { env: { TMUX: "/nowhere,1,0", PATH: process.env.PATH } }, async (run) => {
    await run.go()
    await run.untilText("ready")
    run.pty.write("n")
    await run.until(() => run.file("log").includes("copy true"), "the copy")
    await run.settle()
    const osc = `\x1b]52;c;${Buffer.from("copied").toString("base64")}\x07`
    expect(run.output).toContain(`${osc}\x1bPtmux;\x1b${osc}\x1b\\`)
    expect(run.output).toContain("\x1b]2;a new title\x1b\\") // tmux names the pane by this one
    run.pty.write("q")
    expect((await run.over()).code).toBe(0)
  })
})

test.each(["xterm-256color", "linux"])(
  "TERM=%s works where blessed cannot be loaded",
  async (TERM) => {
    await app(["no-blessed"], { env: { TERM } }, async (run) => {
      const before = await run.go()
      await run.untilText("ready")
      run.pty.resize(50, 10)
      run.term.resize(50, 10)
      await run.untilText("ready 50x10")
      run.pty.write("q")
      const { state, code } = await run.over()
      expect(code).toBe(0)
      expect(state.modes).toEqual(before.modes)
      expect(state.stty.split(":")).toEqual(before.stty.split(":"))
      expect(state.buffer).toBe("normal")
    })
  },
)

test("an old terminal's ways come from terminfo", async () => {
  await app([], { env: { TERM: "rxvt" } }, async (run) => {
    await run.go()
    await run.untilText("ready")
    expect(run.output).toContain("\x1b7\x1b[?47h") // rxvt's smcup
    expect(run.output).not.toContain("\x1b[?1003h")
    run.pty.write("\x1b[7$q")
    expect((await run.over()).code).toBe(0)
    expect(run.output).toContain("\x1b[?47l\x1b8") // and its rmcup
    expect(run.file("log")).toContain('"key":"home"')
  })
})
