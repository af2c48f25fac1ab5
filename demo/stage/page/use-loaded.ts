import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf } from './cloud-api'

export interface Loaded<T> {
  value: T | undefined
  problem: string
  reload: () => Promise<void>
}

/**
 * What `load` gives, asked again whenever `load` changes and, if `everyMs` is set, from time to
 * time. An answer that was overtaken by a newer question is dropped.
 */
export function useLoaded<T>(load: () => Promise<T>, everyMs = 0): Loaded<T> {
  const [value, setValue] = useState<T>()
  const [problem, setProblem] = useState('')
  const newest = useRef(0)
  const reload = useCallback(async () => {
    const mine = ++newest.current
    try {
      const fresh = await load()
      if (mine !== newest.current) return
      setValue(fresh)
      setProblem('')
    } catch (thrown) {
      if (mine === newest.current) setProblem(sentenceOf(thrown))
    }
  }, [load])
  useEffect(() => {
    void reload()
    if (everyMs === 0) return undefined
    const timer = setInterval(() => {
      if (!document.hidden) void reload()
    }, everyMs)
    return () => clearInterval(timer)
  }, [reload, everyMs])
  return { value, problem, reload }
}
