// The page on a renderer that cannot copy nodes: what learned templates are worth.

import { plainRenderer } from "filigree/dom"
import { start } from "../page/rows.tsx"

const { create, insert, remove, setText, setAttr, listen } = plainRenderer

start({ create, insert, remove, setText, setAttr, listen })
