// The workloads of the public js-reactivity-benchmark (kairo, cellx, S.js and dynamic graphs),
// written anew from their descriptions. A case builds a graph and returns what is timed.

const times = (n, fn) => Array.from({ length: n }, (_, i) => fn(i))
const sum = (list) => list.reduce((total, node) => total + node.read(), 0)

function check(value, expected) {
  if (value !== expected) throw new Error(`computed ${value}, expected ${expected}`)
}

function busy() {
  let total = 0
  for (let i = 0; i < 100; i++) total += i
  return total
}

/** `length` memos, each one more than the one before. */
function chain(fw, from, length) {
  let last = from
  for (let i = 0; i < length; i++) {
    const below = last
    last = fw.computed(() => below.read() + 1)
  }
  return last
}

/** Writes 0, 1, … and expects `end` to follow. */
function follow(fw, head, end, writes, expected) {
  fw.effect(() => void end.read())
  return () => {
    for (let i = 0; i < writes; i++) {
      fw.withBatch(() => head.write(i))
      check(end.read(), expected(i))
    }
  }
}

const kairo = {
  avoidable(fw) {
    const head = fw.signal(0)
    const first = fw.computed(() => head.read())
    const constant = fw.computed(() => {
      first.read()
      return 0
    })
    const third = fw.computed(() => {
      busy()
      return constant.read() + 1
    })
    const fourth = fw.computed(() => third.read() + 2)
    const end = fw.computed(() => fourth.read() + 3)
    fw.effect(() => {
      end.read()
      busy()
    })
    return () => {
      for (let i = 0; i < 1000; i++) {
        fw.withBatch(() => head.write(i))
        check(end.read(), 6)
      }
    }
  },
  broad(fw) {
    const head = fw.signal(0)
    let last
    for (let i = 0; i < 50; i++) {
      const one = fw.computed(() => head.read() + i)
      last = fw.computed(() => one.read() + 1)
      const two = last
      fw.effect(() => void two.read())
    }
    return () => {
      for (let i = 0; i < 50; i++) {
        fw.withBatch(() => head.write(i))
        check(last.read(), i + 50)
      }
    }
  },
  deep(fw) {
    const head = fw.signal(0)
    return follow(fw, head, chain(fw, head, 50), 50, (i) => i + 50)
  },
  diamond(fw) {
    const head = fw.signal(0)
    const arms = times(5, () => fw.computed(() => head.read() + 1))
    const end = fw.computed(() => sum(arms))
    return follow(fw, head, end, 500, (i) => (i + 1) * 5)
  },
  mux(fw) {
    const heads = times(100, () => fw.signal(0))
    const all = fw.computed(() => Object.fromEntries(heads.map((head, i) => [i, head.read()])))
    const ends = heads.map((_, i) => {
      const part = fw.computed(() => all.read()[i])
      return fw.computed(() => part.read() + 1)
    })
    for (const end of ends) fw.effect(() => void end.read())
    return () => {
      for (const factor of [1, 2]) {
        for (let i = 0; i < 10; i++) {
          fw.withBatch(() => heads[i].write(i * factor))
          check(ends[i].read(), i * factor + 1)
        }
      }
    }
  },
  repeated(fw) {
    const head = fw.signal(0)
    const end = fw.computed(() => {
      let total = 0
      for (let i = 0; i < 30; i++) total += head.read()
      return total
    })
    return follow(fw, head, end, 100, (i) => i * 30)
  },
  triangle(fw) {
    const head = fw.signal(0)
    const list = [head]
    for (let i = 0; i < 9; i++) list.push(chain(fw, list[i], 1))
    const end = fw.computed(() => sum(list))
    return follow(fw, head, end, 100, (i) => 45 + i * 10)
  },
  unstable(fw) {
    const head = fw.signal(0)
    const double = fw.computed(() => head.read() * 2)
    const inverse = fw.computed(() => -head.read())
    const end = fw.computed(() => {
      let total = 0
      for (let i = 0; i < 20; i++) total += head.read() % 2 ? double.read() : inverse.read()
      return total
    })
    return follow(fw, head, end, 100, (i) => (i % 2 ? i * 40 : i * -20))
  },
  mol(fw) {
    const fib = (n) => (n < 2 ? 1 : fib(n - 1) + fib(n - 2))
    const hard = (n) => n + fib(16)
    const a = fw.signal(0)
    const b = fw.signal(0)
    const c = fw.computed(() => (a.read() % 2) + (b.read() % 2))
    const d = fw.computed(() => times(5, (i) => ({ x: i + (a.read() % 2) - (b.read() % 2) })))
    const e = fw.computed(() => hard(c.read() + a.read() + d.read()[0].x))
    const f = fw.computed(() => hard(d.read()[2].x || b.read()))
    const g = fw.computed(() => c.read() + (c.read() || e.read() % 2) + d.read()[4].x + f.read())
    fw.effect(() => hard(g.read()))
    fw.effect(() => g.read())
    fw.effect(() => hard(f.read()))
    let i = 0
    return () => {
      i++
      fw.withBatch(() => {
        b.write(1)
        a.write(1 + i * 2)
      })
      fw.withBatch(() => {
        a.write(2 + i * 2)
        b.write(2)
      })
    }
  },
}

