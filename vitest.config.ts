import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { tsconfigPaths: true },
  oxc: { jsx: { development: true, importSource: "filigree", runtime: "automatic" } },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    pool: "forks",
    execArgv: ["--expose-gc"],
    testTimeout: 30_000,
    // Published as TypeScript, which Node does not run from node_modules.
    server: { deps: { inline: ["reactive-framework-test-suite"] } },
  },
})
