import { Button } from '@tarojs/components'
import type { ReactNode } from 'react'

interface Props {
  id: string
  className: string
  children: ReactNode
  /** A code that the cloud turns into the number; missing if the person refused. */
  onCode: (code: string | null) => void
}

/** 手机号: WeChat itself asks for it, only on a tap. */
export function PhoneNumberButton({ id, className, children, onCode }: Props) {
  return (
    <Button
      id={id}
      className={className}
      hoverClass="is-pressed"
      openType="getPhoneNumber"
      onGetPhoneNumber={(event) => onCode(event.detail.code ?? null)}
    >
      {children}
    </Button>
  )
}
