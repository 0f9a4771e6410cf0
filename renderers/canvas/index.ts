// filigree/canvas: pictures, PDFs and live surfaces of pixels in Node. For a page's own <canvas>:
// filigree/canvas/browser.

export type { Accessible, AccessibleNode, AccessibleNodes } from "./accessible.ts"
export type { CanvasApp, CanvasView, Sink } from "./app.ts"
export { EmbedCanvas, type EmbedCanvasProps } from "./embed.ts"
export { type FilmFrame, type FramesOptions, renderFrames } from "./film.ts"
export type { FontFile } from "./fonts.ts"
export type { Frame } from "./frame.ts"
export type { Canvas } from "./host.ts"
export { registerFont } from "./node.ts"
export { createPicture, type PictureSink } from "./picture.ts"
export {
  type CanvasOptions,
  type DecodedImage,
  decodeImage,
  encodeFrame,
  fileSink,
  type LossyOptions,
  type PdfOptions,
  type PngOptions,
  render,
  renderToAvif,
  renderToJpeg,
  renderToPdf,
  renderToPng,
  renderToSvg,
  renderToWebp,
  type StillOptions,
} from "./render.ts"
export { canvas, type TestCanvas, type TestCanvasOptions } from "./testing.ts"
