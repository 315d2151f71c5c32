import { CloseOutlined, StarOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Popover } from 'antd'
import { type FormEvent, useState } from 'react'
import { forgetView, listViews, type SavedView, saveView } from '#city/saved-view/contract.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { type CaseSearch, readCaseSearch } from '../../case-search.ts'

const words = defineWords({
  views: { zh: '我的视图', en: 'My views' },
  none: { zh: '把常用的筛选存成视图，下次一点就到。', en: 'Keep the filters you use often; they are one click away.' },
  name: { zh: '视图名称', en: 'Name of the view' },
  save: { zh: '保存当前筛选', en: 'Keep these filters' },
  saved: { zh: (name: string) => `已保存视图“${name}”`, en: (name: string) => `View “${name}” kept` },
  forget: { zh: (name: string) => `删除视图“${name}”`, en: (name: string) => `Forget view “${name}”` },
  forgotten: { zh: (name: string) => `已删除视图“${name}”`, en: (name: string) => `View “${name}” forgotten` },
  undo: { zh: '撤销', en: 'Undo' },
})

/** Filters kept under a name by one person, behind one button beside the columns. */
export function SavedViews({ search }: { search: CaseSearch }) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      // Nothing to show would never open.
      content={<ViewList search={search} onGo={() => setOpen(false)} />}
      destroyOnHidden
    >
      <Button icon={<StarOutlined aria-hidden />} aria-label={w.views} title={w.views} aria-expanded={isOpen} />
    </Popover>
  )
}

const page = 'cases' as const

function ViewList({ search, onGo }: { search: CaseSearch; onGo: () => void }) {
  const w = useWords(words)
  const { data } = useQuery(ask(listViews, { query: { page } }))
  const { open: _, ...kept } = search
  return (
    <section className="saved-views" aria-label={w.views}>
      {data?.items.length === 0 && <p className="quiet">{w.none}</p>}
      <ul>
        {data?.items.map((view) => (
          <ViewLine key={view.name} view={view} onGo={onGo} />
        ))}
      </ul>
      <SaveForm search={kept} />
    </section>
  )
}

/** After a change the list is asked afresh. */
function useChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: [routeKey(listViews)] })
}

function ViewLine({ view, onGo }: { view: SavedView; onGo: () => void }) {
  const w = useWords(words)
  const changed = useChanged()
  const { message } = App.useApp()
  const forget = useCommand(forgetView)
  const keep = useCommand(saveView)
  const { name, search } = view
  const undo = () => keep.mutate({ body: { page, ...view } }, { onSuccess: changed })
  const told = (key: string) => (
    <>
      {w.forgotten(name)}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          undo()
          message.destroy(key)
        }}
      >
        {w.undo}
      </button>
    </>
  )
  return (
    <li>
      <Link to="/cases" search={readCaseSearch(search)} onClick={onGo}>
        {name}
      </Link>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined aria-hidden />}
        aria-label={w.forget(name)}
        onClick={() =>
          forget.mutate(
            { body: { page, name } },
            {
              onSuccess: () => {
                changed()
                const key = `view-${name}`
                message.success({ key, content: told(key), duration: 10 })
              },
            },
          )
        }
      />
    </li>
  )
}

function SaveForm({ search }: { search: Omit<CaseSearch, 'open'> }) {
  const w = useWords(words)
  const pick = usePick()
  const changed = useChanged()
  const { message } = App.useApp()
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useCommand(saveView)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    mutate(
      { body: { page, name, search: search as Record<string, string> } },
      {
        onSuccess: ({ name: kept }) => {
          changed()
          setName('')
          message.success(w.saved(kept))
        },
      },
    )
  }
  return (
    <form onSubmit={send}>
      <Input
        aria-label={w.name}
        placeholder={w.name}
        maxLength={30}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button htmlType="submit" loading={isPending} disabled={name.trim() === ''}>
        {w.save}
      </Button>
      {error && (
        <p className="form-refusal" role="alert">
          {pick(error)}
        </p>
      )}
    </form>
  )
}
