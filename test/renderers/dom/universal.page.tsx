// biome-ignore-all lint/a11y: what the renderer does, not what is good
// Universal elements in a page: what universal.browser.test.ts mounts and drives.

import {
  type App,
  box,
  flush,
  type Handle,
  type KeyEvent,
  rwSignal,
  Show,
  signal,
  type Theme,
  TOKENS,
  text,
  useKeys,
} from "filigree"
import { render } from "filigree/dom"

let app: App | undefined
const log: unknown[] = []
export const logged = () => log.splice(0)
export async function end() {
  app?.dispose()
  app = undefined
  flush()
  return document.body.innerHTML
}

const rect = (id: string) => {
  const { x, y, width, height } = document.getElementById(id)!.getBoundingClientRect()
  return [x, y, width, height]
}
const style = (id: string) => getComputedStyle(document.getElementById(id)!)
export const value = (id: string) => (document.getElementById(id) as HTMLInputElement).value
export const focused = () => document.activeElement?.id ?? ""
export const frame = () => app!.flush()

export function layout() {
  document.body.style.margin = "0"
  app = render(() => (
    <box width={400} height={300} padding={10} paddingX={20} paddingTop={5} gap={8} id="outer">
      <box height={40} id="a" border borderBottom={false} />
      <box flexDirection="row" gap={4} flex={1} id="row">
        <box flexGrow={1} id="b" />
        <box width="25%" id="c" />
        <box flexGrow={1} id="d" margin={2} marginLeft={6} />
      </box>
      <box position="absolute" inset={1} top={3} id="e" />
      <box height="2lh" width="10ch" id="f" />
      <box display="grid" gridTemplateColumns="repeat(2, 1fr) 50" gap={2} height={20} id="g">
        <box id="g1" />
        <box id="g2" gridColumn="2 / 4" />
      </box>
    </box>
  ))
  return ["outer", "a", "row", "b", "c", "d", "e", "f", "g1", "g2"].map((id) => [id, ...rect(id)])
}

export function badLength() {
  try {
    render(() => box({ width: "4em" as never }))
  } catch (error) {
    return (error as Error).message
  }
}

export function order() {
  // The order of writes does not matter; what is more precise wins, and gives way when it goes.
  const [all, setAll] = signal<number | undefined>(4)
  const [top, setTop] = signal<number | undefined>(9)
  app = render(() => <box id="p" paddingTop={top} padding={all} paddingX={2} />)
  const seen = [style("p").padding]
  setAll(5)
  flush()
  seen.push(style("p").padding)
  setTop(undefined)
  flush()
  seen.push(style("p").padding)
  setAll(undefined)
  flush()
  seen.push(style("p").padding)
  return seen
}

const theme = (name: string, hex: string): Theme => ({
  name,
  scheme: "dark",
  colors: Object.fromEntries(TOKENS.map((token) => [token, hex])) as Theme["colors"],
})

export function themes() {
  const [now, setNow] = signal<Theme | undefined>(theme("red", "#ff0000"))
  app = render(() => (
    <box>
      <box theme={now} background="surface" id="themed">
        <text id="words" color="accent">
          accent <span id="plain">inside</span>
        </text>
        <text id="own">text</text>
        <draw
          width={4}
          height={4}
          id="painted"
          paint={(pen, size) => pen.rect(0, 0, size.width, size.height).fill("accent")}
        />
      </box>
      <text id="outside">x</text>
    </box>
  ))
  const snap = () => [
    style("themed").backgroundColor,
    style("words").color,
    style("plain").color,
    style("own").color,
    style("outside").color,
  ]
  const seen = [snap()]
  setNow(theme("blue", "#0000ff"))
  flush()
  seen.push(snap())
  setNow(undefined)
  flush()
  seen.push(snap())
  return seen
}

export async function pixel(id: string) {
  await app!.flush()
  const canvas = document.querySelector<HTMLCanvasElement>(`#${id} canvas`)!
  const context = canvas.getContext("2d")!
  return [canvas.width, canvas.height, ...context.getImageData(1, 1, 1, 1).data]
}

