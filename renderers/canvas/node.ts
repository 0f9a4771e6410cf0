// @napi-rs/canvas as the platform: the one importer of it, and of the files of fonts and pictures.

import { readFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { homedir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { CodedError, shown } from "../../core/errors.ts"
import { checkFontFile, type FontFile, facesFor, MONO, SANS, SYMBOLS } from "./fonts.ts"
import {
  type Bitmap,
  type Context,
  contextOf,
  type PixelCanvas,
  type Platform,
  setUp,
} from "./platform.ts"
import { withGroups } from "./svg-groups.ts"
import type { SvgFile, VectorPage } from "./vector.ts"

type Napi = typeof import("@napi-rs/canvas")

/** The platform of Node, and what only Node can do. No type of @napi-rs/canvas leaves this file. */
export interface NodePlatform extends Platform {
  readonly name: "node"
  /** A canvas of pixels as an encoded picture. `quality` 0 to 100. */
  encode(canvas: PixelCanvas, format: "jpeg" | "webp" | "avif", quality: number): Promise<Buffer>
  /** A canvas that writes down what is drawn on it. */
  svg(width: number, height: number): SvgFile
  pdf(title: string | undefined, author: string | undefined): PdfFile
}

export interface PdfFile {
  /** Starts a page; it ends with the next one, or with `close`. In points of 1/72 inch. */
  page(width: number, height: number): VectorPage
  close(): Buffer
}

let loading: Promise<NodePlatform> | undefined

/**
 * Loads @napi-rs/canvas once. Rejects with `canvas-missing` when it is not installed.
 *
 * By `require`: for an `import` Node first looks for the names that a CommonJS package exports, in JavaScript,
 * which took 17 ms of user CPU here.
 */
export function nodePlatform(): Promise<NodePlatform> {
  loading ??= new Promise<Napi>((resolve) => {
    resolve(withoutSystemFonts(() => require("@napi-rs/canvas") as Napi))
  }).then(createPlatform, (cause) => {
    loading = undefined // it may be installed while the process lives
    throw new CodedError(
      "canvas-missing",
      `filigree/canvas draws with @napi-rs/canvas, and it could not be loaded (${cause instanceof Error ? cause.message.split("\n")[0] : String(cause)}).`,
      "npm install @napi-rs/canvas",
      undefined,
      cause,
    )
  })
  return loading
}

const require = createRequire(import.meta.url)

const NO_SYSTEM_FONTS = "DISABLE_SYSTEM_FONTS_LOAD"
/** Who starts the process may say that pictures must not depend on the machine. */
let systemFonts = process.env[NO_SYSTEM_FONTS] === undefined

/**
 * The package reads every font of the machine as it loads: 8 ms of CPU where there are 38, many times as much on a
 * desktop. They are read when a text needs one.
 */
function withoutSystemFonts<T>(load: () => T): T {
  if (!systemFonts) return load()
  process.env[NO_SYSTEM_FONTS] = "1"
  try {
    return load()
  } finally {
    delete process.env[NO_SYSTEM_FONTS]
  }
}

/** Where a machine's fonts lie beside the folders that the package knows by itself. */
function fontFolders(): string[] {
  const home = homedir()
  if (process.platform === "win32")
    return [join(home, "AppData", "Local", "Microsoft", "Windows", "Fonts")]
  if (process.platform === "darwin") return ["/Library/Fonts", join(home, "Library", "Fonts")]
  const data = process.env["XDG_DATA_HOME"] ?? join(home, ".local", "share")
  return ["/usr/local/share/fonts", join(home, ".fonts"), join(data, "fonts")]
}

/** As of 1.1; not in its types. */
interface SystemFonts {
  enableSystemFonts?(folders: string[]): void
}

function createPlatform(napi: Napi): NodePlatform {
  const registered = new Set<string>()
  const own = new Set<string>()
  platformFonts = own
  register = (bytes, family) => napi.GlobalFonts.register(bytes, family) !== null

  /** The machine's fonts: once, when a text needs what no other has. */
  function moreFonts(): boolean {
    if (!systemFonts) return false
    systemFonts = false
    const fonts = napi.GlobalFonts as typeof napi.GlobalFonts & SystemFonts
    const before = fonts.families.length
    fonts.enableSystemFonts?.(fontFolders())
    return fonts.families.length > before
  }

  function ensure(family: string, weight: number, italic: boolean, text: string): boolean {
    for (const face of facesFor(family, weight, italic, text)) {
      if (registered.has(face.file)) continue
      registered.add(face.file)
      napi.GlobalFonts.register(readBundled(face.file), face.alias)
    }
    return true
  }

  return {
    name: "node",
    canvas: (width, height) => napi.createCanvas(width, height) as unknown as PixelCanvas,
    path: (data) => new napi.Path2D(data ?? "") as unknown as Path2D,
    ensureFont: ensure,
    hasFont: (family) =>
      family === SANS ||
      family === MONO ||
      family === SYMBOLS ||
      own.has(family) ||
      napi.GlobalFonts.has(family) ||
      (moreFonts() && napi.GlobalFonts.has(family)),
    moreFonts,
    decode: (source) => decode(napi, source),
    encode(canvas, format, quality) {
      const own = canvas as unknown as InstanceType<Napi["Canvas"]>
      return format === "avif"
        ? own.encode("avif", { quality, speed: 8 })
        : own.encode(format, quality)
    },
    svg(width, height) {
      return withGroups(() => {
        const canvas = napi.createCanvas(width, height, napi.SvgExportFlag.ConvertTextToPaths)
        return {
          context: contextOf(canvas as unknown as PixelCanvas),
          content: () => canvas.getContent().toString("utf8"),
        }
      })
    },
    pdf(title, author) {
      const file = new napi.PDFDocument({ ...(title && { title }), ...(author && { author }) })
      let open = false
      const end = () => {
        if (open) file.endPage()
        open = false
      }
      return {
        page(width, height) {
          end()
          open = true
          const context = file.beginPage(width, height)
          return {
            context: setUp(context as unknown as Context),
            link({ left, top, right, bottom }, address) {
              context.annotateLinkUrl(left, top, right, bottom, address)
            },
            // A canvas that nobody reads keeps what was drawn, and is drawn again as a group of the page.
            group({ left, top, right, bottom }) {
              const canvas = napi.createCanvas(right - left, bottom - top)
              return {
                context: contextOf(canvas as unknown as PixelCanvas),
                left,
                top,
                draw(onto, opacity, blend) {
                  const page = onto as unknown as import("@napi-rs/canvas").SKRSContext2D
                  page.globalAlpha = opacity
                  page.globalCompositeOperation = blend === "normal" ? "source-over" : blend
                  page.drawCanvas(canvas, left, top)
                  page.globalAlpha = 1
                  page.globalCompositeOperation = "source-over"
                },
              }
            },
          }
        },
        close() {
          end()
          return file.close()
        },
      }
    },
  }
}

let platformFonts = new Set<string>()
let register: (bytes: Buffer, family: string) => boolean = () => false

function readBundled(file: string): Buffer {
  try {
    return readFileSync(require.resolve(file))
  } catch (cause) {
    const pack = file.split("/").slice(0, 2).join("/")
    throw new CodedError(
      "font-missing",
      `the font file ${file} could not be read.`,
      `it comes with filigree; npm install ${pack}`,
      undefined,
      cause,
    )
  }
}

/**
 * Makes a font of your own known by a family name, for `fontFamily`. TTF, OTF, WOFF or WOFF2.
 * Files that share a family add up: weights, slants, and subsets of characters.
 *
 * @throws {CodedError} `bad-font` when the source cannot be read or is no font.
 *
 * @example
 * await registerFont({ family: "Inter", source: "fonts/inter.woff2" })
 */
export async function registerFont(font: FontFile): Promise<void> {
  checkFontFile(font)
  await nodePlatform()
  const { family, source } = font
  const bytes = await readSource(source, "font", "bad-font")
  if (!register(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), family))
    throw new CodedError(
      "bad-font",
      `registerFont({ family: ${shown(family)} }): ${shownSource(source)} is no font that can be read (${bytes.byteLength} bytes).`,
      "give a TTF, OTF, WOFF or WOFF2 file.",
    )
  platformFonts.add(family)
  for (const listener of fontListeners) listener()
}

const fontListeners = new Set<() => void>()

/** Calls `listener` whenever a font was registered. Returns what stops it. */
export function onFont(listener: () => void): () => void {
  fontListeners.add(listener)
  return () => fontListeners.delete(listener)
}

async function decode(napi: Napi, source: string | Uint8Array): Promise<Bitmap> {
  const bytes = await readSource(source, "image", "bad-image")
  try {
    const image = new napi.Image()
    const ready = new Promise<void>((resolve, reject) => {
      image.onload = () => resolve()
      image.onerror = reject
    })
    image.src = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    await ready
    if (image.width > 0 && image.height > 0) {
      if (isMarkup(bytes)) enlarge(image)
      return image
    }
  } catch (cause) {
    throw badImage(source, bytes, cause)
  }
  throw badImage(source, bytes, undefined)
}

/** An SVG: the first sign that is no space or byte order mark is "<". */
function isMarkup(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  return first === 0x3c
}

const SHARP = 4 // times its own size
const LARGEST = 2048 // pixels on a side

/** Has an SVG made in more pixels than it says, so that it is sharp where it is drawn large. */
function enlarge(image: InstanceType<Napi["Image"]>): void {
  const { width, height } = image
  const factor = Math.min(SHARP, LARGEST / Math.max(width, height))
  if (factor <= 1) return
  image.width = Math.round(width * factor)
  image.height = Math.round(height * factor)
}

function badImage(source: string | Uint8Array, bytes: Uint8Array, cause: unknown): CodedError {
  return new CodedError(
    "bad-image",
    `${shownSource(source)} is no picture that can be read (${bytes.byteLength} bytes).`,
    "give a PNG, JPEG, WebP, AVIF, GIF or SVG file; an SVG needs a width and a height.",
    undefined,
    cause,
  )
}

/** The bytes at a path, a `file:`, `http(s):` or `data:` URL, or the bytes themselves. */
async function readSource(
  source: string | URL | Uint8Array | ArrayBuffer,
  what: "font" | "image",
  code: string,
): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  const text = String(source)
  try {
    if (/^data:/i.test(text) || /^https?:/i.test(text)) {
      const response = await fetch(text)
      if (!response.ok) throw new Error(`the server answered ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    return await readFile(/^file:/i.test(text) ? fileURLToPath(text) : text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError(
      code,
      `the ${what} ${shownSource(source)} could not be read: ${reason}.`,
      `give a path from ${shown(process.cwd())}, a file:, http: or data: URL, or the bytes.`,
      undefined,
      cause,
    )
  }
}

function shownSource(source: string | URL | Uint8Array | ArrayBuffer): string {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer)
    return `a buffer of ${source.byteLength} bytes`
  return shown(String(source))
}
