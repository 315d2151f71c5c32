import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { signIn } from '#kernel/auth/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, setLanguage, useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { enter } from '#web/kit/session.ts'
import { words as shared } from '../../words.ts'
import './login.css'

const words = defineWords({
  username: { zh: '用户名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  title: { zh: '登录', en: 'Sign in' },
  motto: {
    zh: '感知、分析、服务、指挥、监察，一张网。',
    en: 'Sense, analyse, serve, command, supervise: one network.',
  },
})

export function LoginPage() {
  const w = useWords(words)
  const s = useWords(shared)
  const language = useLanguage()
  const { form, problem, isBusy, submit, box } = useSignIn()
  const pick = usePick()
  return (
    <main className="login">
      <div className="login-card">
        <header>
          <img src="/mark.svg" alt="" width="44" height="44" />
          <div>
            <p className="login-product">{s.product}</p>
            <p className="login-long">{s.productLong}</p>
          </div>
        </header>
        <form ref={box} className="form" onSubmit={submit} noValidate>
          <h1 className="unseen">{w.title}</h1>
          <Field form={form} name="username" label={w.username}>
            {(control) => (
              <Input
                {...control}
                size="large"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                value={form.values.username ?? ''}
                onChange={({ target }) => form.set('username', target.value)}
              />
            )}
          </Field>
          <Field form={form} name="password" label={w.password}>
            {(control) => (
              <Input.Password
                {...control}
                size="large"
                autoComplete="current-password"
                value={form.values.password ?? ''}
                onChange={({ target }) => form.set('password', target.value)}
              />
            )}
          </Field>
          {problem && (
            <p className="form-refusal" role="alert">
              {pick(problem)}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
            {w.submit}
          </Button>
        </form>
        <footer>
          <span>{w.motto}</span>
          <button type="button" className="login-language" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {s.language}
          </button>
        </footer>
      </div>
    </main>
  )
}

function useSignIn() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/login' })
  const form = useDraft(signIn.body!, { username: '', password: '' })
  const [problem, setProblem] = useState<ProblemError>()
  const [isBusy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    const body = form.check()
    if (!body || isBusy) return
    setBusy(true)
    try {
      enter(client, await call(signIn, { body }))
      await navigate({ href: next ?? '/', replace: true })
    } catch (error) {
      setProblem(asProblem(error))
      box.current?.querySelector<HTMLInputElement>('input[type=password]')?.select()
    } finally {
      setBusy(false)
    }
  }
  return { form, problem, isBusy, submit, box }
}
