// A picture through a real tmux to a terminal that says it is kitty.

import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"
import { inPty } from "./support/pty.ts"

const hasTmux = spawnSync("tmux", ["-V"]).status === 0

/** A tmux of its own, with the app in it; TERM is what tmux says inside. */
const tmux = (passes: "on" | "off") =>
  [
    `printf 'set -g allow-passthrough ${passes}\\nset -g default-terminal tmux-256color\\n' > $FOLDER/conf`,
    `printf '%s\\n' "$APP" > $FOLDER/run`, // one word for tmux
    `tmux -S $FOLDER/socket -f $FOLDER/conf new-session "sh $FOLDER/run"`,
  ].join("\n")

test.skipIf(!hasTmux)(
  "in tmux a picture gets through where tmux lets it",
  { timeout: 40_000 },
  () =>
    inPty("image-app.ts", [], { command: tmux("on") }, async (run) => {
      // xterm.js does not answer for its name: kitty's is made up. tmux asks for it.
      run.term.parser.registerCsiHandler({ prefix: ">", final: "q" }, () => {
        run.pty.write("\x1bP>|kitty(0.42.0)\x1b\\")
        return true
      })
      await run.go()
      await run.until(() => /\x1b_Ga=p,U=1,q=2,i=\d+,c=8,r=4\x1b\\/.test(run.output), "a placement")
      await run.until(() => run.text().includes("\u{10eeee}\u0305\u0305"), "a placeholder")

      expect(run.output).toMatch(/\x1b_Ga=t,q=2,i=\d+,f=32,s=64,v=64,o=z,m=0;[\w+/=]+\x1b\\/)
      // The id is a colour that tmux does not round to another one.
      const id = /U=1,q=2,i=(\d+)/.exec(run.output)?.[1]
      expect(run.output).toMatch(new RegExp(`\x1b\\[[\\d;]*38;5;${id}m\u{10eeee}`, "u"))

      run.pty.write("q")
      const { code } = await run.over()
      expect(code).toBe(0)
      expect(run.output).toMatch(/\x1b_Ga=d,d=I,q=2,i=\d+\x1b\\/)
    }),
)

test.skipIf(!hasTmux)("in tmux it is half blocks where tmux keeps it in", { timeout: 40_000 }, () =>
  inPty("image-app.ts", [], { command: tmux("off") }, async (run) => {
    await run.go()
    await run.untilText("▀▀▀▀▀▀▀▀")
    await run.untilText("below")
    run.pty.write("q")
    await run.over()
    expect(run.output).not.toContain("\x1b_G")
  }),
)
