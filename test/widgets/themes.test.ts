import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatHex,
  parse,
  wcagContrast,
} from "culori"
import { expect, test } from "vitest"
import { TOKENS, type Token } from "../../core/view/theme.ts"
import { dark, highContrast, light } from "../../widgets/themes/index.ts"

const THEMES = [dark, light, highContrast]
const GROUNDS: Token[] = ["background", "surface", "raised"]
const WORDS: Token[] = ["text", "muted", "accent", "success", "warning", "danger", "info"]
const SERIES = ["series1", "series2", "series3", "series4", "series5", "series6"] as const

for (const theme of THEMES) {
  const contrast = (one: Token, other: Token) =>
    wcagContrast(theme.colors[one], theme.colors[other])

  test(`${theme.name}: every token is a colour that parses`, () => {
    for (const token of TOKENS) expect(parse(theme.colors[token]), token).toBeDefined()
  })

  test(`${theme.name}: words reach WCAG AA on everything that may lie under them`, () => {
    const required = theme === highContrast ? 7 : 4.5
    for (const word of WORDS) {
      for (const ground of GROUNDS) {
        expect(contrast(word, ground), `${word} on ${ground}`).toBeGreaterThanOrEqual(required)
      }
    }
    expect(contrast("onAccent", "accent")).toBeGreaterThanOrEqual(required)
    expect(contrast("onSelection", "selection")).toBeGreaterThanOrEqual(required)
  })

  test(`${theme.name}: lines of a chart and the focus ring reach 3 : 1`, () => {
    for (const line of [...SERIES, "focus"] as const) {
      expect(contrast(line, "surface"), line).toBeGreaterThanOrEqual(3)
    }
  })

  test(`${theme.name}: a track can be seen, and is quieter than what fills it`, () => {
    expect(contrast("faint", "surface")).toBeGreaterThan(1.15)
    expect(contrast("faint", "surface")).toBeLessThan(contrast("accent", "surface"))
  })

  test(`${theme.name}: a bar tells by its colour whether a limit is passed`, () => {
    const difference = differenceCiede2000()
    const levels = ["accent", "success", "warning", "danger"] as const
    for (const one of levels) {
      for (const other of levels) {
        if (one >= other) continue
        const apart = difference(theme.colors[one], theme.colors[other])
        expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(15)
      }
    }
  })

  test(`${theme.name}: any two series differ with any kind of colour vision`, () => {
    const visions = {
      normal: (color: string) => color,
      protanopia: (color: string) => formatHex(filterDeficiencyProt(1)(parse(color)!)),
      deuteranopia: (color: string) => formatHex(filterDeficiencyDeuter(1)(parse(color)!)),
      tritanopia: (color: string) => formatHex(filterDeficiencyTrit(1)(parse(color)!)),
    }
    const difference = differenceCiede2000()
    for (const [vision, see] of Object.entries(visions)) {
      for (const one of SERIES) {
        for (const other of SERIES) {
          if (one >= other) continue
          const apart = difference(see(theme.colors[one]), see(theme.colors[other]))
          expect(apart, `${one} and ${other}, ${vision}`).toBeGreaterThanOrEqual(11)
        }
      }
    }
  })
}
