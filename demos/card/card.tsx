// The picture that a link shows when it is shared (og:image, 1200 × 630): words on a sheet of filigree.

import type { Painter, View } from "filigree"

export interface CardProps {
  readonly title: string
  readonly text: string
  /** A short line above the title: a section, a project. */
  readonly kicker?: string
  /** Small words along the lower edge. */
  readonly tags?: readonly string[]
  /** At the lower right: an author, a version, a date. */
  readonly note?: string
}

/** 1200 × 630 CSS pixels, whatever is put into it: a long title gets smaller, a long text is cut. */
export function Card(props: CardProps): View {
  const size = props.title.length > 60 ? 52 : props.title.length > 28 ? 68 : 92
  return (
    <box
      width={1200}
      height={630}
      overflow="hidden"
      color="#f4efe6"
      background="radial-gradient(circle at 86% 30%, rgb(255 190 92 / 26%), transparent 480px), radial-gradient(circle at 8% 110%, rgb(60 120 255 / 30%), transparent 620px), linear-gradient(160deg, #14182b, #0a0c16)"
    >
      <draw position="absolute" left={640} top={-120} width={720} height={720} paint={rosette} />
      <draw
        position="absolute"
        left={-260}
        top={360}
        width={560}
        height={560}
        opacity={0.35}
        rotate={14}
        paint={rosette}
      />
      <box flexGrow={1} padding={72} paddingBottom={56}>
        <box flexDirection="row" alignItems="center" gap={14}>
          <box width={34} height={4} borderRadius={2} background="#ffbe5c" />
          <text fontSize={24} fontWeight={500} letterSpacing={1.5} color="#ffcf86">
            {props.kicker ?? ""}
          </text>
        </box>
        <text
          marginTop={34}
          width={860}
          fontSize={size}
          fontWeight={650}
          lineHeight={1.08}
          letterSpacing={-0.022 * size}
          lineClamp={3}
        >
          {props.title}
        </text>
        <text
          marginTop={26}
          width={720}
          fontSize={30}
          lineHeight={1.4}
          color="#b9bfd3"
          lineClamp={3}
        >
          {props.text}
        </text>
        <box flexGrow={1} />
        <box flexDirection="row" alignItems="center" gap={12}>
          {(props.tags ?? []).map((tag) => (
            <box
              border
              borderColor="rgb(255 255 255 / 22%)"
              borderRadius={20}
              background="rgb(255 255 255 / 7%)"
              paddingX={18}
              paddingY={6}
            >
              <text fontSize={21}>{tag}</text>
            </box>
          ))}
          <box flexGrow={1} />
          <text fontSize={22} color="#8f96ad">
            {props.note ?? ""}
          </text>
        </box>
      </box>
    </box>
  )
}

/** Threads of wire, each wound a little further than the last: r = 1 + a cos(nφ), turned step by step. */
const rosette: Painter = (pen, { width, height }) => {
  const [cx, cy] = [width / 2, height / 2]
  const threads = 22
  for (let thread = 0; thread < threads; thread++) {
    const part = thread / (threads - 1)
    const radius = (width / 2) * (0.34 + 0.42 * part)
    const wave = 0.09 + 0.17 * (1 - part)
    pen.begin()
    for (let i = 0; i <= 360; i++) {
      const angle = (i / 360) * 2 * Math.PI
      const r = radius * (1 + wave * Math.cos(9 * angle + part * 4.2))
      pen.lineTo(cx + r * Math.cos(angle), cy + r * Math.sin(angle))
    }
    pen.close()
    const gold = Math.round(60 + 110 * (1 - Math.abs(part - 0.55)))
    pen.stroke(`rgb(255 ${150 + gold / 3} ${60 + gold / 2} / ${14 + 26 * (1 - part)}%)`, 1.2)
  }
}
