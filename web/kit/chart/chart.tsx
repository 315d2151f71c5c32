import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { defineWords, useWords } from '../language.ts'
import { useTheme } from '../look.ts'
import { fontFamily, palettes } from '../tokens.ts'
import './chart.css'

const words = defineWords({ asTable: { zh: '以表格查看', en: 'As a table' } })

/** Colours that also colour-blind readers tell apart; a series has a dash or a pattern of its own besides. */
const chartColours = {
  light: ['#0958d9', '#b35900', '#00664b'],
  dark: [palettes.dark.blue, palettes.dark.brown, palettes.dark.green],
} as const

/** What the library would draw in its own greys. */
function chartTheme(shown: 'light' | 'dark') {
  const colour = palettes[shown]
  const axis = {
    axisLine: { lineStyle: { color: colour['line-strong'] } },
    axisLabel: { color: colour['ink-2'] },
    splitLine: { lineStyle: { color: colour.line } },
  }
  return {
    color: [...chartColours[shown]],
    textStyle: { fontFamily, fontSize: 13, color: colour['ink-2'] },
    legend: { textStyle: { color: colour['ink-2'] } },
    tooltip: {
      backgroundColor: colour.raised,
      borderColor: colour['line-strong'],
      textStyle: { color: colour.ink },
    },
    categoryAxis: axis,
    valueAxis: axis,
  }
}

type Props = { label: string; option: EChartsCoreOption; height: number; children: ReactNode }

/** A chart for the eye, and the same numbers as a table for everybody else. */
export function Chart({ label, option, height, children }: Props) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const shown = useTheme()
  useEffect(() => {
    const element = box.current
    if (!element) return
    let close = () => {}
    let isGone = false
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return
      const chart = init(element, chartTheme(shown), { renderer: 'svg' })
      chart.setOption({ animation: false, ...option })
      const watch = new ResizeObserver(() => chart.resize())
      watch.observe(element)
      close = () => {
        watch.disconnect()
        chart.dispose()
      }
    })
    return () => {
      isGone = true
      close()
    }
  }, [option, shown])
  return (
    <figure className="chart">
      <div ref={box} role="img" aria-label={label} style={{ blockSize: height }} />
      <details>
        <summary>{w.asTable}</summary>
        {children}
      </details>
    </figure>
  )
}