export function runs() {
  const [dim, setDim] = signal(true)
  app = render(() => (
    <text id="t" bold underline strike truncate>
      <span id="s" italic inverse color="#00ff00" background="#000000" bold={false}>
        run
      </span>
      <span id="dim" dim={dim} color="#ffffff">
        dim
      </span>
      <span id="link" href="https://example.org/x">
        link
      </span>
      <span id="bad" href={"javascript:alert(1)" as string}>
        bad
      </span>
    </text>
  ))
  const s = style("s")
  const seen: unknown[] = [
    style("t").fontWeight,
    style("t").textDecorationLine,
    style("t").textOverflow,
    [s.fontWeight, s.fontStyle, s.color, s.backgroundColor],
    style("dim").color,
    document.getElementById("link")!.innerHTML,
    document.getElementById("bad")!.innerHTML,
  ]
  setDim(false)
  flush()
  seen.push(style("dim").color)
  return seen
}

export function titled() {
  const [note, setNote] = signal<string | undefined>("4 of 9")
  const [title, setTitle] = signal<string | undefined>("Load <b>")
  app = render(() => (
    <box id="box" title={title} titleNote={note} padding={4} border="round">
      <text id="content">content</text>
    </box>
  ))
  const node = document.getElementById("box")!
  const top = () => rect("content")[1]! - rect("box")[1]!
  const seen: unknown[] = [
    node.querySelector(".f-bar")!.innerHTML,
    node.ariaLabel,
    node.role,
    top() > 25,
  ]
  setNote(undefined)
  setTitle(undefined)
  flush()
  seen.push(node.querySelector(".f-bar"), node.ariaLabel, node.role, top())
  return seen
}

export function edits() {
  const [name, setName] = signal("ab")
  const free = rwSignal("")
  app = render(() => (
    <box>
      <input
        id="upper"
        value={name}
        onInput={(event) => setName(event.value.toUpperCase())}
        onSubmit={(event) => log.push(`submit ${event.value}`)}
        onChange={(event) => log.push(`change ${event.value}`)}
      />
      <input id="fixed" value={() => "fixed"} />
      <input id="free" initialValue="start" onInput={(event) => free.set(event.value)} />
      <input id="short" maxLength={3} />
      <textarea id="area" initialValue={"a\nb"} rows={2} />
      <text id="echo">{free}</text>
    </box>
  ))
}

export function keys() {
  app = render(() => {
    useKeys([{ keys: "ctrl+s", run: () => void log.push("saved"), help: "save" }])
    const tell = (at: string) => (event: KeyEvent) => {
      const held = ["ctrl", "alt", "shift", "meta"].filter((name) => (event as any)[name])
      log.push(`${at} ${[...held, event.key].join("+")} ${JSON.stringify(event.text)}`)
      if (event.key === "x") event.stopPropagation()
    }
    return (
      <box onKey={tell("outer")}>
        <box
          id="one"
          focusable
          width={40}
          height={20}
          onKey={tell("one")}
          onPress={() => log.push("press")}
        />
        <input id="field" onKey={(event) => event.key === "q" && event.preventDefault()} />
      </box>
    )
  })
}

export function pointers() {
  document.body.style.margin = "0"
  app = render(() => (
    <box id="stage" width={300} height={200} onPress={(e) => log.push(`stage press ${e.x},${e.y}`)}>
      <box
        id="pad"
        position="absolute"
        left={50}
        top={40}
        width={100}
        height={60}
        border
        onPointerDown={(e) => {
          log.push(`down ${e.x},${e.y} ${e.button} ${e.buttons} ${e.clicks}`)
          e.capture()
        }}
        onPointerMove={(e) => e.buttons && log.push(`move ${e.x},${e.y}`)}
        onPointerUp={(e) => log.push(`up ${e.x},${e.y}`)}
        onPointerEnter={() => log.push("enter")}
        onPointerLeave={() => log.push("leave")}
        onWheel={(e) => log.push(`wheel ${e.deltaX},${e.deltaY} at ${e.x},${e.y}`)}
      />
      <box
        id="off"
        disabled
        focusable
        position="absolute"
        left={200}
        top={40}
        width={40}
        height={40}
        onPress={() => log.push("never")}
      />
      <box
        id="stop"
        position="absolute"
        left={200}
        top={100}
        width={40}
        height={40}
        onPress={(e) => {
          log.push(`stop ${e.clicks}`)
          e.stopPropagation()
        }}
      />
    </box>
  ))
}

