import type { Map as LibreMap } from 'maplibre-gl'

/** The picture that a map shows, and how many metres it is wide in its middle. */
export type Picture = { readonly source: string; readonly metres: number }

/** The picture that the map shows now; a canvas of WebGL can only be read while it is being drawn. */
export const pictureOf = (map: LibreMap): Promise<Picture> =>
  new Promise((done) => {
    map.once('render', () => {
      const canvas = map.getCanvas()
      const middle = canvas.clientHeight / 2
      const metres = map.unproject([0, middle]).distanceTo(map.unproject([canvas.clientWidth, middle]))
      done({ source: canvas.toDataURL('image/png'), metres })
    })
    map.triggerRepaint()
  })
