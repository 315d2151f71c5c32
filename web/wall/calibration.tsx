import { useEffect, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const size = () => ({ width: innerWidth, height: innerHeight, ratio: devicePixelRatio })
const sizes = [24, 28, 32, 44, 64, 96]

/** A picture to set a screen up by: grid of 120 pixels, edge, safe area, seams, letters, and whether the size is right. */
export function Calibration() {
  const w = useWords(words)
  const [{ width, height, ratio }, setSize] = useState(size)
  useEffect(() => {
    const change = () => setSize(size())
    addEventListener('resize', change)
    return () => removeEventListener('resize', change)
  }, [])
  const isRight = height === 1080 && (width === 3840 || width === 1920) && ratio === 1
  const seams = Array.from({ length: Math.max(0, Math.ceil(width / 1920) - 1) }, (_, at) => (at + 1) * 1920)
  return (
    <main className="calibration">
      <div className="safe" />
      {seams.map((x) => (
        <div key={x} className="seam" style={{ insetInlineStart: x }}>
          <span>
            {w.seam} {x}
          </span>
        </div>
      ))}
      <div className="letters">
        <h1>{w.calibration}</h1>
        <p className={isRight ? 'green' : 'red'}>
          {isRight ? `✓ ${w.fits}` : `▲ ${w.misfit}`}：{w.native(width, height, ratio)}
        </p>
        <p>{w.safe}</p>
        {sizes.map((px) => (
          <p key={px} style={{ fontSize: px }}>
            {px} px 城市运行 0123456789
          </p>
        ))}
      </div>
    </main>
  )
}
