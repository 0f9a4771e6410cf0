import { render } from "filigree/tui"
import { Counter } from "./counter.tsx"

const app = await render(() => <Counter />, { mode: "inline" })
process.exitCode = await app.done
