import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf } from './cloud-api'

export interface Loaded<T> {
  value: T | undefined
  problem: string
  reload: () => Promise<void>
}

/**
 * The result of `load`, loaded again whenever `load` changes and, with `everyMs`, at that interval.
 * An answer that a newer request has overtaken is dropped.
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
