// What every page of the gallery is.

import type { View } from "filigree"

/** What a page is told: how often its figures move, in ms; 0 for a still picture. */
export interface PageProps {
  every: number
}

export interface Page {
  name: string
  view: (props: PageProps) => View
}
