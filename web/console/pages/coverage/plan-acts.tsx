import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { endPlan, listPlans, type Plan } from '#sense/coverage/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { PlanForm } from './plan-form.tsx'
import { words } from './words.ts'

/** Making, changing and ending plans. */
export function PlanActs({ planId, onDone }: { planId: string | undefined; onDone: () => void }) {
  const w = useWords(words)
  const [open, setOpen] = useState<'new' | 'edit'>()
  const { data, refetch } = useQuery(ask(listPlans, {}))
  const plan = data?.items.find((one) => one.planId === planId)
  const done = () => {
    setOpen(undefined)
    void refetch()
    onDone()
  }
  return (
    <>
      {plan && <Button onClick={() => setOpen('edit')}>{w.edit}</Button>}
      {plan && <End plan={plan} onDone={done} />}
      <Button type="primary" onClick={() => setOpen('new')}>
        {w.create}
      </Button>
      <Drawer
        title={open === 'edit' ? plan?.name : w.create}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={Math.min(600, window.innerWidth)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <PlanForm plan={open === 'edit' ? plan : undefined} onDone={done} />}
      </Drawer>
    </>
  )
}

function End({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const command = useCommand(endPlan)
  const end = () =>
    command.mutate(
      { params: { planId: plan.planId }, body: { basedOn: plan.revision, reason } },
      {
        onSuccess: () => {
          void message.success(w.ended)
          onDone()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <Popconfirm
      title={w.reason}
      description={
        <Input
          aria-label={w.reason}
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
      }
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onConfirm={end}
    >
      <Button>{w.end}</Button>
    </Popconfirm>
  )
}
