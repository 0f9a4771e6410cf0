// Lines with words from right to left: in which order they stand (UAX #9, L1 and L2).

import { expect, test } from "vitest"
import { levels } from "../../../renderers/canvas/bidi.ts"
import { visualRuns } from "../../../renderers/scene/text/bidi.ts"

/** Runs from left to right, those that run left in brackets. */
function shown(
  text: string,
  direction: "auto" | "ltr" | "rtl" = "auto",
  end = text.length,
): string {
  return visualRuns(levels(text, direction), text, 0, end)
    .map((run) =>
      run.rtl ? `[${text.slice(run.start, run.end)}]` : text.slice(run.start, run.end),
    )
    .join("|")
}

test("runs stand in visual order, numbers in Hebrew left to right", () => {
  expect(shown("abc אבג def")).toBe("abc |[אבג]| def")
  expect(shown("אבג abc דהו")).toBe("[ דהו]|abc|[אבג ]")
  expect(shown("אבג 123 דהו")).toBe("[ דהו]|123|[אבג ]")
})

test("spaces at the end of a line stand at the end of the paragraph", () => {
  expect(shown("abc אבג ", "ltr")).toBe("abc |[אבג]| ")
  expect(shown("אבג abc ", "rtl")).toBe("[ ]|abc|[אבג ]")
  expect(shown("abc אבג דהו", "ltr", 8)).toBe("abc |[אבג]| ") // a line that was broken there
})

test("a direction that is given holds for words that have none", () => {
  expect(shown("(1)!", "rtl")).toBe("[!(]|1|[)]".replace("[!(]", "[)!]").replace("|[)]", "|[(]"))
})
