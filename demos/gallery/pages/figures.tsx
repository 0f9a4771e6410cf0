// Pages of single figures: how far, how much, how it changes.

import type { View } from "filigree"
import { Gauge, Panel, ProgressBar, Stat } from "filigree/widgets"
import { bytes, wander } from "../data.ts"
import type { PageProps } from "../page-props.ts"

export function ProgressBarPage(): View {
  const ratios = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]
  return (
    <box gap="1lh">
      {ratios.map((ratio) => (
        <box flexDirection="row" gap="2ch">
          <text width="6ch" align="right" color="muted">
            {`${ratio * 100} %`}
          </text>
          <ProgressBar value={ratio} color={ratio === 1 ? "success" : "accent"} />
        </box>
      ))}
    </box>
  )
}

export function GaugePage(props: PageProps): View {
  const load = wander(3, 20, props.every)
  const now = () => load().at(-1) ?? 0
  return (
    <box flex={1} gap="1lh">
      <box>
        <Gauge label="cpu" labelWidth={8} value={now} warning={0.7} danger={0.9} />
        <Gauge label="warm" labelWidth={8} value={0.78} warning={0.7} danger={0.9} />
        <Gauge label="hot" labelWidth={8} value={0.96} warning={0.7} danger={0.9} />
        <Gauge label="unknown" labelWidth={8} value={Number.NaN} />
        <Gauge label="memory" labelWidth={8} value={6.2e9} max={16e9} format={bytes} />
      </box>
      <box flexDirection="row" flex={1} gap="2ch">
        <Gauge shape="dial" label="cpu" value={now} warning={0.7} danger={0.9} flex={1} />
        <Gauge shape="dial" label="disk" value={0.82} warning={0.7} danger={0.9} flex={1} />
        <Gauge shape="dial" label="swap" value={0.97} warning={0.7} danger={0.9} flex={1} />
      </box>
    </box>
  )
}

export function StatPage(props: PageProps): View {
  const requests = wander(21, 60, props.every)
  const errors = wander(22, 60, props.every)
  return (
    <box flexDirection="row" gap="2ch" height="6lh">
      <Panel flex={1}>
        <Stat
          label="requests"
          value={() => `${Math.round((requests().at(-1) ?? 0) * 2000)} /s`}
          change={0.12}
          rise="good"
          data={requests}
        />
      </Panel>
      <Panel flex={1}>
        <Stat
          label="errors"
          value={() => `${((errors().at(-1) ?? 0) * 4).toFixed(1)} %`}
          change={0.4}
          rise="bad"
          data={errors}
          color="danger"
        />
      </Panel>
      <Panel flex={1}>
        <Stat label="builds" value={42} />
      </Panel>
    </box>
  )
}
