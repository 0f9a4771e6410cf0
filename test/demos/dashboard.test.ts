import { renderToPng } from "filigree/canvas"
import { mountTest } from "filigree/testing"
import { renderToText, terminal } from "filigree/tui"
import { expect, test } from "vitest"
import { dashboard } from "../../demos/dashboard/dashboard.tsx"
import { createModel, type Model } from "../../demos/dashboard/model.ts"
import type { Process, Sample } from "../../demos/dashboard/system/sample.ts"

process.env["TZ"] = "UTC"

const COMMANDS = [
  "node server.js",
  "postgres: writer",
  "/sbin/init",
  "vim notes.md",
  "日本語 --flag",
]

function look(at: number, change: Partial<Sample> = {}): Sample {
  const processes = COMMANDS.map(
    (command, index): Process => ({
      pid: 100 + index,
      name: command.split(" ")[0]?.split("/").at(-1) ?? "",
      user: index === 2 ? "root" : "ann",
      cpu: index === 0 ? 0.95 : index / 20,
      memory: (index + 1) * 50_000_000,
      threads: index + 1,
      state: index === 0 ? "R" : "S",
      command,
    }),
  )
  return {
    time: Date.UTC(2026, 0, 1, 12, 0, at),
    host: { name: "box", system: "Linux 6.1 x64", cpu: "Test 9000" },
    uptime: 90_061 + at,
    cpu: { value: { total: 0.5 + Math.sin(at / 9) / 3, cores: [0.2, 0.8, 0.97, 0.05] } },
    memory: {
      value: { total: 16e9, used: 6e9 + at * 2e7, cached: 3e9, swapTotal: 2e9, swapUsed: 5e8 },
    },
    load: { value: [1.5, 1.25, 0.75] },
    network: { value: { received: 4e5 + 3e5 * Math.sin(at / 5), sent: 9e4, names: ["eth0"] } },
    disk: { value: { received: 0, sent: at % 7 === 0 ? 2e6 : 0, names: ["sda"] } },
    files: { value: { mount: "/", total: 1e12, used: 9.1e11 } },
    processes: { value: processes },
    happenings:
      at % 20 === 0
        ? [{ time: Date.UTC(2026, 0, 1, 12, 0, at), level: "warn", text: `tick ${at}` }]
        : [],
    ...change,
  }
}

function modelOf(count: number): Model {
  const model = createModel()
  model.add(Array.from({ length: count }, (_, at) => look(at)))
  return model
}

for (const [columns, rows] of [
  [80, 24],
  [120, 40],
  [200, 60],
] as const) {
  test(`the dashboard at ${columns} × ${rows}`, async () => {
    const screen = await renderToText(() => dashboard({ model: modelOf(120) }), { columns, rows })

    await expect(screen).toMatchFileSnapshot(`../golden/dashboard-${columns}x${rows}.txt`)
  })
}

test("keys lead through the dashboard: filter, tabs, help, theme, quit", async () => {
  const ui = await terminal({ columns: 100, rows: 30 }).open(() =>
    dashboard({ model: modelOf(30) }),
  )
  await ui.flush()
  expect(ui.screen()).toContain("postgres")

  await ui.press("/")
  await ui.type("vim")
  expect(ui.screen()).toContain("1 of 5")
  expect(ui.screen()).not.toContain("postgres:")
  await ui.press("escape")
  expect(ui.screen()).toContain("postgres")

  await ui.press("tab")
  await ui.press("3")
  expect(ui.screen()).toContain("W 12:00:20 tick 20")
  await ui.press("?")
  expect(ui.screen()).toContain("esc closes")
  await ui.press("escape")
  expect(ui.screen()).not.toContain("esc closes")

  await ui.press("t")
  await ui.press("q")
  expect(await ui.app.done).toBe(0)
})

test("the page of processes shows one user's, and the selected one in detail", async () => {
  await using ui = await mountTest(
    () => dashboard({ model: modelOf(30) }),
    terminal({ columns: 120, rows: 40 }),
  )
  await ui.press("2")
  expect(ui.screen()).toContain("everybody          5")

  await ui.click(ui.getByRole("option", { name: "root1" }))
  expect(ui.screen()).toContain("/sbin/init")
  expect(ui.screen()).not.toContain("vim notes.md")
  await ui.click(ui.getByRole("option", { name: "everybody5" }))
  await ui.click("node server.js")

  const details = ui.getByLabel("node")
  expect(ui.textOf(details)).toMatch(/node server\.js.*95 %.*47\.7 MiB/)
  expect(ui.screen()).toContain("pid 100")
})

test("what a machine lacks is said in its panel, and the rest goes on", async () => {
  const model = createModel()
  model.add([
    look(1, {
      cpu: { missing: "this machine has no /proc/stat" },
      network: { missing: "no network counters on darwin" },
      processes: { missing: "no process list: ps was not found" },
      files: { missing: "/ may not be read" },
    }),
  ])
  const screen = await renderToText(() => dashboard({ model }), { columns: 120, rows: 40 })

  for (const words of [
    "no /proc/stat",
    "no network counters on darwin",
    "ps was not found",
    "/ may not be read",
  ]) {
    expect(screen).toContain(words)
  }
  expect(screen).toContain("read 0 B/s") // the disk is there
})

test("a paused dashboard stands still, and catches up", async () => {
  const model = modelOf(10)
  const ui = await terminal({ columns: 100, rows: 30 }).open(() => dashboard({ model }))
  await ui.press("p")
  expect(ui.screen()).toContain("paused")

  model.add([look(59)])
  await ui.flush()
  expect(ui.screen()).toContain("12:00:09")
  await ui.press("p")
  expect(ui.screen()).toContain("12:00:59")
  await ui.dispose()
})

test("a tick costs what it shows: far less than a screen", async () => {
  const model = modelOf(120)
  const ui = await terminal({ columns: 120, rows: 40 }).open(() => dashboard({ model }))
  await ui.flush()
  const before = ui.driver.bytes
  model.add([look(121)])
  await ui.flush()
  const spent = ui.driver.bytes - before

  expect(spent).toBeGreaterThan(0)
  expect(spent).toBeLessThan(8000) // a full repaint in colour is about 40,000
  await ui.dispose()
})

test("an open dashboard shows a picture in either theme", async () => {
  for (const theme of ["dark", "light"] as const) {
    const png = await renderToPng(() => dashboard({ model: modelOf(60), theme }), {
      width: 900,
      height: 560,
    })
    expect(png.length).toBeGreaterThan(20_000)
  }
})

test("a dashboard that is given 10,000 samples between two frames makes one frame", async () => {
  const model = modelOf(1)
  const ui = await terminal({ columns: 80, rows: 24 }).open(() => dashboard({ model }))
  await ui.flush()
  const frames = ui.driver.frames
  const samples = [look(1), look(2)]
  for (let i = 0; i < 10_000; i++) model.add([samples[i % 2] as Sample])
  await ui.flush()

  expect(ui.driver.frames - frames).toBe(1)
  expect(ui.screen()).toContain("12:00:02")
  await ui.dispose()
})
