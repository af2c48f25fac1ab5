import { useEffect, useState } from 'react'
import { cloudApi, type ClockState } from '../cloud-api'
import { useLoaded } from '../use-loaded'

export interface Ticking {
  now: number
  offset: number
  problem: string
  /** Shows an answer immediately, before the clock is read again. */
  take: (state: ClockState) => void
}

const REFRESH_MS = 5000
const TICK_MS = 1000

/** The cloud's clock, which keeps running between two readings. */
export function useClock(): Ticking {
  const { value, problem, reload } = useLoaded(cloudApi.clock, REFRESH_MS)
  const [offset, setOffset] = useState(0)
  const [realNow, setRealNow] = useState(() => Date.now())
  useEffect(() => {
    if (value) setOffset(value.offset)
  }, [value])
  useEffect(() => {
    const timer = setInterval(() => setRealNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const take = (state: ClockState) => {
    setOffset(state.offset)
    setRealNow(Date.now())
    void reload()
  }
  return { now: realNow + offset, offset, problem, take }
}
