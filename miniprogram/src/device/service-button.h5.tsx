import type { ReactNode } from 'react'

/** A browser has no WeChat to talk through. */
export const HAS_SERVICE = false

export function ServiceButton(_props: { children: ReactNode }) {
  return null
}
