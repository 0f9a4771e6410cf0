// What happened: processes that came and went, levels that were crossed.

import type { View } from "filigree"
import { Log, Panel } from "filigree/widgets"
import { clock } from "../format.ts"
import type { Model } from "../model.ts"

export function LogPanel(props: { model: Model }): View {
  const { log } = props.model
  return (
    <Panel
      title="Log"
      note={() => (log().length === 1 ? "1 line" : `${log().length} lines`)}
      flex={1}
      minHeight="5lh"
    >
      <Log
        lines={log}
        format={(line) => `${clock(line.time)} ${line.text}`}
        level={(line) => line.level}
        label="log"
        flex={1}
      />
    </Panel>
  )
}
