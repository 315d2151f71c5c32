import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  addContact,
  amendOwner,
  endContact,
  listOwners,
  type OwnerItem,
  revealContact,
} from '#command/owner/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { OwnerForm } from './owner-form.tsx'
import { words } from './words.ts'

function useAgain(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: [routeKey(listOwners)] })
}

/** One owner: whom to tell, and whether it is told at all. */
export function OwnerDetail({ owner }: { owner: OwnerItem }) {
  const w = useWords(words)
  const { ownerId } = owner
  return (
    <div className="owner-detail">
      <h2 className="unseen">{owner.name}</h2>
      <p className="quiet">{w.counts(owner.things, owner.openCases)}</p>
      {ownerId === null ? (
        <OwnerForm name={owner.name} onDone={() => undefined} />
      ) : (
        <>
          <section aria-labelledby="owner-contacts">
            <h3 id="owner-contacts">{w.contacts}</h3>
            {owner.contacts.length === 0 && <p>{w.noContact}</p>}
            <ul className="owner-people">
              {owner.contacts.map((contact) => (
                <ContactRow key={contact.contactId} ownerId={ownerId} contact={contact} />
              ))}
            </ul>
          </section>
          <section aria-labelledby="owner-add">
            <h3 id="owner-add">{w.addContact}</h3>
            <ContactForm key={owner.contacts.length} ownerId={ownerId} />
          </section>
          <AmendForm key={`${owner.note}-${owner.isEnded}`} owner={owner} ownerId={ownerId} />
        </>
      )}
    </div>
  )
}

type RowProps = { ownerId: string; contact: OwnerItem['contacts'][number] }

function ContactRow({ ownerId, contact }: RowProps) {
  const w = useWords(words)
  const pick = usePick()
  const again = useAgain()
  const { message } = App.useApp()
  const [isAsking, setAsking] = useState(false)
  const ending = useCommand(endContact)
  const reveal = useCommand(revealContact)
  const form = useDraft(revealContact.body!, { reason: '' })
  const { contactId } = contact
  const show = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (body) reveal.mutate({ params: { ownerId, contactId }, body }, { onError: (problem) => form.refuse(problem) })
  }
  const end = () =>
    ending.mutate(
      { params: { ownerId, contactId }, body: {} },
      { onSuccess: again, onError: (problem) => void message.error(pick(problem)) },
    )
  return (
    <li>
      <span>
        {reveal.data ? `${reveal.data.name} ${reveal.data.phone}` : `${contact.nameMasked} ${contact.phoneMasked}`}
      </span>
      <span className="quiet">{w.added(contact.addedBy, formatTime(contact.addedAt))}</span>
      <span className="owner-acts">
        {!reveal.data && (
          <Button aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
            {w.reveal}
          </Button>
        )}
        <Button danger loading={ending.isPending} onClick={end}>
          {w.end}
        </Button>
      </span>
      {isAsking && !reveal.data && (
        <form className="form" onSubmit={show} noValidate>
          <TextField form={form} name="reason" label={w.revealReason} max={200} />
          <div className="form-actions">
            <Button htmlType="submit" loading={reveal.isPending}>
              {w.reveal}
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}

function ContactForm({ ownerId }: { ownerId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const again = useAgain()
  const form = useDraft(addContact.body!, { name: '', phone: '' })
  const command = useCommand(addContact)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate({ params: { ownerId }, body }, { onSuccess: again, onError: (problem) => form.refuse(problem) })
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField form={form} name="name" label={w.person} max={40} />
      <TextField form={form} name="phone" label={w.phone} hint={w.phoneHint} max={11} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.addContact}
        </Button>
      </div>
    </form>
  )
}

function AmendForm({ owner, ownerId }: { owner: OwnerItem; ownerId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const again = useAgain()
  const { message } = App.useApp()
  const form = useDraft(amendOwner.body!, { note: owner.note, isEnded: owner.isEnded })
  const command = useCommand(amendOwner)
  const send = (isEnded: boolean) => {
    const body = form.check()
    if (!body || command.isPending) return
    const onSuccess = () => {
      void message.success(w.saved)
      again()
    }
    command.mutate(
      { params: { ownerId }, body: { ...body, isEnded } },
      { onSuccess, onError: (problem) => void message.error(pick(problem)) },
    )
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(owner.isEnded)
      }}
    >
      <TextField form={form} name="note" label={w.note} max={500} isOptional />
      <div className="form-actions">
        <Button htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
        <Button danger={!owner.isEnded} onClick={() => send(!owner.isEnded)}>
          {owner.isEnded ? w.resume : w.stop}
        </Button>
      </div>
    </form>
  )
}
