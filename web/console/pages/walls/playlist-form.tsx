import { App, Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type listWalls, setPlaylist, type Theme, themes } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props = { playlist: ReplyOf<typeof listWalls>['playlist']; onDone: () => void }

/** Which themes the walls show in turn, and for how long. */
export function PlaylistForm({ playlist, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [items, setItems] = useState(playlist.items)
  const command = useCommand(setPlaylist)
  const put = (at: number, change: Partial<(typeof items)[number]>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...change } : item)))
  const save = () =>
    command.mutate(
      { body: { basedOn: playlist.version, items } },
      {
        onSuccess: () => {
          void message.success(w.saved)
          onDone()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <section className="walls-part" aria-labelledby="walls-playlist">
      <h2 id="walls-playlist">{w.playlist}</h2>
      <ol className="walls-list">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a theme may come round twice; its place is all that tells it apart.
          <li key={at}>
            <Select
              aria-label={`${w.theme} ${at + 1}`}
              value={item.theme}
              options={Object.entries(themes).map(([value, name]) => ({ value: value as Theme, label: pick(name) }))}
              onChange={(theme: Theme) => put(at, { theme })}
              style={{ inlineSize: 150 }}
            />
            <InputNumber
              aria-label={`${w.seconds} ${at + 1}`}
              min={10}
              max={600}
              value={item.seconds}
              onChange={(seconds) => put(at, { seconds: seconds ?? 20 })}
            />
            <span>{w.seconds}</span>
            {items.length > 1 && (
              <Button size="small" onClick={() => setItems(items.toSpliced(at, 1))}>
                {w.remove}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className="form-actions">
        {items.length < 12 && (
          <Button onClick={() => setItems([...items, { theme: 'appearance', seconds: 30 }])}>{w.add}</Button>
        )}
        <Button type="primary" onClick={save} loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </section>
  )
}
