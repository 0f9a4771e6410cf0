// A picture that is made here, so that the gallery needs no file: evening over hills, as an SVG address.

const WIDTH = 640
const HEIGHT = 400

/** A range of hills: `base` is its mean height from the top, `rough` how far it goes up and down. */
function hills(base: number, rough: number, seed: number, color: string): string {
  let path = `M0 ${HEIGHT}`
  for (let x = 0; x <= WIDTH; x += 16) {
    const wave = Math.sin(x / 70 + seed) + Math.sin(x / 31 + seed * 2.3) / 2
    path += `L${x} ${(base + wave * rough).toFixed(1)}`
  }
  return `<path d="${path}L${WIDTH} ${HEIGHT}Z" fill="${color}"/>`
}

function stars(count: number): string {
  let out = ""
  for (let n = 0; n < count; n++) {
    const x = (n * 193) % WIDTH
    const y = (n * 71) % 150
    out += `<circle cx="${x}" cy="${y}" r="${1 + (n % 3) / 2}" fill="#fff" opacity="${0.3 + (n % 5) / 8}"/>`
  }
  return out
}

const SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1a1b4b"/>` +
  `<stop offset=".45" stop-color="#7b3f8f"/><stop offset=".75" stop-color="#f2785c"/>` +
  `<stop offset="1" stop-color="#ffd08a"/></linearGradient></defs>` +
  `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>${stars(60)}` +
  `<circle cx="430" cy="235" r="48" fill="#ffe9b0"/>` +
  hills(270, 16, 1, "#8a3f6d") +
  hills(305, 20, 3, "#54305f") +
  hills(345, 18, 5, "#251c3f") +
  `</svg>`

/** The picture, 640 × 400 px. */
export const SCENERY = `data:image/svg+xml,${encodeURIComponent(SVG)}`
