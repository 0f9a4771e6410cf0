// Where may a line end?
//
// Pure ASCII needs only the few rules of UAX #14 that can apply to it; everything else goes through
// the whole algorithm (linebreak.ts).

/** Offsets (UTF-16) at which a line may end, ascending, without 0; the last is the length. Newlines are not looked at. */
export function breakOffsets(text: string): number[] {
  const offsets: number[] = []
  const last = text.length - 1
  for (let i = 0; i < last; i++) {
    const c = text.charCodeAt(i)
    const d = text.charCodeAt(i + 1)
    if (d === 32 || d === 9) continue // never before white space: it hangs
    if (c === 32 || c === 9) offsets.push(i + 1)
    else if (c === 45 && isLetter(d) && i > 0 && isWord(text.charCodeAt(i - 1))) offsets.push(i + 1)
    else if (isWide(c) && isWide(d)) offsets.push(i + 1)
  }
  offsets.push(text.length)
  return offsets
}

function isLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122)
}

function isWord(c: number): boolean {
  return isLetter(c) || (c >= 48 && c <= 57)
}

function isWide(c: number): boolean {
  return (
    (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3)
  )
}
