// What makes a widget: a component with a name, whose props are looked at in development.
//
//     Table({ rows: [] })     CodedError [missing-prop]: <Table> was given no `by` (it has `rows`).
//
// TypeScript says the same earlier; this is for programs in plain JavaScript, and for data from outside.
// What each widget takes stands in takes.ts, which production leaves out.

import { component, type View } from "../../core/view/index.ts"
import { checkProps } from "./takes.ts"

/** A component called `name` in messages; generics survive. */
export function widget<F extends (props: any) => View<any>>(name: string, body: F): F {
  const check = checkProps
  if (!check) return component(body, name)
  const checked = (props: Parameters<F>[0]) => {
    check(name, props)
    return body(props)
  }
  return component(checked as F, name)
}
