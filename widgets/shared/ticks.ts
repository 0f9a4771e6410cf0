// At which round values to label an axis.
//
//     0 ─┬──────┬──────┬──────┬──────┬─▶      ticks(0, 97, 5)      20 apart
//     :00┴────:15┴────:30┴────:45┴────:00     timeTicks(…, 5)      15 s apart
//
// Numbers step by 1, 2 or 5 times a power of ten, times by what a clock face has. Both stay inside
// the domain. Where they land on the screen is scale.ts.

/**
 * Round numbers at which to label an axis that spans `min` to `max`.
 *
 * Steps are 1, 2 or 5 times a power of ten. Ticks never leave the domain, so the first and the
 * last need not be its ends.
 *
 * @param min - Lower end of the domain, in data units. Finite.
 * @param max - Upper end, in data units. Finite, not below `min`.
 * @param count - About how many ticks to aim for, at least 2; expect a third to twice as many.
 * @returns Ticks in data units, ascending, each the double nearest to its decimal (0.3, not
 *   0.30000000000000004). `[min]` when the domain is a single point.
 * @throws {RangeError} when an end is not finite or the ends are swapped.
 *
 * @example
 * ticks(0, 97, 5) // [0, 20, 40, 60, 80]
 * ticks(0.1, 0.5, 4) // [0.1, 0.2, 0.3, 0.4, 0.5]
 *
 * Source: Paul Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990). Heckbert widens
 * the domain to whole steps; we do not, because the widget owns its scale.
 */
export function ticks(min: number, max: number, count = 5): number[] {
  checkDomain(min, max)
  if (min === max) return [min]
  const step = niceStep((max - min) / Math.max(1, count))
  return multiples(min, max, step)
}

/**
 * The domain widened to whole steps, so that an axis ends at a label: `[0, 97]` becomes `[0, 100]`.
 *
 * @returns `[min, max]` in data units; a single point gets room on both sides (0 becomes `[0, 1]`).
 * @throws {RangeError} when an end is not finite or the ends are swapped.
 *
 * @example
 * niceDomain(0, 97) // [0, 100]
 */
export function niceDomain(min: number, max: number, count = 5): [min: number, max: number] {
  checkDomain(min, max)
  if (min === max) {
    if (min === 0) return [0, 1]
    const room = Math.abs(min) / 2
    return niceDomain(min - room, max + room, count)
  }
  const step = niceStep((max - min) / Math.max(1, count))
  return [nearest(Math.floor(min / step + 1e-9), step), nearest(Math.ceil(max / step - 1e-9), step)]
}

const SECOND = 1000 // ms
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Steps of a clock, in milliseconds, up to a day; above it days in `niceStep`s. */
const CLOCK = [
  1 * SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  1 * DAY,
]

/**
 * Round times of day at which to label an axis, in the machine's time zone.
 *
 * @param min - Earliest time, in milliseconds since 1970. Finite.
 * @param max - Latest, not before `min`.
 * @param count - About how many ticks to aim for.
 * @returns Milliseconds since 1970, ascending, all in the domain. Steps under a second are decimal.
 *   Across a change to or from summer time, labels keep their distance, not their hour.
 * @throws {RangeError} when an end is not finite or the ends are swapped.
 *
 * @example
 * timeTicks(Date.UTC(2026, 0, 1, 12, 0, 5), Date.UTC(2026, 0, 1, 12, 1, 5), 4) // :15, :30, :45, :00
 */
export function timeTicks(min: number, max: number, count = 5): number[] {
  checkDomain(min, max)
  if (min === max) return [min]
  const rough = (max - min) / Math.max(1, count)
  if (rough < SECOND / 2) return ticks(min, max, count)
  const step = CLOCK.find((step) => step >= rough * 0.75) ?? DAY * Math.ceil(niceStep(rough / DAY))
  const zone = new Date(min).getTimezoneOffset() * MINUTE // a step of hours starts at local midnight
  return multiples(min - zone, max - zone, step).map((time) => time + zone)
}

/**
 * A time as the ticks of `timeTicks` `step` milliseconds apart need it: "12:00:15", "12:00", "Jan 4".
 */
export function formatTime(time: number, step: number): string {
  const at = new Date(time)
  if (step >= DAY) return `${MONTHS[at.getMonth()]} ${at.getDate()}`
  const minutes = `${two(at.getHours())}:${two(at.getMinutes())}`
  return step >= MINUTE ? minutes : `${minutes}:${two(at.getSeconds())}`
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/**
 * A time before now as an axis label: "now", "-15s", "-3:30", "-5m", "-1h".
 *
 * @param ago - Milliseconds before now.
 * @param step - Distance of two labels, and `span` length of the axis, in milliseconds: they decide
 *   between "-2m", "-120s" and "-2:00", so that all labels of an axis are of one kind.
 */
export function formatAgo(ago: number, step: number, span: number): string {
  if (ago < step / 2) return "now"
  if (step % HOUR === 0) return `-${Math.round(ago / HOUR)}h`
  if (step % MINUTE === 0) return ago % HOUR === 0 ? `-${ago / HOUR}h` : `-${ago / MINUTE}m`
  if (span <= 2 * MINUTE) return `-${Math.round(ago / 100) / 10}s`
  return `-${Math.floor(ago / MINUTE)}:${two(Math.round((ago % MINUTE) / SECOND))}`
}

/**
 * Labels of numeric ticks, all with the decimals that their step needs: 0, 0.5, 1 are "0.0", "0.5", "1.0".
 * Thousands are shortened: "12k", "1.5M".
 */
export function formatTick(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step)
  const [unit, letter] =
    size >= 1e9 ? [1e9, "G"] : size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""]
  const decimals = Math.min(8, Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9)))
  return value === 0 ? "0" : (value / unit).toFixed(decimals) + letter
}

/** A number for reading, three digits at most and none too many: "12", "0.5", "1.23k", "40M", "–" for none. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return "–"
  const size = Math.abs(value)
  const [unit, letter] =
    size >= 999.5e6
      ? [1e9, "G"]
      : size >= 999.5e3
        ? [1e6, "M"]
        : size >= 999.5
          ? [1e3, "k"]
          : [1, ""]
  return String(Number((value / unit).toPrecision(3))) + letter
}

function two(value: number): string {
  return String(value).padStart(2, "0")
}

/** The 1, 2 or 5 times a power of ten nearest to `rough` by ratio. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const ratio = rough / power
  return (
    power * (ratio < Math.SQRT2 ? 1 : ratio < Math.sqrt(10) ? 2 : ratio < Math.sqrt(50) ? 5 : 10)
  )
}

function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  const found: number[] = []
  for (let index = first; index <= last; index++) found.push(nearest(index, step))
  return found
}

/** `index * step` without the noise of binary steps below 1: 3 × 0.1 is 0.3. */
function nearest(index: number, step: number): number {
  if (index === 0) return 0 // not -0
  return step < 1 ? index / Math.round(1 / step) : index * step
}

function checkDomain(min: number, max: number): void {
  if (Number.isFinite(min) && Number.isFinite(max) && min <= max) return
  throw new RangeError(
    `an axis cannot span ${min} to ${max}: give two finite numbers, the smaller first`,
  )
}
