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
  notAFunction,
  notASource,
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
import { isReactive } from "./readable.ts"

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
          checkFunction,
          checkSources,
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

/** Calls as they should be: what errors say that were given something else. */
const WRITE: Readonly<Record<string, string>> = {
  effect: "effect(() => console.log(count()))",
  renderEffect: "renderEffect(() => draw(count()))",
  immediateEffect: "immediateEffect(() => console.log(count()))",
  on: "on(count, (value, previous) => …): the accessor, not its value",
  watch: "watch(count, (value, previous) => …): the accessor, not its value",
  memo: "memo(() => price() * amount())",
  rwMemo: "rwMemo(() => price() * amount())",
  createRoot: "createRoot((dispose) => …)",
  onCleanup: "onCleanup(() => clearInterval(timer))",
  catchError: "catchError(() => work(), (error) => …)",
  resource:
    "resource(userId, async (id) => …); what depends on no source is asyncMemo(async () => …)",
  asyncMemo: "asyncMemo(async ({ signal }) => …)",
  action: "action(async (draft) => …)",
  multiAction: "multiAction(async (item) => …)",
}

/** Says at once what would fail later and elsewhere: in a flush, or at the end of an owner. */
function checkFunction(call: string, value: unknown): void {
  if (typeof value !== "function") throw notAFunction(call, value, WRITE[call]!, placeNow())
}

/** Something is to run when `deps` change: they must be able to. */
function checkSources(call: string, deps: unknown): void {
  for (const dep of Array.isArray(deps) ? deps : [deps])
    if (!isReactive(dep)) throw notASource(call, dep, WRITE[call]!, placeNow())
}

function say({ code, sentence, remedy, where }: Words): void {
  warn(code, sentence, remedy, where)
}
