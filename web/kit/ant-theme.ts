import { type ThemeConfig, theme } from 'antd'
import { type Density, densities, fontFamily, palettes } from './tokens.ts'

/** The colours and distances Ant Design takes from ours; its own secondary text and primary blue fall short of 4.5:1. */
export function antTheme(shown: 'light' | 'dark', density: Density): ThemeConfig {
  const colour = palettes[shown]
  const space = densities[density]
  const onTone = colour['on-tone']
  return {
    algorithm: shown === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...coloursOf(shown),
      borderRadius: 6,
      fontFamily,
      fontSize: space.text,
      controlHeight: space.control,
      // A target is never smaller than 24 px (WCAG 2.2, 2.5.8).
      controlHeightSM: Math.max(24, space.control - 8),
      wireframe: false,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        primaryColor: onTone,
        dangerColor: onTone,
      },
      Checkbox: { colorWhite: onTone },
      DatePicker: { colorTextLightSolid: onTone },
      Drawer: { paddingLG: density === 'compact' ? 16 : 20 },
      Form: { itemMarginBottom: space.gap + 8 },
      List: { itemPadding: `${space['cell-block'] + 4}px 0` },
      Radio: { buttonSolidCheckedColor: onTone, colorWhite: onTone },
      Switch: { handleBg: colour.paper },
      Table: {
        cellPaddingBlock: space['cell-block'] + 4,
        cellPaddingInline: space['cell-inline'],
        headerBg: colour.raised,
        headerColor: colour['ink-2'],
      },
    },
  }
}

function coloursOf(shown: 'light' | 'dark'): NonNullable<ThemeConfig['token']> {
  const colour = palettes[shown]
  return {
    colorPrimary: colour.primary,
    colorPrimaryHover: colour['primary-strong'],
    colorPrimaryActive: colour['primary-strong'],
    colorPrimaryText: colour.primary,
    colorLink: colour.primary,
    colorLinkHover: colour['primary-strong'],
    colorError: colour.red,
    colorSuccess: colour.green,
    colorWarning: colour.brown,
    colorInfo: colour.blue,
    colorText: colour.ink,
    colorTextSecondary: colour['ink-2'],
    colorTextTertiary: colour['ink-3'],
    colorTextDescription: colour['ink-2'],
    colorTextPlaceholder: colour['ink-3'],
    colorBorder: colour['line-strong'],
    colorBorderSecondary: colour.line,
    colorBgLayout: colour.ground,
    colorBgContainer: colour.paper,
    ...(shown === 'dark' ? { ...darkGrounds } : {}),
  }
}

/** Ant Design makes its dark grounds out of pure black; ours are of the same slate as the rest of the page. */
const darkGrounds = {
  colorPrimaryBg: palettes.dark['primary-soft'],
  colorPrimaryBgHover: '#1d3a61',
  colorErrorBg: palettes.dark['red-soft'],
  colorSuccessBg: palettes.dark['green-soft'],
  colorWarningBg: palettes.dark['brown-soft'],
  colorInfoBg: palettes.dark['blue-soft'],
  colorBgElevated: palettes.dark.raised,
  colorBgSpotlight: '#3a4656',
  controlItemBgActive: palettes.dark['primary-soft'],
  controlItemBgActiveHover: '#1d3a61',
} as const
