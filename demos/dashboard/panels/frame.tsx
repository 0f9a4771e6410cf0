// A panel with the air that its surface can afford: none between cells, a little between pixels.

import { useApp, type View } from "filigree"
import { Panel, type PanelProps } from "filigree/widgets"

export function Frame(props: PanelProps): View {
  return <Panel paddingY={air(6)} paddingX={useApp().surface === "terminal" ? 1 : 10} {...props} />
}

/** `pixels` CSS pixels, or no cells. Call it in a component's body. */
export function air(pixels: number): number {
  return useApp().surface === "terminal" ? 0 : pixels
}
