// The dashboard in a browser: samples come from the server (dom.ts) as they are taken.

import { render } from "filigree/dom"
import { dashboard } from "./dashboard.tsx"
import { createModel } from "./model.ts"
import type { Sample } from "./system/sample.ts"

const model = createModel()
const stream = new EventSource("/samples")
stream.addEventListener("message", (event) => {
  model.add(JSON.parse(event.data) as Sample[]) // our own server's
})

render(() => dashboard({ model }), { root: document.body })
