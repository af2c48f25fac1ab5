import { useEffect, useRef, useState } from 'react'

/** Nobody could read a smaller page, so it scrolls instead. */
const SMALLEST = 0.4

interface Content {
  width: number
  height: number
  /** Height above the content, which does not shrink. */
  above: number
  /** Width between the contents, which does not shrink. */
  between: number
}

/** The factor by which content must shrink to fit into the element; never above 1. */
export function useScale({ width, height, above, between }: Content) {
  const frame = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const room = entry.contentRect
      const fits = Math.min((room.width - between) / width, (room.height - above) / height)
      setScale(Math.max(SMALLEST, Math.min(1, fits)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [width, height, above, between])
  return { frame, scale }
}
