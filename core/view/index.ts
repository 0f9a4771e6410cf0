// filigree's views. README.md lists the exports in teaching order.

export { type App, type AppHost, openApp, useApp, useFrames } from "./app.ts"
export { Dynamic, type DynamicProps, type Lazy, lazy, type Tag } from "./dynamic.ts"
export { component, element, Fragment } from "./element.ts"
export { box, draw, image, input, span, text, textarea } from "./elements.ts"
export { ErrorBoundary, type ErrorBoundaryProps } from "./error-boundary.ts"
export type * from "./events.ts"
export { For, type ForProps, Index, type IndexProps } from "./for.ts"
export {
  createFrames,
  type FramePace,
  type Frames,
  type MotionChoice,
  pageFrame,
  plainFrames,
  prefersStill,
  stillBy,
  stillFrames,
  timedFrame,
} from "./frames.ts"
export { KeepAlive, type KeepAliveProps } from "./keep-alive.ts"
export {
  type KeyBinding,
  type KeyHelp,
  type KeyLayerOptions,
  type KeyStroke,
  keyHelp,
  strokeOf,
  useKeys,
} from "./keys.ts"
export { mount } from "./mount.ts"
export type * from "./pen.ts"
export { Portal, type PortalProps } from "./portal.ts"
export {
  type Leaving,
  Presence,
  type PresenceProps,
  type Present,
  type PresentOptions,
  present,
} from "./presence.ts"
export { type Live, live, mergeProps, splitProps, type ValueOf } from "./props.ts"
export { Provider, type ProviderProps } from "./provider.ts"
export type { Handle, Rect, Renderer, Size } from "./renderer.ts"
export {
  type Branch,
  Match,
  type MatchProps,
  Show,
  type ShowProps,
  Switch,
  type SwitchProps,
} from "./show.ts"
export {
  Await,
  type AwaitProps,
  Suspense,
  type SuspenseProps,
  Transition,
  type TransitionProps,
} from "./suspense.ts"
export { type Color, type Theme, TOKENS, type Token } from "./theme.ts"
export { type Attr, type Child, type Universal, View } from "./view.ts"
export * from "./vocabulary.ts"
