import type { Map as LibreMap } from 'maplibre-gl'

/** Whether the machine draws WebGL by its processor: then fewer pixels and no fading keep the map usable. */
export function isSoftwareDrawn(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2')
  // Most browsers name the real renderer only to those who ask for it.
  const unmasked = gl?.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL
  const renderer = gl ? String(gl.getParameter(unmasked ?? gl.RENDERER)) : ''
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
  return isSoftwareRenderer(renderer)
}

/** By the name under which a renderer introduces itself. */
export const isSoftwareRenderer = (renderer: string): boolean =>
  /SwiftShader|llvmpipe|softpipe|Software|Basic Render/i.test(renderer)

const SLOW_MS = 40
const FRAMES = 8

/** Whether frames are slow, told by their middle one: a single long frame is what any page has now and then. */
export const areSlow = (frames: readonly number[]): boolean =>
  frames.length >= FRAMES && (frames.toSorted((a, b) => a - b)[frames.length >> 1] ?? 0) > SLOW_MS

/** Times the frames of the first movement and says once whether they are slow. Returns how to stop. */
export function watchFrames(map: LibreMap, told: (isSlow: boolean) => void): () => void {
  const frames: number[] = []
  let last = 0
  const onStart = () => {
    last = 0
  }
  const onFrame = () => {
    const now = performance.now()
    if (last > 0 && map.isMoving()) frames.push(now - last)
    last = now
    if (frames.length < FRAMES) return
    stop()
    told(areSlow(frames))
  }
  const stop = () => {
    map.off('movestart', onStart)
    map.off('render', onFrame)
  }
  map.on('movestart', onStart)
  map.on('render', onFrame)
  return stop
}

/** How dense the pixels are drawn: full, or as few as still read. */
export const pixelRatioFor = (isLow: boolean, density: number): number => (isLow ? Math.min(0.75, density) : density)
