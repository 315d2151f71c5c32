// Runs before the first paint, so that nobody who works in the dark is met by a white page. look-choice.test.ts holds it.
{
  const root = document.documentElement
  let look = {}
  try {
    look = JSON.parse(localStorage.getItem('yiwang.look')) ?? {}
  } catch {
    // Nothing kept, or nothing that can be read: the machine decides.
  }
  const isDark = look.theme === 'dark' || (look.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = isDark ? 'dark' : 'light'
  root.style.colorScheme = root.dataset.theme
  root.style.background = isDark ? '#0f141b' : '#f3f5f8'
}
