import {
  box,
  draw,
  element,
  For,
  image,
  input,
  resource,
  Suspense,
  signal,
  span,
  text,
  textarea,
} from "filigree"
import { renderToHtml, renderToString, styleSheet } from "filigree/html"
import { expect, test } from "vitest"

const h = element

test("plain elements are written as themselves", () => {
  const [items] = signal(["a", "b"])
  const html = renderToString(() =>
    h(
      "ul",
      { class: "list", "aria-label": "x", hidden: false, onClick: () => {} },
      For({ each: items, children: (item) => h("li", { title: item }, item) }),
      h("html:input", { value: "v", disabled: true, readOnly: true }),
      h("br", {}),
    ),
  )
  expect(html).toBe(
    '<ul aria-label="x" class="list"><li title="a">a</li><li title="b">b</li>' +
      '<input value="v" disabled readOnly><br></ul>',
  )
})

test("classes and styles come together, toggles and all", () => {
  const [on] = signal(true)
  const html = renderToString(() => [
    h("p", {
      class: "a",
      "class:b": on,
      "class:c": false,
      style: { color: "red", marginTop: () => "4px" },
    }),
    h("p", { style: "color: blue" }),
  ])
  expect(html).toBe(
    '<p class="a b" style="color:red;margin-top:4px"></p><p style="color: blue"></p>',
  )
})

test("text is never markup, wherever it stands", () => {
  const bad = `"><script>alert('1')</script>&amp;`
  const html = renderToString(() => [
    h("p", { title: bad, class: bad, style: { color: "red;background:url(//evil)" } }, bad),
    h("script", {}, "let a = '</script><b>'"),
    h("html:textarea", { value: "</textarea><b>" }),
    box(
      { label: bad, title: bad, background: "red; color: blue" as never },
      text({ href: "javascript:alert(1)" }, bad),
    ),
  ])
  expect(html).not.toMatch(/<script>alert|<b><\/textarea|<\/script><b>/)
  expect(html).not.toContain("evil")
  expect(html).not.toContain("color: blue")
  expect(html).not.toContain("<a")
  expect(html).toContain("&lt;script&gt;alert('1')&lt;/script&gt;&amp;amp;")
  expect(html).toContain("<script>let a = '<\\/script><b>'</script>")
})

