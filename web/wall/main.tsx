import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#web/kit/base.css'
import '#web/kit/tokens-wall.css'
import { App } from './app.tsx'
import { reloadOnNewBuild } from './build.ts'
import './wall.css'

reloadOnNewBuild()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
