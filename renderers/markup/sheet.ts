// The base style sheet: what the universal elements are before any attribute is set.
//
//     .f              every universal element      .f-top    one whose parent is none
//     .f-box … .f-draw one class per element       .f-bar    the title bar of a box
//     --f-accent …    the tokens of the theme      --f-c     the text colour in force
//
// All in a cascade layer, so that any rule of the page wins; only `hidden` insists.

/** Colours while no `theme` is set: those of the light and the dark theme of the widgets. */
export const FALLBACK = {
  light:
    "f1f4f8 ffffff e9eef5 161e2b 556275 dde3eb cdd5e0 2664db 2664db ffffff d9e7ff 0e1a2e 11693f 8a5300 b8242d 0a6178 2664db a18000 00896b d55b90 56289d b03912",
  dark: "0d1117 131922 1d2531 e3e8f0 98a4b7 2a3341 2f3a4a 81bdff 81bdff 08121d 1d3a5c f3f7fd 4fcb93 f0b84c ff8680 5fcbe0 81bdff ffd151 00ba8d ee9ebd 9978e5 df793a",
} as const

/** The sheet's text. `tokens`: their names, in the order of FALLBACK. */
export function baseSheet(tokens: readonly string[]): string {
  const variables = (values: string) =>
    values
      .split(" ")
      .map((hex, i) => `--f-${tokens[i]}:#${hex};`)
      .join("")
  return `@layer filigree{
:where(:root,:host){${variables(FALLBACK.light)}--f-sans:Geist,Inter,system-ui,sans-serif;--f-mono:"Geist Mono","DejaVu Sans Mono",ui-monospace,Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:where(:root,:host){${variables(FALLBACK.dark)}}}
[hidden]:not([hidden=until-found i]){display:none!important}
.f{box-sizing:border-box;min-width:0;min-height:0;flex-shrink:0;margin:0;padding:0;border:0 solid var(--f-border);color:var(--f-c);overflow-wrap:anywhere;white-space:pre-wrap}
.f-top{--f-c:var(--f-text);font:14px/1.4 var(--f-sans);letter-spacing:normal;text-align:left;text-rendering:geometricPrecision;font-variant-numeric:tabular-nums}
.f-box[data-theme]{--f-c:var(--f-text)}
[data-dim=true],[data-dim=true] .f:not([data-dim=false],[data-dim=false] .f){color:color-mix(in srgb,var(--f-c) 60%,transparent)}
.f-box{display:flex;flex-direction:column;align-content:flex-start;position:relative;scrollbar-width:thin;scrollbar-color:var(--f-border) transparent;--f-bar:calc(round(1lh,1px) + 11px)}
.f-text{display:block;position:relative;max-width:100%;text-align:start}
.f-text:not([data-cut]),.f-input,.f-textarea{unicode-bidi:plaintext;text-align:start}
.f-text[data-cut]{direction:rtl;text-align:left}.f-plain{unicode-bidi:plaintext}
.f-text[data-cutting]>*{color:transparent}.f-text[data-cutting]::after{content:attr(data-cutting);position:absolute;inset:0;pointer-events:none}
.f-span{display:inline;white-space:inherit}
.f a{color:inherit;text-decoration:inherit}.f a:hover{text-decoration:underline}
.f-input,.f-textarea{appearance:none;display:block;background:none;font:inherit;letter-spacing:inherit;text-rendering:inherit;border-radius:0;outline:0;resize:none;caret-color:var(--f-accent)}
.f-input{white-space:pre;height:1lh;contain:size;contain-intrinsic-size:20ch 1lh}
.f-textarea{contain:inline-size;contain-intrinsic-inline-size:20ch}
.f-input::placeholder,.f-textarea::placeholder{color:var(--f-muted);opacity:1}
.f-image,.f-input,.f-textarea{position:relative}
.f-image{display:block;max-width:100%;object-fit:contain}
.f-draw{display:block;position:relative;overflow:hidden}
.f-draw>canvas{position:absolute;inset:0;width:100%;height:100%}
.f:focus-visible{outline:1px solid var(--f-focus);outline-offset:-1px}
.f-input:focus-visible,.f-textarea:focus-visible{outline:0}
.f::selection,.f ::selection{background:var(--f-selection);color:var(--f-onSelection)}
.f[popover]{inset:auto;background:none;overflow:visible;max-height:var(--f-room)}
.f[data-popup=cover]{inset:0;width:auto;height:auto}
.f[data-popup=cover]>*{pointer-events:auto}
.f-bar{position:absolute;inset:0 0 auto;height:var(--f-bar);box-sizing:border-box;padding:0 10px;display:flex;align-items:center;justify-content:space-between;gap:1ch;border-bottom:1px solid var(--f-border);background:var(--f-raised);border-radius:inherit;border-end-start-radius:0;border-end-end-radius:0;white-space:pre;overflow:hidden;z-index:1}
.f-bar[data-align=right]{flex-direction:row-reverse}
.f-bar[data-align=center]>:first-child{margin:0 auto}
.f-bar>*{overflow:hidden;text-overflow:ellipsis}
.f-bar>:first-child{font-weight:600}
.f-bar>:nth-child(2){color:var(--f-muted);flex-shrink:2}
}`
}
