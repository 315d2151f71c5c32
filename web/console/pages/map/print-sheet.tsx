import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { formatMetres } from './format.ts'
import { CellLegend, PaperCaseLegend, PaperComponentLegend } from './legend.tsx'
import { type Picture, pictureOf } from './print.ts'
import type { View } from './use-view.ts'
import { words } from './words.ts'

/** Prints the map as it stands; on the screen the sheet is not to be seen. */
export function usePrinting(map: LibreMap | undefined) {
  const [picture, setPicture] = useState<Picture>()
  useEffect(() => {
    if (!picture) return
    const done = () => setPicture(undefined)
    window.addEventListener('afterprint', done, { once: true })
    return () => window.removeEventListener('afterprint', done)
  }, [picture])
  return { picture, print: () => map && void pictureOf(map).then(setPicture) }
}

type Props = {
  readonly picture: Picture | undefined
  readonly title: string
  readonly view: View
  readonly breaks: readonly number[]
}

/** One sheet of A4: the picture with whose it is, when, how wide it is, and what its signs mean. */
export function PrintSheet({ picture, title, view: { layers, hidden, view }, breaks }: Props) {
  const w = useWords(words)
  const me = useMe()
  const language = useLanguage()
  if (!picture) return null
  const isPeriod = view.from !== undefined || view.to !== undefined
  return (
    <figure className="map-paper">
      <figcaption>
        <strong>{title}</strong>
        {isPeriod && <span>{w.paperPeriod(view.from ?? '', view.to ?? '')}</span>}
        <span>{w.paperWidth(formatMetres(picture.metres, language))}</span>
        <span>{w.printedAt(formatTime(Date.now()), `${me.districtName} ${me.name}`)}</span>
      </figcaption>
      {/* The sheet goes to the printer once its picture is there. */}
      <img src={picture.source} alt={title} onLoad={() => window.print()} />
      <div className="map-paper-signs">
        {layers.includes('case') && <PaperCaseLegend hidden={hidden} isPeriod={isPeriod} />}
        {layers.includes('component') && <PaperComponentLegend />}
        {layers.includes('cell') && view.cells !== undefined && (
          <CellLegend breaks={breaks} isShare={view.cells === 'lateShare'} />
        )}
      </div>
    </figure>
  )
}
