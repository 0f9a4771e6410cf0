// A page in a real browser, as a test holds it.
//
// The page under test is a module of its own, `*.page.ts(x)` beside the test, bundled by esbuild; the
// test calls its exports by name and drives it with the mouse and keyboard of playwright-core. One
// browser serves a test file.

import { fileURLToPath } from "node:url"
import type { Browser, Page } from "playwright-core"
import { afterAll } from "vitest"
import { bundle, launch } from "./browser.ts"

let shared: Promise<Browser> | undefined

afterAll(async () => {
  await (await shared)?.close()
  shared = undefined
})

/** The browser of this test file: started by the first call, closed after its last test. */
export function browser(): Promise<Browser> {
  shared ??= launch()
  return shared
}

/** What a test holds: the page, and the exports of its module, each called inside the browser. */
export interface Opened<M> {
  readonly page: Page
  readonly call: {
    [K in keyof M]: M[K] extends (...args: infer A) => infer R
      ? (...args: A) => Promise<Awaited<R>>
      : never
  }
  /** What the page threw or logged as an error so far. */
  readonly errors: string[]
}

export interface PageOptions {
  /** Default: an empty body. */
  readonly html?: string
  readonly deviceScaleFactor?: number
  /** Default "light". */
  readonly colorScheme?: "light" | "dark"
  /** A content security policy; it must let the script of the page's own address run. */
  readonly csp?: string
}

/**
 * Bundles the module and opens it in a fresh page (1000 × 700 CSS pixels) of the file's browser.
 *
 * @example
 * const { call, page } = await openPage<typeof import("./input.page.tsx")>(
 *   new URL("./input.page.tsx", import.meta.url),
 * )
 * await call.mount()
 * await page.keyboard.type("abc")
 */
export async function openPage<M>(module: URL, options: PageOptions = {}): Promise<Opened<M>> {
  const [code, running] = await Promise.all([bundle(fileURLToPath(module)), browser()])
  const page = await running.newPage({
    viewport: { width: 1000, height: 700 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    colorScheme: options.colorScheme ?? "light",
  })
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(String(error)))
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text())
  })
  // A name that no network answers, so that location and base URLs are those of a real page.
  await page.route("http://page.test/**", (route) =>
    route.request().url().endsWith("/page.js")
      ? route.fulfill({ contentType: "text/javascript; charset=utf-8", body: code })
      : route.fulfill({
          contentType: "text/html",
          headers: options.csp ? { "content-security-policy": options.csp } : {},
          body:
            `<!doctype html><meta charset="utf-8"><script defer src="/page.js"></script>` +
            (options.html ?? "<body></body>"),
        }),
  )
  await page.goto("http://page.test/")
  const call = new Proxy({} as Opened<M>["call"], {
    get: (_, name) =>
      name === "then"
        ? undefined
        : (...args: unknown[]) =>
            page.evaluate(
              ([name, args]) => (globalThis as any).page[name as string](...(args as unknown[])),
              [name as string, args] as const,
            ),
  })
  return { page, call, errors }
}
