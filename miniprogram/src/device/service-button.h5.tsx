import type { ReactNode } from 'react'

/** A browser has no WeChat chat with customer service. */
export const HAS_SERVICE = false

export function ServiceButton(_props: { children: ReactNode }) {
  return null
}
