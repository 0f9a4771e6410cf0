// A terminal to look at: bytes go in, the screen comes out as text, and single cells by place.

import xterm from "@xterm/headless"
import { UNICODE_VERSION, unicodeProvider } from "../../../renderers/tui/unicode.ts"

export interface GridCell {
  readonly text: string
  readonly width: number
  readonly fg: string
  readonly bg: string
  readonly bold: boolean
  readonly underline: boolean
  readonly inverse: boolean
}

export class Grid {
  readonly terminal: xterm.Terminal
  constructor(columns: number, rows: number) {
    this.terminal = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 1000,
    })
    this.terminal.unicode.register(unicodeProvider())
    this.terminal.unicode.activeVersion = UNICODE_VERSION
  }

  write(bytes: Uint8Array | string): Promise<void> {
    const copy = typeof bytes === "string" ? bytes : Uint8Array.from(bytes)
    return new Promise((resolve) => this.terminal.write(copy, resolve))
  }

  /** All rows in view, right ends trimmed. */
  lines(): string[] {
    const buffer = this.terminal.buffer.active
    return Array.from(
      { length: this.terminal.rows },
      (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? "",
    )
  }

  text(): string {
    return this.lines().join("\n").trimEnd()
  }

  cell(x: number, y: number): GridCell {
    const buffer = this.terminal.buffer.active
    const cell = buffer.getLine(buffer.viewportY + y)!.getCell(x)!
    const color = (mode: "Fg" | "Bg"): string => {
      const value = cell[`get${mode}Color`]()
      if (cell[`is${mode}RGB`]()) return "#" + value.toString(16).padStart(6, "0")
      return cell[`is${mode}Palette`]() ? `palette ${value}` : "default"
    }
    return {
      text: cell.getChars() || (cell.getWidth() === 0 ? "" : " "),
      width: cell.getWidth(),
      fg: color("Fg"),
      bg: color("Bg"),
      bold: cell.isBold() !== 0,
      underline: cell.isUnderline() !== 0,
      inverse: cell.isInverse() !== 0,
    }
  }
}
