// What each subpath exports, held against test/golden/api: a change of the API is seen in review.
//
//     npx vitest run test/api.test.ts -u      writes the golden files anew
//
// Every export has a docstring whose first line says what it is; so has every option that one can give.

import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, test } from "vitest"

// TypeScript 7 has no API yet.
type Compiler = typeof import("typescript-5.9")
const { default: ts } = (await import("typescript-5.9")) as { default: Compiler }
type Symbol = import("typescript-5.9").Symbol
type Node = import("typescript-5.9").Node
type Type = import("typescript-5.9").Type

const root = resolve(import.meta.dirname, "..")
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, { types: string } | string>
}
/** Source files by subpath; those of JSX export what compilers ask for, and nothing else. */
const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === "string" || path.includes("jsx-")
    ? []
    : [[path, join(root, target.types.replace("./dist/", "").replace(/\.d\.ts$/, ".ts"))] as const],
)

const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config as unknown
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
const program = ts.createProgram(
  entries.map(([, file]) => file),
  options,
)
const checker = program.getTypeChecker()

const AS_WRITTEN =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope

/** What the docstring of the option before it speaks of, too. */
const SECOND = new Set(["height", "rows"])

describe.each(entries)("%s", (path, file) => {
  const found = exportsOf(file)

  test("exports what its golden file says", async () => {
    const name = path === "." ? "core" : path.slice(2).replaceAll("/", "-")
    const lines = found.map(({ name, symbol }) => describeExport(name, symbol))

    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/api/${name}.txt`)
  })

  test("says of each export what it is", () => {
    const silent = found.flatMap(({ name, symbol }) => [
      ...(isDocumented(symbol) ? [] : [name]),
      ...(name.endsWith("Options") ? membersOf(symbol) : [])
        .filter((member) => !isDocumented(member) && !SECOND.has(member.name))
        .map((member) => `${name}.${member.name}`),
    ])

    expect(silent).toEqual([])
  })
})

function exportsOf(file: string): { name: string; symbol: Symbol }[] {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} exports nothing`)
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({
      name: symbol.name,
      symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isDocumented(symbol: Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0
}

/** Public members of an interface or a class, as they were written. */
function membersOf(symbol: Symbol): Symbol[] {
  const members = [...(symbol.members?.values() ?? [])]
  return members.filter(({ declarations = [], flags }) => {
    if (flags & (ts.SymbolFlags.TypeParameter | ts.SymbolFlags.Constructor)) return false
    return declarations.every(
      (declaration) =>
        !(
          ts.getCombinedModifierFlags(declaration as import("typescript-5.9").Declaration) &
          (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
        ) && !isHashed(declaration),
    )
  })
}

function isHashed(declaration: Node): boolean {
  const { name } = declaration as { name?: Node }
  return name !== undefined && ts.isPrivateIdentifier(name)
}

/** One export in lines: functions by their signatures, types by their members. */
function describeExport(name: string, symbol: Symbol): string {
  const [declaration] = symbol.declarations ?? []
  if (!declaration) return name
  if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) {
    const kind = ts.isClassDeclaration(declaration) ? "class" : "interface"
    const bases = (declaration.heritageClauses ?? []).map((clause) => ` ${words(clause)}`).join("")
    const parameters = declaration.typeParameters?.map(words).join(", ")
    const members = membersOf(symbol).map((member) => `  ${describeMember(member)}`)
    const head = `${kind} ${name}${parameters ? `<${parameters}>` : ""}${bases}`
    return [head, ...members.sort()].join("\n")
  }
  if (ts.isTypeAliasDeclaration(declaration)) {
    const parameters = declaration.typeParameters?.map(words).join(", ")
    return `type ${name}${parameters ? `<${parameters}>` : ""} = ${words(declaration.type)}`
  }
  const type = checker.getTypeOfSymbol(symbol)
  const calls = type.getCallSignatures()
  if (calls.length === 0) return `const ${name}: ${text(type)}`
  return calls
    .map((call) => `function ${name}${checker.signatureToString(call, undefined, AS_WRITTEN)}`)
    .join("\n")
}

/** As it was written where it was; the compiler orders unions as it met them. */
function describeMember(symbol: Symbol): string {
  const mark = symbol.flags & ts.SymbolFlags.Optional ? "?" : ""
  const declaration = symbol.declarations?.[0] as { type?: Node; parameters?: unknown } | undefined
  const { type, parameters } = declaration ?? {}
  const written = type && !parameters ? words(type) : text(checker.getTypeOfSymbol(symbol))
  return `${symbol.name}${mark}: ${written}`
}

function text(type: Type): string {
  return checker.typeToString(type, undefined, AS_WRITTEN)
}

/** The source of a node, on one line and without comments. */
function words(node: Node): string {
  return node
    .getText()
    .replace(/\/\*.*?\*\/|\/\/.*$/gms, "")
    .replace(/\s+/g, " ")
    .replace(/^ ?\| /, "")
}
