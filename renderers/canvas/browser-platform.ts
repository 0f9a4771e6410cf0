// A page as the platform: canvases, pictures and fonts by the browser's own means.

import { CodedError, shown } from "../../core/errors.ts"
import { checkFontFile, type FontFile, MONO } from "./fonts.ts"
import type { Bitmap, PixelCanvas, Platform } from "./platform.ts"

const listeners = new Set<() => void>()

/** Calls `listener` when fonts have come, so that text is measured again. */
export function onFont(listener: () => void): () => void {
  const loaded = () => listener()
  document.fonts.addEventListener("loadingdone", loaded)
  listeners.add(listener)
  return () => {
    document.fonts.removeEventListener("loadingdone", loaded)
    listeners.delete(listener)
  }
}

export const browserPlatform: Platform = {
  name: "browser",
  canvas(width, height) {
    const canvas = document.createElement("canvas")
    canvas.width = width
    canvas.height = height
    return canvas as PixelCanvas
  },
  path: (data) => new Path2D(data ?? ""),
  decode,
  // The page's own faces: the browser loads them when they are first drawn, and tells `onFont`.
  ensureFont: () => true,
  hasFont: () => true,
  generic: (mono) =>
    mono
      ? `"Geist Mono Variable", "Geist Mono", ui-monospace, monospace`
      : `"Geist Variable", Geist, system-ui, sans-serif`,
}

async function decode(source: string | Uint8Array): Promise<Bitmap> {
  const image = new Image()
  const url =
    typeof source === "string" ? source : URL.createObjectURL(new Blob([source as BlobPart]))
  try {
    if (typeof source === "string" && /^https?:/i.test(source)) image.crossOrigin = "anonymous"
    image.src = url
    await image.decode()
    return image
  } catch (cause) {
    throw new CodedError(
      "bad-image",
      `the image ${typeof source === "string" ? shown(source) : `in a buffer of ${source.byteLength} bytes`} could not be loaded.`,
      "check that the address answers with a picture, and that its server allows this page (CORS).",
      undefined,
      cause,
    )
  } finally {
    if (url !== source) URL.revokeObjectURL(url)
  }
}

/**
 * Makes a font of your own known by a family name, for `fontFamily`. The families "sans" and "mono"
 * can be given files in this way, too; without, the page's Geist or the system's font is taken.
 *
 * @throws {CodedError} `bad-font` when the source cannot be loaded or is no font.
 *
 * @example
 * await registerFont({ family: "Inter", source: "/inter.woff2", weight: "100 900" })
 */
export async function registerFont(font: FontFile): Promise<void> {
  checkFontFile(font)
  const { source, weight, italic } = font
  const family = { sans: "filigree sans", mono: MONO }[font.family] ?? font.family
  const from =
    typeof source === "string" || source instanceof URL
      ? `url(${JSON.stringify(String(source))})`
      : (source as BufferSource)
  const face = new FontFace(family, from, {
    weight: String(weight ?? "100 900"),
    style: italic ? "italic" : "normal",
    featureSettings: '"tnum" 1', // figures change in place
  } as FontFaceDescriptors)
  try {
    await face.load()
  } catch (cause) {
    throw new CodedError(
      "bad-font",
      `registerFont({ family: ${shown(font.family)} }): the source could not be loaded as a font.`,
      "give the address or the bytes of a TTF, OTF, WOFF or WOFF2 file.",
      undefined,
      cause,
    )
  }
  document.fonts.add(face)
  for (const listener of listeners) listener()
}
