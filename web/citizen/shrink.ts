const LONGEST_SIDE = 1600
const THUMB_SIDE = 240

/** The size a picture of this size is drawn at: its longest side at most `longest`, never enlarged. Pixels. */
export function fitWithin(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A photo as it is sent: JPEG of at most 1600 px, upright, without metadata, and a small picture of it as a data address.
 * Rejects when the browser cannot read the file as an image.
 */
export async function shrink(file: Blob): Promise<{ bytes: Blob; thumb: string }> {
  const image = await decode(file)
  const whole = draw(image, LONGEST_SIDE)
  const bytes = await new Promise<Blob | null>((resolve) => whole.toBlob(resolve, 'image/jpeg', 0.8))
  if (!bytes) throw new Error('the canvas gave no picture')
  return { bytes, thumb: draw(image, THUMB_SIDE).toDataURL('image/jpeg', 0.7) }
}

// An image element obeys the orientation written in the file everywhere; createImageBitmap does not in older browsers.
function decode(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('not a readable image'))
    image.src = address
  }).finally(() => setTimeout(() => URL.revokeObjectURL(address), 30_000)) as Promise<HTMLImageElement>
}

function draw(image: HTMLImageElement, longest: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, fitWithin(image.naturalWidth, image.naturalHeight, longest))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}
