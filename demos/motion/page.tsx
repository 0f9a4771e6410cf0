// The motion demo on the DOM; `npm run demo:motion -- --dom` serves it.

import { render } from "filigree/dom"
import { motionDemo, motionSwitch } from "./motion.tsx"

const motion = motionSwitch()
render(() => motionDemo({ motion }), { root: "#app", motion })
