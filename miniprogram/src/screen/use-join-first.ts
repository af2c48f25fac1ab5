import { useEffect } from 'react'
import type { Failure } from '@/text/failure'
import { joinFirst } from './ways'

/** Browse first: only an action that was refused for it asks to join, and then it goes on. */
export function useJoinFirst(failure: Failure | null, forget: () => void, then: () => void): void {
  useEffect(() => {
    if (failure?.refusal !== 'NOT_JOINED') return
    forget()
    joinFirst(then)
  }, [failure])
}
