export { dark } from "./dark.ts"
export { highContrast } from "./high-contrast.ts"
export { light } from "./light.ts"
