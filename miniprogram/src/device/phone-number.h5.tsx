import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface Props {
  id: string
  className: string
  children: ReactNode
  onCode: (code: string | null) => void
}

/** The browser has no phone number to give, so the person types one. */
export function PhoneNumberButton({ id, className, children, onCode }: Props) {
  const ask = () => {
    const digits = (window.prompt('手机号（演示）') ?? '').replace(/\D/g, '')
    onCode(/^1\d{10}$/.test(digits) ? `phone-${digits}` : null)
  }
  return (
    <View id={id} className={className} hoverClass="is-pressed" onClick={ask}>
      {children}
    </View>
  )
}
