import { useState } from 'react'
import { sentenceOf } from './cloud-api'

export interface Task {
  busy: boolean
  problem: string
  /** Runs one thing at a time; an error becomes a sentence. */
  run: (work: () => Promise<void>) => Promise<void>
  clear: () => void
}

export function useTask(): Task {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const run = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setProblem('')
    try {
      await work()
    } catch (thrown) {
      setProblem(sentenceOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run, clear: () => setProblem('') }
}
