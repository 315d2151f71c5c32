import { Input, Select } from 'antd'
import { useState } from 'react'
import { type Frame, FrameName, type Point, pointFault, pointIn } from '#city/place/contract.ts'
import { defineWords, useWords } from '../language.ts'
import { CityMap, type Mark } from './city-map.tsx'

const words = defineWords({
  map: { zh: '在地图上选点', en: 'Choose a place on the map' },
  typed: { zh: '或输入坐标（经度, 纬度）', en: 'Or type coordinates (longitude, latitude)' },
  frame: { zh: '坐标系', en: 'Frame' },
  placeholder: { zh: '例如 107.5123, 31.2087', en: 'such as 107.5123, 31.2087' },
  unreadable: { zh: '不是两个数字', en: 'Not two numbers' },
  swapped: { zh: '经纬度写反了', en: 'The two are exchanged' },
  outside: { zh: '不在中国境内', en: 'Not in China' },
  chosen: { zh: '已选点位', en: 'Chosen place' },
})

const frameNames: Readonly<Record<Frame, string>> = {
  CGCS2000: 'CGCS2000 国家大地',
  WGS84: 'WGS-84 卫星定位',
  GCJ02: 'GCJ-02 高德腾讯',
  BD09: 'BD-09 百度',
}

type Props = {
  value: Point<Frame> | null
  onChange: (point: Point<Frame> | null) => void
  height?: number
}

/** A place by clicking, by keyboard, or by pasting coordinates of a named frame; the server converts what is not CGCS2000. */
export function PointPicker({ value, onChange, height = 300 }: Props) {
  const w = useWords(words)
  const [frame, setFrame] = useState<Frame>('CGCS2000')
  const [text, setText] = useState('')
  const [fault, setFault] = useState('')
  const marks: Mark[] = value?.frame === 'CGCS2000' ? [{ id: 'chosen', point: value as Point, label: w.chosen }] : []
  const take = (typed: string, as: Frame) => {
    setText(typed)
    setFrame(as)
    if (typed.trim() === '') return setFault('')
    const [lon, lat] = typed
      .split(/[,，\s]+/)
      .filter(Boolean)
      .map(Number)
    const wrong = pointFault(lon ?? Number.NaN, lat ?? Number.NaN)
    setFault(
      wrong === undefined ? '' : wrong === 'swapped' ? w.swapped : wrong === 'outside_china' ? w.outside : w.unreadable,
    )
    if (wrong === undefined) onChange(pointIn(as, lon!, lat!))
  }
  const choose = (point: Point) => {
    setFault('')
    setFrame('CGCS2000')
    setText(`${point.lon.toFixed(6)}, ${point.lat.toFixed(6)}`)
    onChange(point)
  }
  return (
    <div className="point-picker">
      <CityMap label={w.map} at={marks[0]?.point} marks={marks} onChoose={choose} height={height} />
      <div className="point-typed">
        <Select
          value={frame}
          aria-label={w.frame}
          options={FrameName.options.map((value) => ({ value, label: frameNames[value] }))}
          onChange={(as) => take(text, as)}
          style={{ inlineSize: 180 }}
        />
        <Input
          value={text}
          aria-label={w.typed}
          placeholder={w.placeholder}
          status={fault ? 'error' : ''}
          onChange={({ target }) => take(target.value, frame)}
        />
      </div>
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