export function focus() {
  const [open, setOpen] = signal(false)
  ;(window as any).open_ = setOpen
  app = render(() => (
    <box onFocus={() => log.push("in")} onBlur={() => log.push("out")}>
      <box id="a" focusable height={20} />
      <box focusScope="arrows" id="scope">
        <box id="b" focusable height={20} />
        <box id="c" focusable height={20} />
        <box id="d" focusable height={20} disabled />
      </box>
      <box id="e" focusable height={20} />
      <Show when={open}>
        <box focusScope="tab" trap role="dialog" label="Sure?">
          <box id="yes" focusable height={20} />
          <box id="no" focusable autoFocus height={20} onPress={() => setOpen(false)} />
        </box>
      </Show>
    </box>
  ))
}
export function openDialog() {
  ;(window as any).open_(true)
  flush()
}
export function closeDialog() {
  ;(window as any).open_(false)
  flush()
}

export async function scrolling() {
  const [lines, setLines] = signal(20)
  const handle: { current: Handle | undefined } = { current: undefined }
  app = render(() => (
    <box
      id="log"
      height={100}
      width={200}
      overflow="scroll"
      stickToEnd
      ref={handle}
      onScroll={(event) => log.push(`scroll ${event.top} ${event.atEnd}`)}
    >
      <text>{() => "line\n".repeat(lines()).trimEnd()}</text>
    </box>
  ))
  const node = document.getElementById("log")!
  const gap = () => Math.round(node.scrollHeight - node.clientHeight - node.scrollTop)
  const scrolled = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  await app.flush()
  const seen: unknown[] = [node.scrollTop > 0, gap()]
  setLines(40)
  await app.flush()
  seen.push(gap())
  handle.current!.scrollTo({ top: 10 })
  await scrolled()
  setLines(60)
  await app.flush()
  seen.push(node.scrollTop) // the reader is elsewhere: stay
  return seen
}

export async function services() {
  const sizes: string[] = []
  const handle: { current: Handle | undefined } = { current: undefined }
  document.body.style.margin = "20px"
  app = render(() => (
    <box
      ref={handle}
      marginTop={7}
      width={30}
      height={12}
      onResize={(event) => sizes.push(`${event.width}x${event.height}`)}
    />
  ))
  app.title("titled")
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const bounds = handle.current!.bounds()
  const size = app.size()
  app.exit(3)
  const code = await app.done
  document.body.style.margin = ""
  return { sizes, bounds, size, title: document.title, code, surface: app.surface }
}

export async function pictures() {
  const png =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8DAAMQADf4B/6hdjjMAAAAASUVORK5CYII="
  const bytes = Uint8Array.from(atob(png.split(",")[1]!), (c) => c.charCodeAt(0))
  await new Promise<void>((done) => {
    let loaded = 0
    const count = () => ++loaded === 2 && done()
    app = render(() => (
      <box>
        <image id="url" src={png} alt="two pixels" onLoad={count} onError={() => done()} />
        <image id="bytes" src={bytes} label="labelled" onLoad={count} onError={() => done()} />
      </box>
    ))
  })
  return ["url", "bytes"].map((id) => {
    const node = document.getElementById(id) as HTMLImageElement
    return [node.naturalWidth, node.alt]
  })
}

export function leaves() {
  try {
    const Input = "input" as any
    render(() => <Input>words</Input>)
  } catch (error) {
    return (error as Error).message
  }
}

