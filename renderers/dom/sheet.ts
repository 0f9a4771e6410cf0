// Style sheets that documents and shadow roots adopt, each once.

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>()

/** Has the document or shadow root of `node` adopt the sheet with the text `css`. */
export function adoptSheet(node: Node, css: string): void {
  const document = node.ownerDocument ?? (node as Document)
  const scope = node.getRootNode()
  const home = "adoptedStyleSheets" in scope ? (scope as ShadowRoot) : document
  let all = sheets.get(document)
  if (!all) sheets.set(document, (all = new Map()))
  let sheet = all.get(css)
  if (!sheet) {
    const Sheet = document.defaultView?.CSSStyleSheet
    if (!Sheet) return // a document without a window shows nothing
    sheet = new Sheet()
    sheet.replaceSync(css)
    all.set(css, sheet)
  }
  if (!home.adoptedStyleSheets.includes(sheet)) home.adoptedStyleSheets.push(sheet)
}
