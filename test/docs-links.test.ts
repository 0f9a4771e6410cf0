// What the documentation points at is there: each relative link and picture of every page, the heading that a
// link names, each page of the manual in its table, and each script that a page tells to run.

import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "..")
const pages = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((page) => page !== "" && existsSync(join(root, page)))
const read = (page: string): string => readFileSync(join(root, page), "utf8")
/** Without programs, in which brackets mean something else. */
const prose = (page: string): string =>
  read(page)
    .replace(/^```.*?^```$/gms, "")
    .replace(/`[^`\n]*`/g, "")

test("each relative link and picture is there, and each heading that a link names", () => {
  let links = 0
  const missing: string[] = []
  for (const page of pages) {
    const targets = [
      ...[...prose(page).matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g)].map(
        (match) => match[1] as string,
      ),
      ...[...prose(page).matchAll(/<(?:img|source)[^>]* (?:src|srcset)="([^"]+)"/g)].map(
        (match) => match[1] as string,
      ),
    ]
    for (const target of targets) {
      if (/^[a-z]+:/.test(target)) continue
      links++
      const [path = "", heading] = target.split("#")
      const file = path === "" ? join(root, page) : resolve(root, dirname(page), path)
      if (!existsSync(file)) missing.push(`${page}: ${target}`)
      else if (heading !== undefined && !headings(file).has(heading))
        missing.push(`${page}: ${target}`)
    }
  }

  expect(links).toBeGreaterThan(50)
  expect(missing).toEqual([])
})

test("the table of the manual lists every page there is", () => {
  const table = read("docs/README.md")
  const linked = new Set([...table.matchAll(/\]\(([^)]+\.md)\)/g)].map((match) => match[1]))
  const there = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".md") && name !== "README.md" && !name.startsWith("pictures/"))

  expect(there.filter((name) => !linked.has(name))).toEqual([])
})

test("each picture of the documentation is shown by a page", () => {
  const all = pages.map(read).join("\n")
  const pictures = readdirSync(join(root, "docs/pictures"), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(png|svg|gif|webp)$/.test(name))

  expect(pictures.filter((name) => !all.includes(`pictures/${name}`))).toEqual([])
})

test("each script and file that a page tells to run is there", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
  const missing: string[] = []
  for (const page of pages) {
    for (const [, name] of read(page).matchAll(/npm run (?:-s )?([\w:-]+)/g))
      if (!(`${name}` in scripts) && !page.startsWith("bench/"))
        missing.push(`${page}: npm run ${name}`)
    for (const [, file] of read(page).matchAll(/npx tsx ((?:demos|scripts|docs)\/[\w./-]+)/g))
      if (!existsSync(join(root, `${file}`))) missing.push(`${page}: ${file}`)
  }
  expect(missing).toEqual([])
})

test("the readme's table of imports names each import of the package", () => {
  const { exports } = JSON.parse(read("package.json")) as { exports: Record<string, unknown> }
  const names = Object.keys(exports)
    .filter((path) => !/\.json$|jsx-(dev-)?runtime$/.test(path))
    .map((path) => `filigree${path.slice(1)}`)
  const rows = [...read("README.md").matchAll(/^\| `(filigree[^`]*)`/gm)].map((match) => match[1])

  expect(rows.sort()).toEqual(names.sort())
})

test("each attribute and event of the universal elements is explained", () => {
  const vocabulary = read("core/view/vocabulary.ts")
  const props = vocabulary.slice(vocabulary.indexOf("export interface LayoutProps"))
  const names = new Set(
    [...props.matchAll(/^ {2}(\w+)\??: (?!\w+Props$)/gm)].map((match) => match[1] as string),
  )
  const chapters = ["elements", "layout"].map((name) => read(`docs/guide/${name}.md`)).join("\n")
  const said = new Set(chapters.match(/\b[a-z]+[A-Za-z]*\b/g))

  expect(names.size).toBeGreaterThan(80)
  expect([...names].filter((name) => !said.has(name) && !said.has(family(name)))).toEqual([])
})

/** "margin" of marginTop, "min" of minWidth. */
function family(name: string): string {
  const [, all] = /^(min|max)(?:Width|Height)$/.exec(name) ?? []
  return all ?? name.replace(/(X|Y|Top|Right|Bottom|Left)$/, "")
}

/** Names of the headings of a page, as its links write them; of a folder, those of its README. */
function headings(file: string): Set<string> {
  const page = statSync(file).isDirectory() ? join(file, "README.md") : file
  const text = prose(relative(root, page))
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
      (match[1] as string)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  )
}
