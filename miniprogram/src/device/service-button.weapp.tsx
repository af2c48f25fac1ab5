import { Button } from '@tarojs/components'
import type { ReactNode } from 'react'

export const HAS_SERVICE = true

/** 微信客服: WeChat opens the conversation itself, only on a tap. */
export function ServiceButton({ children }: { children: ReactNode }) {
  return (
    <Button id="me-service" className="me-row" hoverClass="is-pressed" openType="contact">
      {children}
    </Button>
  )
}
