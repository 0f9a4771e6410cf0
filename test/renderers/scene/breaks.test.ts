// @ts-expect-error the package has no types
import LineBreaker from "linebreak"
import { expect, test } from "vitest"
import { breakOffsets } from "../../../renderers/scene/text/breaks.ts"

function oracle(text: string): number[] {
  const breaker = new LineBreaker(text)
  const offsets: number[] = []
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak())
    offsets.push(found.position)
  return offsets
}

function* samples(chars: string, count: number): Generator<string> {
  const list = [...chars]
  let seed = 42
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
  }
  for (let i = 0; i < count; i++) {
    let text = ""
    const length = 2 + next(7)
    for (let k = 0; k < length; k++) text += list[next(list.length)]
    if (text.trim() !== "") yield text
  }
}

test("ASCII breaks where the Unicode algorithm says", () => {
  for (const text of samples("ab 1-(),.!?:;/\"'%$+|[]{}&*x 9  ", 5000))
    expect(breakOffsets(text), JSON.stringify(text)).toEqual(oracle(text))
})

test("scripts, quotes, currencies, emoji and flags break where the Unicode algorithm says", () => {
  // Without wide opening brackets (the oracle is older than the exception that Unicode 13 made for them) and
  // Hebrew letters (it lets LB21a reach over spaces).
  const chars = "aб1 日本」、。ーァ가나 é(), .!—–…€%°«»“”\u00a0\u200b🙂👍🏽🇩🇪-/:"
  for (const text of samples(chars, 5000))
    expect(breakOffsets(text), JSON.stringify(text)).toEqual(oracle(text))
})

test("Thai breaks between words, of which it writes no spaces", () => {
  const text = "ภาษาไทยง่าย"
  const words = breakOffsets(text)
  expect(words.length).toBeGreaterThan(1)
  expect(words).toContain("ภาษา".length)
})

test("lone surrogates and control characters are letters like others", () => {
  expect(breakOffsets("a\ud800b \udc00")).toEqual([4, 5])
  expect(breakOffsets("")).toEqual([0])
})
