// Adapters of the project's own renderers for the conformance kit, but for the DOM (it needs a page).

import { type MemoryNode, memoryRenderer, strict } from "filigree/memory"
import type { Adapter, Shape } from "filigree/testing"
import {
  createScene,
  KIND_NAMES,
  RAW,
  type Scene,
  type SceneNode,
  type SceneOptions,
} from "../../renderers/scene/index.ts"
import { cellEngine } from "../../renderers/tui/engine.ts"
import { CellSurface } from "../../renderers/tui/surface.ts"
import { GridSurface, gridText } from "./grid-surface.ts"

/** The same renderer inside strict(), which throws when core breaks a promise. */
export function strictly<N extends object>(adapter: Adapter<N>): Adapter<N> {
  return {
    ...adapter,
    name: `${adapter.name}, strict`,
    async create() {
      const { renderer, root } = await adapter.create()
      return { renderer: strict(renderer), root }
    },
  }
}

/** `clones`: a host that copies what is mounted often. */
export function memoryAdapter(clones = false): Adapter<MemoryNode> {
  const renderer = memoryRenderer({ clones })
  const shapes = (node: MemoryNode): Shape[] =>
    node.children
      .filter((child) => child.attrs.get("hidden") !== true)
      .map((child) => (child.type === null ? child.text : [child.type, ...shapes(child)]))
  return {
    name: clones ? "memory, copying" : "memory",
    create: () => ({ renderer, root: renderer.root() }),
    serialize: shapes,
    fire: (node, event, init) => void renderer.fire(node, event, init),
    liveNodes: renderer.liveNodes,
    attribute: (node, name) => node.attrs.get(name),
  }
}

export const gridAdapter = () =>
  sceneAdapter("scene", async () => ({ surface: new GridSurface(80, 24), text: gridText }))

export const tuiAdapter = () =>
  sceneAdapter("terminal", async () => ({ surface: new CellSurface(80, 24), text: cellEngine }))

export const canvasAdapter = () =>
  sceneAdapter("canvas", async () => {
    // Loaded on demand: fonts and @napi-rs/canvas take their time.
    const { engine, surface } = await import("../renderers/canvas/support.ts")
    return { surface: surface({ width: 400, height: 300 }), text: engine }
  })

/** Each look at the tree lays it out and paints it, so that a case also fails by what a frame throws. */
function sceneAdapter(
  name: string,
  options: () => Promise<Pick<SceneOptions, "surface" | "text">>,
): Adapter<SceneNode> {
  const scenes = new Map<SceneNode, Scene>()
  const settled = () => {
    for (const scene of scenes.values()) while (scene.dirty && scene.frame());
  }
  return {
    name,
    async create() {
      const scene = createScene({
        ...(await options()),
        onError: (error) => {
          throw error
        },
      })
      scenes.set(scene.root, scene)
      return scene
    },
    serialize(root) {
      settled()
      return shapesOf(root)
    },
    fire(node) {
      settled()
      let root = node
      while (root.parent) root = root.parent
      const scene = scenes.get(root) as Scene
      const { x, y, width, height } = node.bounds()
      const at = { x: x + Math.floor(width / 2), y: y + Math.floor(height / 2), button: 0 }
      scene.pointer({ type: "down", ...at, buttons: 1 })
      scene.pointer({ type: "up", ...at, buttons: 0 })
    },
    liveNodes() {
      settled()
      let live = 0
      for (const scene of scenes.values()) live += scene.placed
      return live
    },
    attribute: (node, attribute) => (node.attrs as Record<string, unknown>)[attribute],
    dispose({ root }) {
      scenes.get(root)?.dispose()
      scenes.delete(root)
    },
  }
}

function shapesOf(node: SceneNode): Shape[] {
  const shapes: Shape[] = []
  for (let child = node.first; child; child = child.next) {
    if (child.kind === RAW) shapes.push(child.text)
    else if (child.attrs.hidden !== true) {
      shapes.push([KIND_NAMES[child.kind] ?? "?", ...shapesOf(child)])
    }
  }
  return shapes
}
