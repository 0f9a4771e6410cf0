// A real Chromium for tests, on a machine that has nothing but Node and npm.
//
//     CHROMIUM_PATH  →  a Chrome or Chromium that is installed  →  the one inside @sparticuz/chromium
//
// The last is a Linux x64 build, packed with the libraries (NSS, expat) and the font that a bare
// Debian lacks. It is unpacked once (2 s, 200 MB) under node_modules/.cache.
//
// Knows no test runner: programs use it too. Tests open pages through page.ts.

import { createReadStream, createWriteStream, existsSync } from "node:fs"
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { delimiter, dirname, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { fileURLToPath } from "node:url"
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib"
import { build } from "esbuild"
import { type Browser, chromium } from "playwright-core"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage", // containers have 64 MB there
]

const REMEDY =
  "install Chrome or Chromium, or set CHROMIUM_PATH to one; on Linux x64 `npm install` brings its own " +
  "(the devDependency @sparticuz/chromium)."

interface Binary {
  readonly path: string
  readonly env: Record<string, string>
}

/** A new browser process. The caller closes it. */
export async function launch(): Promise<Browser> {
  const binary = await findChromium()
  try {
    return await chromium.launch({
      executablePath: binary.path,
      args: FLAGS,
      env: { ...(process.env as Record<string, string>), ...binary.env },
      timeout: 60_000,
    })
  } catch (cause) {
    throw new Error(`Chromium at ${binary.path} did not start. Fix: ${REMEDY}`, { cause })
  }
}

/** The module (a path, or TSX source) and all it imports as one script that sets `globalThis.page` to its exports. */
export async function bundle(
  entry: string | { readonly source: string },
  minify = false,
): Promise<string> {
  const result = await build({
    ...(typeof entry === "string"
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.source, resolveDir: ROOT, loader: "tsx" as const } }),
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    platform: "browser",
    target: "es2022",
    tsconfig: join(ROOT, "tsconfig.json"),
    absWorkingDir: ROOT,
    logLevel: "silent",
    minify,
    define: { "process.env.NODE_ENV": minify ? '"production"' : '"development"' },
  })
  return result.outputFiles[0]!.text
}

/** Where a Chromium is, and what it needs in its environment. */
export async function findChromium(): Promise<Binary> {
  const named = process.env["CHROMIUM_PATH"]
  if (named) {
    if (existsSync(named)) return { path: named, env: {} }
    throw new Error(`CHROMIUM_PATH names ${named}, and nothing is there. Fix: ${REMEDY}`)
  }
  const installed = places().find(existsSync)
  if (installed) return { path: installed, env: {} }
  if (process.platform === "linux" && process.arch === "x64") return unpack()
  throw new Error(
    `no Chrome or Chromium was found on this ${process.platform} ${process.arch}. Fix: ${REMEDY}`,
  )
}

function places(): string[] {
  if (process.platform === "darwin") {
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ]
  }
  if (process.platform === "win32") {
    return [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"]].flatMap((folder) =>
      folder
        ? [
            join(folder, "Google/Chrome/Application/chrome.exe"),
            join(folder, "Microsoft/Edge/Application/msedge.exe"),
          ]
        : [],
    )
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
}

/** Unpacks the binary of @sparticuz/chromium, once for all processes and runs. */
async function unpack(): Promise<Binary> {
  const require = createRequire(import.meta.url)
  let home: string
  try {
    home = join(dirname(require.resolve("@sparticuz/chromium")), "../..")
  } catch (cause) {
    throw new Error(`no Chromium was found. Fix: ${REMEDY}`, { cause })
  }
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8"))
  const folder = join(ROOT, "node_modules/.cache/filigree", `chromium-${version}`)
  if (!existsSync(folder)) {
    // Test files run in parallel: each unpacks beside the goal, the first to finish is taken.
    const mine = `${folder}.${process.pid}`
    await mkdir(mine, { recursive: true })
    await Promise.all([
      inflate(join(home, "bin/chromium.br"), join(mine, "chromium")),
      untar(join(home, "bin/al2023.tar.br"), mine), // lib/: NSS, expat
      untar(join(home, "bin/fonts.tar.br"), mine), // fonts/: Open Sans
    ])
    await chmod(join(mine, "chromium"), 0o755)
    await rename(mine, folder).catch(async (error) => {
      await rm(mine, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    })
  }
  // The package's own fonts.conf points into /tmp; without any font, text has no size.
  const fonts = join(folder, "filigree-fonts.conf")
  if (!existsSync(fonts)) {
    await writeFile(
      fonts,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
        `<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir>` +
        `<cachedir>${folder}/cache</cachedir></fontconfig>`,
    )
  }
  const libraries = [join(folder, "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean)
  return {
    path: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: libraries.join(delimiter), FONTCONFIG_FILE: fonts },
  }
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(
    createReadStream(from, { highWaterMark: 1 << 20 }),
    createBrotliDecompress({ chunkSize: 1 << 20 }),
    createWriteStream(to),
  )
}

/** Files and folders of a packed tar. The format: a header of 512 bytes, then the content in blocks of 512. */
async function untar(from: string, folder: string): Promise<void> {
  const tar = brotliDecompressSync(await readFile(from))
  const field = (at: number, size: number) => {
    const end = tar.indexOf(0, at)
    return tar.toString("utf8", at, Math.min(end < 0 ? tar.length : end, at + size))
  }
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(field(at + 124, 12), 8)
    const path = join(folder, field(at, 100))
    const isFile = field(at + 156, 1) === "0"
    await mkdir(isFile ? dirname(path) : path, { recursive: true })
    if (isFile) await writeFile(path, tar.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
}
