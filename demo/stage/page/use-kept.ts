import { useState } from 'react'

/** A choice that survives a reload of the page; it is stored only when somebody chooses. */
export function useKept(name: string, fallback: string): [string, (value: string) => void] {
  const key = `stage:${name}`
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? fallback)
  const keep = (next: string) => {
    localStorage.setItem(key, next)
    setValue(next)
  }
  return [value, keep]
}
