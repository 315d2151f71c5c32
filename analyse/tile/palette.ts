/** Which of the two looks the base map is drawn in. */
export type Theme = 'light' | 'dark'

export type Palette = Record<
  | 'background'
  | 'district'
  | 'residential'
  | 'commercial'
  | 'industrial'
  | 'civic'
  | 'medical'
  | 'paved'
  | 'village'
  | 'farmland'
  | 'woodland'
  | 'park'
  | 'riverside'
  | 'pitch'
  | 'track'
  | 'water'
  | 'waterEdge'
  | 'waterText'
  | 'building'
  | 'buildingEdge'
  | 'trunk'
  | 'trunkCase'
  | 'secondary'
  | 'secondaryCase'
  | 'road'
  | 'roadCase'
  | 'path'
  | 'bridgeCase'
  | 'border'
  | 'districtBorder'
  | 'cell'
  | 'cellText'
  | 'text'
  | 'textSoft'
  | 'roadText'
  | 'parkText'
  | 'poiText'
  | 'halo',
  string
>

/** Muted ground so that cases and components, drawn on top, carry the colour. */
export const palettes: Record<Theme, Palette> = {
  light: {
    background: '#eef0ec',
    district: '#f6f5f1',
    residential: '#f3f0ea',
    commercial: '#f7ede4',
    industrial: '#ecebf1',
    civic: '#f6efdc',
    medical: '#f8e8e8',
    paved: '#ebe7dc',
    village: '#f3f0e6',
    farmland: '#f0f3e6',
    woodland: '#d5e6c8',
    park: '#c3e2b2',
    riverside: '#cde8bf',
    pitch: '#a9d595',
    track: '#e3b3a0',
    water: '#a9d1ee',
    waterEdge: '#8fbfe2',
    waterText: '#3f77a8',
    building: '#e2dcd2',
    buildingEdge: '#cdc5b8',
    trunk: '#ffe08f',
    trunkCase: '#e0b353',
    secondary: '#fff4cf',
    secondaryCase: '#d9cda4',
    road: '#ffffff',
    roadCase: '#d5d0c6',
    path: '#a9c49a',
    bridgeCase: '#8c8474',
    border: '#a78bb5',
    districtBorder: '#7d5a94',
    cell: '#b39bc4',
    cellText: '#7b6390',
    text: '#2f3337',
    textSoft: '#6b6f76',
    roadText: '#5c574c',
    parkText: '#3d7437',
    poiText: '#5a6068',
    halo: '#ffffff',
  },
  dark: {
    background: '#10161f',
    district: '#151d28',
    residential: '#19222e',
    commercial: '#1f2531',
    industrial: '#1c2230',
    civic: '#212732',
    medical: '#27232d',
    paved: '#222a36',
    village: '#18222b',
    farmland: '#16212a',
    woodland: '#172b26',
    park: '#1a352b',
    riverside: '#1a3a32',
    pitch: '#22503a',
    track: '#4a3531',
    water: '#14395a',
    waterEdge: '#1e4f78',
    waterText: '#7fb3dc',
    building: '#243040',
    buildingEdge: '#31405344',
    trunk: '#6b5a2e',
    trunkCase: '#8a7338',
    secondary: '#4a4a3c',
    secondaryCase: '#5e5c48',
    road: '#323e4e',
    roadCase: '#0f161f',
    path: '#2c5141',
    bridgeCase: '#9a8a5c',
    border: '#7b6b96',
    districtBorder: '#a98fd0',
    cell: '#5a5478',
    cellText: '#a99bc8',
    text: '#e3e9f0',
    textSoft: '#a9b4c2',
    roadText: '#c2c7cf',
    parkText: '#86c29a',
    poiText: '#b4bfcc',
    halo: '#0f161f',
  },
}
