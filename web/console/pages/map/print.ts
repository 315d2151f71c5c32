import type { Map as LibreMap } from 'maplibre-gl'

/** The picture that the map shows now; a canvas of WebGL can only be read while it is being drawn. */
export const pictureOf = (map: LibreMap): Promise<string> =>
  new Promise((done) => {
    map.once('render', () => done(map.getCanvas().toDataURL('image/png')))
    map.triggerRepaint()
  })
