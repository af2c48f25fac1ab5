import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'

interface Props {
  id: string
  title: string
  path: string
  children: ReactNode
}

/** A browser has no friends to send a card to: a tap copies the link, or shows it if that fails. */
export function ShareButton({ id, title, path, children }: Props) {
  const [said, say] = useState('')
  const copy = () => {
    const link = `${window.location.href.split('#')[0] ?? ''}#${path}`
    const done = () => say('链接复制好了，发给好友吧')
    navigator.clipboard.writeText(`${title} ${link}`).then(done, () => say(link))
  }
  return (
    <View id={id} className="button button-main button-large" ariaRole="button" onClick={copy}>
      {said || children}
    </View>
  )
}
