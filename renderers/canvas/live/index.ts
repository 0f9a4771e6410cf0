// filigree/canvas/live: an app on a canvas, shown in browsers.

export {
  type Access,
  createLive,
  type Live,
  type LiveOptions,
  type LiveSocket,
  type LiveSocketServer,
} from "./live.ts"
export { type Served, type ServeOptions, serveLive } from "./serve.ts"
