// filigree/tui: apps on a terminal, and views as text. README.md lists the exports in teaching order.

export { fromAnsi } from "./ansi.ts"
export { type TuiApp, useTerminal } from "./app.ts"
export type { BaseColors } from "./color.ts"
export { type ConsoleSink, printable } from "./console.ts"
export {
  type Capabilities,
  type ColorDepth,
  FULL_SCREEN,
  INLINE,
  type Modes,
  openDriver,
  PlainDriver,
  StreamDriver,
  type StreamOptions,
  type TerminalDriver,
  type TerminalSize,
  XtermDriver,
  type XtermOptions,
} from "./driver/index.ts"
export type { Tui } from "./host.ts"
export type { InputEvent } from "./input-events.ts"
export type { TuiOptions } from "./options.ts"
export { CellPen } from "./pen.ts"
export type { ImageDecoder, Picture } from "./picture.ts"
export { render } from "./render.ts"
export type { ThemeChoice } from "./session.ts"
export {
  type AnsiOptions,
  renderToAnsi,
  renderToText,
  type TextOptions,
  type TuiView,
} from "./still.ts"
export {
  type TestSurface,
  type TestTerminal,
  type TestTerminalOptions,
  terminal,
} from "./testing.ts"
export { terminalDark, terminalLight } from "./themes.ts"
export { UNICODE_VERSION, unicodeProvider } from "./unicode.ts"
export { codePointWidth, fitTo, graphemes, textWidth, visible } from "./width.ts"
