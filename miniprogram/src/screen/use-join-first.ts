import { useEffect } from 'react'
import type { Failure } from '@/text/failure'
import { joinFirst } from './ways'

/** On the join page visitors join, and members agree to a new text. */
const JOINING = ['NOT_JOINED', 'CONSENT_NEEDED']

/**
 * People browse first: only an action that needs a member asks them to join, and then continues.
 */
export function useJoinFirst(failure: Failure | null, forget: () => void, then: () => void): void {
  useEffect(() => {
    if (!failure?.refusal || !JOINING.includes(failure.refusal)) return
    forget()
    joinFirst(then)
  }, [failure])
}
