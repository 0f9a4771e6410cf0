// How keys are written for people: "↑" for "up", "^S" is "ctrl+s".

const NAMES: Readonly<Record<string, string>> = {
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  enter: "↵",
  escape: "esc",
  pageup: "pgup",
  pagedown: "pgdn",
  delete: "del",
  insert: "ins",
  backspace: "bksp",
}

/** A key string of a binding as people read it. */
export function keyName(key: string): string {
  if (key.length === 1 || key.endsWith("+")) return key
  const parts = key.split("+")
  const last = parts.pop() ?? ""
  return [...parts, NAMES[last] ?? last].join("+")
}

/** Several keys for one thing, at most `most` of them: "↑↓", "q ctrl+c". Single signs stand together. */
export function keyNames(keys: readonly string[], most: number): string {
  const names = keys.slice(0, most).map(keyName)
  return names.join(names.every((name) => name.length === 1) ? "" : " ")
}