test("names that would begin something else are refused, and so are programs in attributes", () => {
  const codeOf = (make: () => unknown) => {
    try {
      make()
      return "accepted"
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(codeOf(() => renderToString(() => h("p", { "x onload=alert(1)": "" })))).toBe(
    "bad-attribute",
  )
  expect(codeOf(() => renderToString(() => h("p><b", {})))).toBe("bad-tag")
  expect(codeOf(() => renderToString(() => h("a", { href: "java\tscript:x" })))).toBe(
    "script-address",
  )
  expect(codeOf(() => renderToString(() => h("a", { onclick: "x" })))).toBe("handler-attribute")
  expect(codeOf(() => renderToString(() => h("a", { innerHTML: "x" })))).toBe("markup-attribute")
  expect(renderToString(() => h("a", { "prop:innerHTML": "<b>meant</b>" }))).toBe(
    "<a><b>meant</b></a>",
  )
})

test("universal elements are written as the page would make them", () => {
  const html = renderToString(() =>
    box(
      { gap: 4, padding: 2, border: "round", title: "Load", titleNote: "3" },
      text(
        { color: "accent", bold: true, dim: true },
        "a",
        span({ href: "https://x.y/z" }, "link"),
      ),
      input({ value: "typed", placeholder: "p" }),
      textarea({ initialValue: "\nb" }),
      image({ src: "a.png", alt: "A" }),
      draw({ paint: () => {}, label: "chart", height: 40 }),
    ),
  )
  expect(html).toContain('<div class="f f-top f-box" aria-label="Load" role="group"')
  expect(html).toContain("row-gap:4px;column-gap:4px")
  expect(html).toContain("padding:calc(var(--f-bar) + 2px) 2px 2px 2px")
  expect(html).toContain(
    '<div class="f-bar" aria-hidden="true"><span>Load</span><span>3</span></div>',
  )
  expect(html).toContain(
    '<div class="f f-text" data-dim="true" style="--f-c:var(--f-accent);font-weight:700">a<span class="f f-span"><a href="https://x.y/z">link</a></span></div>',
  )
  expect(html).toContain('<input class="f f-input" type="text" placeholder="p" value="typed">')
  expect(html).toContain('<textarea class="f f-textarea" rows="3">\n\nb</textarea>')
  expect(html).toContain('<img class="f f-image" alt="A" src="a.png">')
  expect(html).toContain(
    '<div class="f f-draw" aria-label="chart" role="img" style="height:40px"></div>',
  )
  expect(styleSheet()).toContain(".f-box{display:flex")
})

test("renderToHtml waits for resources, renderToString does not", async () => {
  const view = () => {
    const name = resource(
      () => true,
      () => new Promise<string>((resolve) => setTimeout(resolve, 5, "Ada")),
    )
    return Suspense({ fallback: "loading", children: h("p", {}, () => name.get()) })
  }
  expect(renderToString(view)).toContain("loading")
  expect(await renderToHtml(view)).toBe("<p>Ada</p>")
})

test("what only pixels can do is CSS in a page, and an address stays in its quotes", async () => {
  const html = await renderToString(() => [
    box({
      borderTopLeftRadius: 8,
      rotate: 20,
      scale: 2,
      translateX: "50%",
      skewX: 5,
      blend: "screen",
      focusRing: false,
    }),
    box({ backgroundImage: 'a") no-repeat, url("//evil', backgroundFit: "contain" }),
    box({
      backgroundImage: new Uint8Array([1, 2, 3]),
      background: "conic-gradient(accent, red), #123",
    }),
    text({ wordSpacing: 2, direction: "rtl" }, "words"),
  ])

  expect(html).toContain("border-radius:8px 0px 0px 0px")
  expect(html).toContain("rotate:20deg")
  expect(html).toContain("scale:2 2")
  expect(html).toContain("translate:50% 0px")
  expect(html).toContain("transform:skewX(5deg)")
  expect(html).toContain("mix-blend-mode:screen")
  expect(html).toContain("outline:none")
  expect(html).toContain("background-size:contain")
  expect(html).toContain("url(&quot;a\\22 ) no-repeat, url(\\22 //evil&quot;)") // one string, and no more
  expect(html).toContain("url(&quot;data:;base64,AQID&quot;), conic-gradient(var(--f-accent), red)")
  expect(html).toContain("background-color:#123")
  expect(html).toContain("word-spacing:2px")
  expect(html).toContain("direction:rtl")
})

test("a background may be a gradient of tokens, and can load nothing", () => {
  const html = renderToString(() => [
    box({ background: "linear-gradient(90deg, accent, #16161e 80%)" }),
    box({ background: "url(//evil)" }),
    box({ background: "linear-gradient(red, blue), url(//evil)" }),
    box({ background: "linear-gradient(red, url(//evil))" }),
    box({ background: "radial-gradient(rgb(1 2 3 / 50%), blue)" }),
  ])
  expect(html).toContain("background-image:linear-gradient(90deg, var(--f-accent), #16161e 80%)")
  expect(html).not.toContain("background-image:url")
  expect(html).not.toMatch(/background-image:[^;"]*url/)
  expect(html).toContain("background-image:radial-gradient(rgb(1 2 3 / 50%), blue)")
})

test("a line that is cut ends in dots, whether it says that it never wraps or not", () => {
  const style = (view: ReturnType<typeof text>) => /style="([^"]*)"/.exec(renderToString(view))?.[1]

  for (const cut of [
    text({ truncate: true }, "words"),
    text({ truncate: true, wrap: "none" }, "words"),
  ])
    expect(style(cut)).toContain("text-overflow:ellipsis")
  expect(style(text({ truncate: true, wrap: "word" }, "words"))).not.toContain("ellipsis") // it wraps
})