/** A sheet of `layers` rows of four cells, each with an effect; a write turns the whole sheet over. */
const cellx = (layers) => (fw) => {
  const start = [1, 2, 3, 4].map((value) => fw.signal(value))
  let row = start
  for (let i = 0; i < layers; i++) {
    const [a, b, c, d] = row
    row = [
      fw.computed(() => b.read()),
      fw.computed(() => a.read() - c.read()),
      fw.computed(() => b.read() + d.read()),
      fw.computed(() => c.read()),
    ]
    for (const cell of row) fw.effect(() => void cell.read())
    // Read as it grows: the first evaluation of a deep sheet from its end would take the stack.
    for (const cell of row) cell.read()
  }
  let isTurned = false
  return () => {
    isTurned = !isTurned
    fw.withBatch(() => start.forEach((cell, i) => void cell.write(isTurned ? 4 - i : i + 1)))
  }
}

/** Layers of memos over a row of signals; a part of them leaves out one source, now this, now that. */
const layered = (width, layers, perNode, isStatic, readPart) => (fw) => {
  let seed = 42
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const heads = times(width, (i) => fw.signal(i))
  let row = heads
  for (let layer = 1; layer < layers; layer++) {
    const below = row
    row = below.map((_, x) => {
      const mine = times(perNode, (k) => below[(x + k) % width])
      if (random() < isStatic) return fw.computed(() => sum(mine))
      const [first, ...rest] = mine
      return fw.computed(() => {
        let total = first.read()
        const left = total & 1 ? total % rest.length : -1
        for (let i = 0; i < rest.length; i++) if (i !== left) total += rest[i].read()
        return total
      })
    })
  }
  const leaves = row.filter(() => random() < readPart)
  fw.effect(() => void sum(leaves))
  let i = 0
  return () => {
    for (const end = i + 20; i < end; i++) {
      fw.withBatch(() => heads[i % width].write(i + (i % width)))
      for (const leaf of leaves) leaf.read()
    }
  }
}

/** `n` effects over `signals` signals, made and disposed. */
const create = (n, signals, perEffect) => ({
  whole: true,
  run(fw) {
    fw.withBuild(() => {
      const heads = times(signals, (i) => fw.signal(i))
      for (let i = 0; i < n; i++) {
        const first = perEffect > 1 ? i * perEffect : Math.floor((i * signals) / n)
        if (perEffect === 0) fw.effect(() => i)
        else if (perEffect === 1) {
          const { read } = heads[first]
          fw.effect(() => read())
        } else {
          fw.effect(() => {
            let total = 0
            for (let k = 0; k < perEffect; k++) total += heads[first + k].read()
            return total
          })
        }
      }
    })
    fw.cleanup()
  },
})

/** One signal of `sources` is written; `effects` effects read them all. */
const update = (sources, effects, writes) => (fw) => {
  const heads = times(sources, (i) => fw.signal(i))
  for (let i = 0; i < effects; i++) fw.effect(() => sum(heads))
  let value = 0
  return () => {
    for (let i = 0; i < writes; i++) fw.withBatch(() => heads[0].write(++value))
  }
}

export const cases = {
  "create 5,000 signals": {
    whole: true,
    run: (fw) => times(5000, (i) => fw.signal(i)),
  },
  "create 0→1": create(2000, 0, 0),
  "create 1→1": create(2000, 2000, 1),
  "create 1→4": create(2000, 500, 1),
  "create 1→1000": create(2000, 2, 1),
  "create 4→1": create(500, 2000, 4),
  "create 1000→1": create(2, 2000, 1000),
  "update 1→1": update(1, 1, 2000),
  "update 4→1": update(4, 1, 1000),
  "update 1000→1": update(1000, 1, 10),
  "update 1→4": update(1, 4, 500),
  "update 1→1000": update(1, 1000, 10),
  ...kairo,
  "cellx 1000": cellx(1000),
  "cellx 2500": cellx(2500),
  "cellx 5000": cellx(5000),
  "2 of 10 × 5, 20 % read": layered(10, 5, 2, 1, 0.2),
  "6 of 10 × 10, 25 % dynamic": layered(10, 10, 6, 0.75, 0.2),
  "4 of 1000 × 12, 5 % dynamic": layered(1000, 12, 4, 0.95, 1),
  "25 of 1000 × 5": layered(1000, 5, 25, 1, 1),
  "3 of 5 × 500": layered(5, 500, 3, 1, 1),
  "6 of 100 × 15, 50 % dynamic": layered(100, 15, 6, 0.5, 1),
}
