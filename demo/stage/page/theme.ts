import { useEffect } from 'react'
import { useKept } from './use-kept'

export interface Theme {
  isDark: boolean
  flip: () => void
}

/** Light or dark as the system says, unless it was chosen here. */
export function useTheme(): Theme {
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const [chosen, choose] = useKept('theme', system)
  const isDark = chosen === 'dark'
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }, [isDark])
  return { isDark, flip: () => choose(isDark ? 'light' : 'dark') }
}
