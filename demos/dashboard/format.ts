// Figures as people read them.

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

/** "512 B", "1.5 KiB", "24.0 GiB", "240 GiB": figures below each other have their points below each other, too. */
export function bytes(count: number): string {
  if (!Number.isFinite(count)) return "–"
  let size = Math.max(0, count)
  let unit = 0
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1024
    unit += 1
  }
  const digits = unit === 0 || size >= 99.5 ? 0 : 1
  return `${size.toFixed(digits)} ${UNITS[unit]}`
}

/** Bytes a second, in powers of ten as networks and axes count: "12 kB/s", "1.5 MB/s". */
export function rate(count: number): string {
  if (!Number.isFinite(count)) return "–"
  const unit = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(count, 1) * 1.0005) / 3)))
  const size = Math.max(0, count) / 1000 ** unit
  const digits = unit === 0 || size >= 99.5 ? 0 : 1
  return `${size.toFixed(digits).replace(/\.0$/, "")} ${["B", "kB", "MB", "GB", "TB"][unit]}/s`
}

/** A share of 0 to 1 as "42 %". */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(share * 100)} %` : "–"

/** Seconds as "3d 4h", "4h 12m", "12m 5s". */
export function duration(seconds: number): string {
  const s = Math.floor(seconds)
  const [d, h, m] = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60]
  if (d > 0) return `${d}d ${h}h`
  if (h > 0) return `${h}h ${m}m`
  return `${m}m ${s % 60}s`
}

/** Local wall clock, "14:03:27". `time` in ms since 1970. */
export function clock(time: number): string {
  const at = new Date(time)
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((n) => String(n).padStart(2, "0"))
    .join(":")
}
