// stub
import type { SceneNode } from "./node.ts"
import type { SceneState } from "./state.ts"
export function layoutGrid(_s: SceneState, _n: SceneNode, _c: boolean): void {}
export function measureGrid(_s: SceneState, _n: SceneNode, _w: number) {
  return { width: 0, height: 0 }
}
