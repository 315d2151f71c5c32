import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { pictureOf } from './print.ts'
import { words } from './words.ts'

/** Prints the map as it stands, with whose it is and when; on the screen the sheet is not to be seen. */
export function usePrinting(map: LibreMap | undefined) {
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    if (!picture) return
    const done = () => setPicture(undefined)
    window.addEventListener('afterprint', done, { once: true })
    return () => window.removeEventListener('afterprint', done)
  }, [picture])
  return { picture, print: () => map && void pictureOf(map).then(setPicture) }
}

export function PrintSheet({ picture, title }: { readonly picture: string | undefined; readonly title: string }) {
  const w = useWords(words)
  const me = useMe()
  if (!picture) return null
  return (
    <figure className="map-paper">
      <figcaption>
        <strong>{title}</strong>
        <span>{w.printedAt(formatTime(Date.now()), `${me.districtName} ${me.name}`)}</span>
      </figcaption>
      {/* The sheet goes to the printer once its picture is there. */}
      <img src={picture} alt={title} onLoad={() => window.print()} />
    </figure>
  )
}
