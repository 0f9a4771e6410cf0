// A small widget toolkit that knows nothing of filigree, in the manner of GTK: children are put in
// place by their *previous* sibling, a child that moves must be taken out first, and every widget has
// properties of its own with defaults.

export class Widget {
  readonly kind: string
  parent: Widget | null = null
  first: Widget | null = null
  last: Widget | null = null
  next: Widget | null = null
  previous: Widget | null = null
  label = ""
  visible = true
  readonly properties = new Map<string, unknown>()
  readonly signals = new Map<string, Set<(event: unknown) => void>>()
  static alive = 0

  constructor(kind: string) {
    this.kind = kind
    Widget.alive++
  }

  /** Puts `child`, which has no parent now, behind `sibling`, or first when that is null. */
  insertAfter(child: Widget, sibling: Widget | null): void {
    if (child.parent) throw new Error(`${child.kind} has a parent already`)
    if (sibling && sibling.parent !== this) throw new Error("the sibling is in another parent")
    const next = sibling ? sibling.next : this.first
    child.parent = this
    child.previous = sibling
    child.next = next
    if (sibling) sibling.next = child
    else this.first = child
    if (next) next.previous = child
    else this.last = child
  }

  unparent(): void {
    const { parent, previous, next } = this
    if (!parent) return
    if (previous) previous.next = next
    else parent.first = next
    if (next) next.previous = previous
    else parent.last = previous
    this.parent = this.previous = this.next = null
  }

  /** Frees the widget and all in it. Using it afterwards is an error of the program. */
  destroy(): void {
    this.unparent()
    for (let child = this.first; child; child = this.first) child.destroy()
    this.signals.clear()
    Widget.alive--
  }

  connect(signal: string, handler: (event: unknown) => void): () => void {
    let handlers = this.signals.get(signal)
    if (!handlers) this.signals.set(signal, (handlers = new Set()))
    const own = (event: unknown): void => handler(event)
    handlers.add(own)
    return () => void handlers.delete(own)
  }

  /** Tells the widget's handlers and then its parents', until one stops it. */
  emit(signal: string, fields: object = {}): void {
    const event = new Signal(signal, fields)
    for (let at: Widget | null = this; at && !event.stopped; at = at.parent) {
      for (const handler of [...(at.signals.get(signal) ?? [])]) handler(event)
    }
  }
}

/** What handlers get: the fields of the event, and the two ways to have a say in it. */
class Signal {
  readonly type: string
  stopped = false
  defaultPrevented = false

  constructor(type: string, fields: object) {
    this.type = type
    Object.assign(this, fields)
  }

  stopPropagation(): void {
    this.stopped = true
  }

  preventDefault(): void {
    this.defaultPrevented = true
  }
}
