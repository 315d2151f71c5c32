import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { defineWords, useWords } from '../language.ts'
import { fontFamily } from '../tokens.ts'
import './chart.css'

const words = defineWords({ asTable: { zh: '以表格查看', en: 'As a table' } })

/** Colours that also colour-blind readers tell apart; a series has a dash or a pattern of its own besides. */
export const chartColours = ['#0958d9', '#b35900', '#00664b'] as const

type Props = { label: string; option: EChartsCoreOption; height: number; children: ReactNode }

/** A chart for the eye, and the same numbers as a table for everybody else. */
export function Chart({ label, option, height, children }: Props) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    let close = () => {}
    let isGone = false
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return
      const chart = init(element, null, { renderer: 'svg' })
      chart.setOption({
        animation: false,
        color: [...chartColours],
        textStyle: { fontFamily, fontSize: 13, color: '#51575f' },
        ...option,
      })
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
  }, [option])
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
