// What yoga.ts makes, for who only holds it: nodes, the state. Nothing is loaded by this.

export type { Config as YogaConfig, Node as YogaNode, Yoga } from "yoga-layout/load"
