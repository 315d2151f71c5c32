/**
 * The colours of the light theme. The six tones were measured for contrast (≥ 5.9:1 on white) and under simulated colour
 * blindness; two of them still look alike to some, so a tone never stands without its glyph and its word.
 */
export const tones = {
  grey: '#595959',
  blue: '#0958d9',
  brown: '#8f5700',
  purple: '#7a3fb0',
  green: '#00664b',
  red: '#a8071a',
} as const

export type Tone = keyof typeof tones

export const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

/** The tokens Ant Design takes; its own secondary text and primary blue fall short of 4.5:1. */
export const antTheme = {
  token: {
    colorPrimary: tones.blue,
    colorPrimaryHover: '#0a4cb8',
    colorPrimaryActive: '#083d94',
    colorLink: tones.blue,
    colorError: tones.red,
    colorSuccess: tones.green,
    colorWarning: tones.brown,
    colorText: '#1f2329',
    colorTextSecondary: '#51575f',
    colorTextTertiary: '#5c636b',
    colorTextDescription: '#51575f',
    colorTextPlaceholder: '#676e77',
    colorBorder: '#c3c9d1',
    colorBorderSecondary: '#e1e5ea',
    colorBgLayout: '#f3f5f8',
    borderRadius: 6,
    fontFamily,
    fontSize: 14,
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Drawer: { paddingLG: 20 },
  },
} as const
