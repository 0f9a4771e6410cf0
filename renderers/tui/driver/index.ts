// The drivers: see driver.ts for what one is.

export { type BaseOptions, SYSTEM_CLOCK } from "./base.ts"
export { BlessedDriver, type BlessedOptions } from "./blessed.ts"
export type {
  Capabilities,
  ColorDepth,
  EndReason,
  Modes,
  TerminalDriver,
  TerminalSize,
} from "./driver.ts"
export { FULL_SCREEN, INLINE, READER } from "./driver.ts"
export { type OpenOptions, openDriver } from "./open.ts"
export { PlainDriver, type PlainOptions } from "./plain.ts"
export { StreamDriver, type StreamOptions } from "./stream.ts"
export { type XtermAnswers, type XtermCell, XtermDriver, type XtermOptions } from "./xterm.ts"
