// filigree/motion: values that take their time. README.md lists the exports in teaching order.

export { type AppearOptions, appear } from "./appear.ts"
export type { SpringOptions, TweenOptions } from "./course.ts"
export {
  cubicBezier,
  type Easing,
  ease,
  mirrored,
  reversed,
  steps,
  through,
} from "./easing.ts"
export { type From, type Motion, spring, tween } from "./motion.ts"
export { cycle, type FrameTime, type OnFrameOptions, onFrame } from "./on-frame.ts"
export { mix } from "./parts.ts"
export {
  type Step,
  stagger,
  type Timeline,
  type TimelineOptions,
  type Track,
  timeline,
} from "./timeline.ts"
