import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { tsconfigPaths: true },
  oxc: { jsx: { development: true, importSource: "filigree", runtime: "automatic" } },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    pool: "forks",
    retry: process.env["CI"] ? 1 : 0, // real terminals and browsers on a shared machine
    execArgv: ["--expose-gc"],
    testTimeout: 120_000, // several tests count to 100,000 and more, also on a loaded machine
    hookTimeout: 120_000,
    // Published as TypeScript, which Node does not run from node_modules.
    server: { deps: { inline: ["reactive-framework-test-suite"] } },
  },
})
