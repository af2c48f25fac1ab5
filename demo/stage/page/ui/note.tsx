import type { ReactNode } from 'react'

interface Props {
  tone: 'success' | 'warning' | 'danger' | 'info'
  children: ReactNode
}

/** A sentence about what has just happened or needs care; shows nothing if it is empty. */
export function Note({ tone, children }: Props) {
  if (!children) return null
  return (
    <p className={`note ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      {children}
    </p>
  )
}
