// In line, in a real tmux: what stays in the scrollback.

import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"
import { inPty } from "./support/pty.ts"

const hasTmux = spawnSync("tmux", ["-V"]).status === 0

/** The app at the top of tmux's screen, and all that tmux has of it afterwards. */
const command = [
  `printf 'printf "\\\\033[H\\\\033[2J"\\n%s\\ntmux -S '$FOLDER'/socket capture-pane -p -S - > '$FOLDER'/pane\\n' "$APP" > $FOLDER/run`,
  `tmux -S $FOLDER/socket -f /dev/null new-session "sh $FOLDER/run"`,
].join("\n")

test.skipIf(!hasTmux)(
  "lines printed above an app that stands at the top of tmux's screen leave no copy of it in the scrollback",
  { timeout: 40_000 },
  () =>
    inPty("inline-app.ts", [], { command, columns: 40, rows: 12 }, async (run) => {
      await run.go()
      await run.until(() => run.file("pane").trim() !== "", "what tmux has of the app")
      await run.over()

      const lines = run.file("pane").trim().split("\n")
      expect(lines.map((line) => line.trimEnd())).toEqual([
        "built core",
        "built view",
        "built scene",
        expect.stringMatching(/^╭─+╮$/),
        expect.stringMatching(/^│done: 3 of 3 +│$/),
        expect.stringMatching(/^╰─+╯$/),
      ])
    }),
)
