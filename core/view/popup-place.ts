// Where does a popup go? Beside what it belongs to, and never off the surface.
//
//     ┌ sort by ─┐                                 ╭──────╮
//     └──────────┘ below, where there is room      │ name │  else above; where neither side has room
//     ╭──────╮                                     │ size │  it is made smaller, on the side with more
//     │ name │                                     ╰──────╯
//     │ size │                                     ┌ sort by ─┐
//     ╰──────╯                                     └──────────┘

import type { Rect, Size } from "./renderer.ts"
import type { PopupPlace } from "./vocabulary.ts"

/**
 * The rectangle of a popup.
 *
 * @param anchor - What it stands beside. All lengths in one unit, from the surface's corner.
 * @param size - As large as it would be with room for it.
 * @param room - Size of the surface.
 */
export function placePopup(place: PopupPlace, anchor: Rect, size: Size, room: Size): Rect {
  if (place === "cover") return { x: 0, y: 0, width: room.width, height: room.height }
  const width = Math.min(size.width, room.width)
  const height = Math.min(size.height, room.height)
  const { x, y } = anchor
  if (place === "right" || place === "left") {
    const across = beside(x, x + anchor.width, width, room.width, place === "left")
    return { x: across.at, width: across.size, y: within(y, height, room.height), height }
  }
  const down = beside(y, y + anchor.height, height, room.height, place === "above")
  return { x: within(x, width, room.width), width, y: down.at, height: down.size }
}

/** After `end` or, when `before`, in front of `start`; on the other side when only that has room. */
function beside(start: number, end: number, size: number, room: number, before: boolean) {
  const ahead = Math.min(Math.max(0, start), room)
  const behind = room - Math.min(Math.max(0, end), room)
  const wanted = before ? ahead : behind
  const other = before ? behind : ahead
  const isBefore = size <= wanted || wanted >= other ? before : !before
  const fits = Math.min(size, isBefore ? ahead : behind)
  return { at: isBefore ? ahead - fits : room - behind, size: fits }
}

/** Moved as little as keeps all of it on the surface. */
function within(at: number, size: number, room: number): number {
  return Math.max(0, Math.min(at, room - size))
}
