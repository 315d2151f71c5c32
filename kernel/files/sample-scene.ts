import sharp from 'sharp'

/** Numbers between 0 and 1 that are the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296
  }
}

/** A drawn scene with grain, different for every seed, for tests about what pictures look like. */
export async function scenePhoto(seed: number, { width = 480, height = 360 } = {}): Promise<Buffer> {
  const next = numbersFrom(seed)
  const between = (low: number, high: number) => Math.round(low + next() * (high - low))
  const colour = () => `rgb(${between(30, 225)},${between(30, 225)},${between(30, 225)})`
  const thing = () => {
    const [x, y, w, h] = [between(0, width), between(0, height), between(30, 180), between(20, 150)]
    return next() < 0.6
      ? `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" fill="${colour()}"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${colour()}"/>`
  }
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${colour()}"/>
<rect y="${between(0.3 * height, 0.6 * height)}" width="${width}" height="${height}" fill="${colour()}"/>
${Array.from({ length: between(9, 20) }, thing).join('')}</svg>`
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 }
  const grain = await sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
    .png()
    .toBuffer()
  return sharp(Buffer.from(drawn))
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}
