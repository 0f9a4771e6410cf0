// The page as the runner opens it.

import { plainRenderer } from "filigree/dom"
import { start } from "./rows.tsx"

start(plainRenderer)
