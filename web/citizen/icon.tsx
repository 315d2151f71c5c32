const paths = {
  camera:
    'M4 7h3l1.6-2.4h6.8L17 7h3a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Zm8 2.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Z',
  album: 'M4 5h16v14H4Zm0 11 5-5 4 4 2.5-2.5L20 17M15.5 9.2h.01',
  list: 'M5 6h.01M9 6h11M5 12h.01M9 12h11M5 18h.01M9 18h11',
  place:
    'M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11Zm0-13.6a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z',
  target: 'M12 4v3m0 10v3M4 12h3m10 0h3m-8-5a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
  map: 'M4 6.5 9 4l6 2.5L20 4v13.5L15 20l-6-2.5L4 20ZM9 4v13.5M15 6.5V20',
  cross: 'm6 6 12 12M18 6 6 18',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  tick: 'm5 12.5 4.5 4.5L19 7.5',
  phone: 'M7 4h3l1.5 4-2 1.5a11 11 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A14 14 0 0 1 5 6a2 2 0 0 1 2-2Z',
  sound: 'M4 10v4h3l4 4V6L7 10Zm11-.5a4 4 0 0 1 0 5M17.5 7a7.5 7.5 0 0 1 0 10',
  copy: 'M9 9h10v11H9ZM5 15V4h10',
  back: 'm14 6-6 6 6 6',
  next: 'm10 6 6 6-6 6',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside a word; never the only label. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
)
