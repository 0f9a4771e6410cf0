// Toasts: short messages that come over the app and go by themselves.
//
//                                   ╭──────────────────╮
//                                   │ ✓ saved notes.md │
//                                   ╰──────────────────╯
//                                   ╭──────────────────╮
//                                   │ ✕ no connection  │
//                                   ╰──────────────────╯
//
// A queue is made once and handed to whoever has something to say; `Toasts` shows it. A press takes a
// message away. Each has a sign as well as a colour, and screen readers are told.

import { type Accessor, getOwner, onCleanup, signal } from "../core/reactive/index.ts"
import { box, For, type LayoutProps, Show, span, text } from "../core/view/index.ts"
import { colorOf, SIGNS, type State } from "./shared/states.ts"
import { widget } from "./shared/widget.ts"

/** How a message looks, and how long it stays. */
export interface ToastOptions {
  /** Default "info". */
  readonly state?: State | undefined
  /** Milliseconds until it goes; Infinity to stay until it is pressed. Default 4,000. */
  readonly duration?: number | undefined
}

/** One message. */
export interface Toast {
  readonly id: number
  readonly words: string
  readonly state: State
}

/** The messages that are shown, and how to show another. */
export interface ToastQueue {
  /** Shows a message; returns what takes it away. */
  show(words: string, options?: ToastOptions): () => void
  /** Takes one away. */
  drop(id: number): void
  clear(): void
  /** Those that are shown, oldest first. Reactive. */
  readonly shown: Accessor<readonly Toast[]>
}

/** How many messages are shown at once. */
export interface ToastQueueOptions {
  /** The oldest goes when there are more. Default 5. */
  readonly limit?: number | undefined
}

/**
 * A queue of messages. Made in a component, it ends with it.
 *
 * @example
 * const toasts = toastQueue()
 * toasts.show("saved notes.md", { state: "success" })
 */
export function toastQueue(options: ToastQueueOptions = {}): ToastQueue {
  const { limit = 5 } = options
  const [shown, setShown] = signal<readonly Toast[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let ids = 0

  function drop(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    setShown((all) => all.filter((toast) => toast.id !== id))
  }

  function clear(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    setShown([])
  }

  if (getOwner()) onCleanup(clear)

  return {
    show(words, { state = "info", duration = 4000 } = {}) {
      const id = ++ids
      setShown((all) => {
        const next = [...all, { id, words, state }]
        for (const gone of next.slice(0, -limit)) {
          clearTimeout(timers.get(gone.id))
          timers.delete(gone.id)
        }
        return next.slice(-limit)
      })
      if (duration !== Number.POSITIVE_INFINITY)
        timers.set(
          id,
          setTimeout(() => drop(id), duration),
        )
      return () => drop(id)
    },
    drop,
    clear,
    shown,
  }
}

/** Layout attributes go to the column of messages, which stands in the lower right corner. */
export interface ToastsProps extends LayoutProps {
  readonly queue: ToastQueue
}

/**
 * Shows a queue's messages over the app, its dialogs and lists, wherever it stands. What is beside them can be used.
 *
 * @example
 * const toasts = toastQueue()
 * toasts.show("saved notes.md", { state: "success" })
 * <Toasts queue={toasts} />
 */
export const Toasts = widget("Toasts", (props: ToastsProps) => {
  const { queue, ...layout } = props
  const message = (toast: Accessor<Toast>) => {
    const { state, id } = toast()
    const color = colorOf(state)
    return box(
      {
        border: "round",
        borderColor: color,
        background: "raised",
        paddingX: "1ch",
        maxWidth: "50ch",
        shadow: "0 4px 16px rgb(0 0 0 / 30%)",
        role: state === "danger" ? "alert" : "status",
        cursor: "pointer",
        onPress: () => queue.drop(id),
      },
      text(
        { selectable: false },
        span({ color, bold: true }, SIGNS[state], " "),
        () => toast().words,
      ),
    )
  }
  return Show({
    when: () => queue.shown().length > 0,
    children: () =>
      box(
        {
          popup: "cover",
          zIndex: 90,
          color: "text",
          onPress: (event) => event.stopPropagation(), // what it lies over has nothing to do with it
        },
        box(
          {
            position: "absolute",
            right: "2ch",
            bottom: "1lh",
            alignItems: "end",
            rowGap: "4px",
            ...layout,
          },
          For({ each: queue.shown, by: (toast) => toast.id, children: message }),
        ),
      ),
  })
})
