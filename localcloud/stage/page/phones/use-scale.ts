import { useEffect, useRef, useState } from 'react'

/** How much content of a natural size must shrink to fit into the element; never above 1. */
export function useScale(width: number, height: number) {
  const frame = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const room = entry.contentRect
      setScale(Math.max(0.4, Math.min(1, room.width / width, room.height / height)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [width, height])
  return { frame, scale }
}
