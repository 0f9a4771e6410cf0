// Development help of the graph: names, places, warnings. One gate for all of it.
//
// Bundlers drop what only the left arm below refers to: the words of the warnings, the registry of
// names, the reading of stacks. The condition stands here by itself because esbuild does not follow
// a constant into other files when it decides what is unused.

import { warn } from "../dev.ts"
import {
  amend,
  CodedError,
  createdUnderDisposed,
  cycle,
  cycleSentence,
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

declare const process: { env: Record<string, string | undefined> }

/** Undefined in production. */
export const help = /* @__PURE__ */ inDevelopment()

function inDevelopment() {
  try {
    return process.env.NODE_ENV === "production"
      ? undefined
      : {
          register,
          registerName,
          registerRoot,
          unregisterRoot,
          describe: describeNode,
          placeNow,
          cycle: startCycle,
          cyclePasses,
          disposedRead: (kind: string, node: object): CodedError =>
            disposedRead(kind, nameOf(node), createdAt(node)),
          warnCreatedUnderDisposed: (node: object, owner: object) =>
            say(createdUnderDisposed(describeNode(node), describeNode(owner))),
          warnNoOwner: (name: "onCleanup" | "provide") => say(noOwner(name)),
          warnUntrackedRead: (node: object, component: string, place: string | undefined) =>
            say(untrackedRead(describeNode(node), component, placeNow() ?? place)),
        }
  } catch {
    return undefined // a page without a bundler: there is no `process`
  }
}

/** Errors of cycles on their way up: the nodes that they have come through, the first one at the front. */
const open = new WeakMap<object, object[]>()

/** The error of a memo that is read while it runs. */
function startCycle(node: object): CodedError {
  const error = cycle([describeNode(node)], createdAt(node))
  open.set(error, [node])
  return error
}

/** Notes that `error` has made `node` fail: if it is that of a cycle, the node is part of it. */
function cyclePasses(error: unknown, node: object): void {
  const nodes = error instanceof CodedError ? open.get(error) : undefined
  if (!nodes) return
  if (nodes[0] === node) open.delete(error as object)
  else {
    nodes.splice(1, 0, node) // what fails first has been read last
    amend(error as CodedError, { sentence: cycleSentence(nodes.map(describeNode)) })
  }
}

function say({ code, sentence, remedy, where }: Words): void {
  warn(code, sentence, remedy, where)
}
