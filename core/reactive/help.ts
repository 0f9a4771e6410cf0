// Development help of the graph: names, places, warnings. One gate for all of it.
//
// Bundlers drop what only the left arm below refers to: the words of the warnings, the registry of
// names, the reading of stacks. The condition stands here by itself because esbuild does not follow
// a constant into other files when it decides what is unused.

import { warn } from "../dev.ts"
import {
  type CodedError,
  createdUnderDisposed,
  disposedRead,
  noOwner,
  untrackedRead,
  type Words,
} from "../errors.ts"
import {
  createdAt,
  describeNode,
  nameOf,
  placeNow,
  register,
  registerName,
  registerRoot,
  unregisterRoot,
} from "./names.ts"

declare const process: { env: Record<string, string | undefined> } | undefined

/** Undefined in production. */
export const help = (typeof process === "undefined" ? false : process.env.NODE_ENV !== "production")
  ? {
      register,
      registerName,
      registerRoot,
      unregisterRoot,
      describe: describeNode,
      createdAt,
      placeNow,
      disposedRead: (kind: string, node: object): CodedError =>
        disposedRead(kind, nameOf(node), createdAt(node)),
      warnCreatedUnderDisposed: (node: object, owner: object) =>
        say(createdUnderDisposed(describeNode(node), describeNode(owner))),
      warnNoOwner: (name: string, consequence: string) => say(noOwner(name, consequence)),
      warnUntrackedRead: (node: object, component: string, place: string | undefined) =>
        say(untrackedRead(describeNode(node), component, placeNow() ?? place)),
    }
  : undefined

function say({ code, sentence, remedy, where }: Words): void {
  warn(code, sentence, remedy, where)
}
