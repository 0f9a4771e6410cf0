// A list of listeners that may change while it is being told.

export class Listeners<T> {
  #list: readonly ((value: T) => void)[] = []

  /** Returns a function that stops listening. The same function may be added twice. */
  add(listener: (value: T) => void): () => void {
    const entry = (value: T) => listener(value)
    this.#list = [...this.#list, entry]
    return () => {
      this.#list = this.#list.filter((one) => one !== entry)
    }
  }

  /** Tells those who are listening now; who stops in the middle hears no more. */
  emit(value: T): void {
    for (const listener of this.#list) {
      if (this.#list.includes(listener)) listener(value)
    }
  }
}
