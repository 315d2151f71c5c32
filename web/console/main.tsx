import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import english from 'antd/locale/en_US'
import chinese from 'antd/locale/zh_CN'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import '#web/kit/base.css'
import '#web/kit/tokens-dark.css'
import { antTheme } from '#web/kit/ant-theme.ts'
import { markLanguage, useLanguage } from '#web/kit/language.ts'
import { useLook, useTheme } from '#web/kit/look.ts'
import { makeQueryClient } from '#web/kit/query.ts'
import { leave } from '#web/kit/session.ts'
import { makeRouter } from './routes.tsx'

const client = makeQueryClient((queries) => {
  leave(queries)
  const { href, pathname } = router.state.location
  if (pathname !== '/login') void router.navigate({ to: '/login', search: { next: href } })
})
const router = makeRouter(client)

// A screen left open over an upgrade asks for parts that are gone; the new page has them.
window.addEventListener('vite:preloadError', () => location.reload())

function Console() {
  const language = useLanguage()
  const shown = useTheme()
  const { density } = useLook()
  const theme = useMemo(() => antTheme(shown, density), [shown, density])
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? chinese : english} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

markLanguage()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
