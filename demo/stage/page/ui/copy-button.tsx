import { useState } from 'react'
import { Icon } from './icon'

const SHOWN_MS = 1500

interface Props {
  text: string
  /** Names what is copied, for a tooltip and a screen reader. */
  what: string
  className?: string
  children?: string
}

export function CopyButton({ text, what, className = 'button quiet small', children }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  return (
    <button
      type="button"
      className={className}
      title={`复制${what}`}
      aria-label={`复制${what}`}
      onClick={() => void copy()}
    >
      {children !== undefined && <span>{children}</span>}
      <Icon name={copied ? 'check' : 'copy'} size={14} />
    </button>
  )
}