/** One of everything, to look at. */
export function gallery() {
  document.body.style.margin = "0"
  const [note] = signal("12 of 40")
  app = render(() => (
    <box background="background" padding={16} gap={12} width="100%" minHeight={700}>
      <text bold fontSize={20}>
        Gallery
      </text>
      <box flexDirection="row" gap={12}>
        <box
          title="Load"
          titleNote={note}
          border="round"
          background="surface"
          padding={10}
          flex={1}
          gap={6}
        >
          <text>
            one <span color="accent">accent</span>{" "}
            <span color="danger" bold>
              danger
            </span>{" "}
            <span dim>dim</span> <span underline>under</span> <span strike>strike</span>{" "}
            <span inverse>inverse</span> <span href="https://example.org">link</span>
          </text>
          <text color="muted" truncate width={160}>
            a text that is too long for its line
          </text>
          <text lineClamp={2} width={160}>
            a text that is far too long for its two lines and so it ends in three dots
          </text>
          <draw
            height={80}
            paint={(pen, { width, height, lh }) => {
              for (let i = 0; i <= 4; i++) {
                pen
                  .begin()
                  .moveTo(0, (height * i) / 4)
                  .lineTo(width, (height * i) / 4)
                  .stroke("faint", 1)
              }
              pen.begin()
              for (let x = 0; x < width; x += 4) {
                const y = height / 2 + Math.sin(x / 20) * height * 0.4
                if (x === 0) pen.moveTo(x, y)
                else pen.lineTo(x, y)
              }
              pen.stroke("series1", 2)
              pen.text(4, height - lh, "time", { color: "muted" })
            }}
          />
        </box>
        <box
          title="Right"
          titleAlign="right"
          titleNote="note"
          titleColor="accent"
          border
          padding={10}
          flex={1}
          gap={6}
          background="surface"
        >
          {(["single", "round", "double", "heavy", "dashed"] as const).map((border) => (
            <box border={border} paddingX="1ch" borderColor="accent">
              {border}
            </box>
          ))}
        </box>
        <box
          title="Center"
          titleAlign="center"
          border="round"
          padding={10}
          width={200}
          gap={8}
          shadow="0 4px 16px rgb(0 0 0 / 30%)"
          background="surface"
        >
          <box border="round" paddingX="1ch">
            <input placeholder="filter" />
          </box>
          <box border paddingX="1ch">
            <textarea initialValue={"two\nlines"} rows={2} />
          </box>
          <box
            background="accent"
            color="onAccent"
            alignItems="center"
            focusable
            cursor="pointer"
            borderRadius={4}
          >
            Button
          </box>
          <box overflow="scroll" height={60} background="raised">
            <text>{"scroll\n".repeat(9)}</text>
          </box>
        </box>
      </box>
    </box>
  ))
}

export function cut() {
  const [words, setWords] = signal("/usr/lib/node/very/long/path.ts (1)!")
  const [href, setHref] = signal<string | undefined>(undefined)
  app = render(() => [
    text({ id: "cut", truncate: "start", width: 120, href }, words),
    text({ id: "end", truncate: true, width: 120 }, words),
  ])
  // Where the words begin and end on the screen, against the box.
  const edges = (id: string) => {
    const node = document.getElementById(id)!
    const range = document.createRange()
    range.selectNodeContents(node)
    const [box, ink] = [node.getBoundingClientRect(), range.getBoundingClientRect()]
    return [
      Math.sign(Math.round(ink.left - box.left)),
      Math.sign(Math.round(ink.right - box.right)),
    ]
  }
  const seen: unknown[] = [edges("cut"), edges("end")]
  setHref("https://example.org/")
  setWords("short")
  flush()
  seen.push(edges("cut"), document.getElementById("cut")!.innerHTML)
  return seen
}

export async function cutMiddle() {
  const [words, setWords] = signal("/usr/lib/node/very/long/path.ts")
  const [width, setWidth] = signal(120)
  const [href, setHref] = signal<string | undefined>(undefined)
  app = render(() => text({ id: "cut", truncate: "middle", width, href }, words))
  const node = document.getElementById("cut")!
  const settled = () =>
    new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
  const look = async () => {
    flush()
    await settled()
    return [node.dataset.cutting ?? null, node.textContent]
  }
  const seen = [await look()]
  setWords("short.ts")
  seen.push(await look())
  setWords("/usr/lib/node/very/long/other.ts")
  seen.push(await look())
  setWidth(400)
  seen.push(await look())
  setHref("https://example.org/")
  setWidth(60)
  seen.push(await look())
  return seen
}
