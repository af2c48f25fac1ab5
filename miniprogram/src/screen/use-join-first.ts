import { useEffect } from 'react'
import type { Failure } from '@/text/failure'
import { joinFirst } from './ways'

/** The join page is where a person joins, and where a member agrees to a new text. */
const JOINING = ['NOT_JOINED', 'CONSENT_NEEDED']

/** Browse first: only an action that was refused for it asks to join, and then it goes on. */
export function useJoinFirst(failure: Failure | null, forget: () => void, then: () => void): void {
  useEffect(() => {
    if (!failure?.refusal || !JOINING.includes(failure.refusal)) return
    forget()
    joinFirst(then)
  }, [failure])
}
