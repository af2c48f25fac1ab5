import { Button } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import type { ReactNode } from 'react'

interface Props {
  id: string
  /** The title on the card that a friend sees. */
  title: string
  /** The page that the card opens. */
  path: string
  children: ReactNode
}

/** 分享给好友: WeChat's own, only on a tap. */
export function ShareButton({ id, title, path, children }: Props) {
  useShareAppMessage(() => ({ title, path }))
  return (
    <Button id={id} className="button button-main button-large" openType="share">
      {children}
    </Button>
  )
}
