// What every page of the gallery is, and is given.

import {
  type Child,
  createContext,
  type RwSignal,
  rwSignal,
  type Universal,
  type View,
} from "filigree"

/** What a page shows over all of the gallery: its messages stand in the corner of the whole. */
export const Over = createContext<RwSignal<(() => Child<Universal>) | undefined>>(rwSignal())

/** What a page is told: how often its figures move, in ms; 0 for a still picture. */
export interface PageProps {
  every: number
}

export interface Page {
  name: string
  view: (props: PageProps) => View
}
