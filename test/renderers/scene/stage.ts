// A scene on a grid of cells, and trees written as nested arrays.

import {
  createScene,
  type Scene,
  type SceneNode,
  type SceneOptions,
} from "../../../renderers/scene/index.ts"
import { GridSurface, gridText } from "../../support/grid-surface.ts"

export type Tree = string | [type: string, attrs: Record<string, unknown>, ...children: Tree[]]

export interface Stage {
  readonly scene: Scene
  readonly surface: GridSurface
  readonly errors: unknown[]
  /** Puts a tree into `parent` (default the root), before `before`. */
  add(tree: Tree, parent?: SceneNode, before?: SceneNode | null): SceneNode
  set(node: SceneNode, name: string, value: unknown): void
  say(node: SceneNode, text: string): void
  on(node: SceneNode, event: string, handler: (event: any) => void): () => void
  drop(node: SceneNode): void
  /** Paints what is stale, and returns the screen. */
  screen(): string
  /** Cells in the damage of the last frame. */
  damaged(): number
}

export async function stage(
  width: number,
  height: number,
  options: Partial<SceneOptions> & { scroll?: boolean; rewrite?: boolean } = {},
): Promise<Stage> {
  const surface = new GridSurface(width, height)
  surface.canScroll = options.scroll ?? false
  if (options.rewrite) surface.rewrite = surface.writeOver
  const errors: unknown[] = []
  const scene = createScene({
    surface,
    text: gridText,
    onError: (error) => errors.push(error),
    ...options,
  })
  const { renderer, root } = scene
  const make = (tree: Tree, parent: SceneNode): SceneNode => {
    if (typeof tree === "string") {
      const node = renderer.create(null, parent)
      renderer.setText(node, tree)
      return node
    }
    const [type, attrs, ...children] = tree
    const node = renderer.create(type, parent)
    for (const name in attrs) {
      const value = attrs[name]
      if (name.startsWith("on") && typeof value === "function")
        renderer.listen(node, name[2]!.toLowerCase() + name.slice(3), value as () => void)
      else renderer.setAttr(node, name, value, undefined)
    }
    for (const child of children) renderer.insert(node, make(child, node), null)
    return node
  }
  return {
    scene,
    surface,
    errors,
    add: (tree, parent = root, before = null) => {
      const node = make(tree, parent)
      renderer.insert(parent, node, before)
      return node
    },
    set: (node, name, value) => renderer.setAttr(node, name, value, undefined),
    say: (node, text) => renderer.setText(node, text),
    on: (node, event, handler) => renderer.listen(node, event, handler as (event: unknown) => void),
    drop: (node) => renderer.remove(node.parent as SceneNode, node),
    screen: () => {
      scene.frame()
      return surface.screen()
    },
    damaged: () => {
      const last = surface.log[surface.log.length - 1] ?? []
      return last.reduce((sum, r) => sum + r.width * r.height, 0)
    },
  }
}

/** A drawn screen: the common indent and the outer line breaks do not count. */
export function drawn(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n\s*$/, "")
    .split("\n")
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)),
  )
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join("\n")
    .trimEnd()
}
