import { useState } from 'react'

/** A choice that outlives a reload of the page; written only when it is made. */
export function useKept(name: string, fallback: string): [string, (value: string) => void] {
  const key = `stage:${name}`
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? fallback)
  const keep = (next: string) => {
    localStorage.setItem(key, next)
    setValue(next)
  }
  return [value, keep]
}
