import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { phoneNow } from '@/cloud/clock'
import { typedPhone } from './typed-phone'

interface Props {
  id: string
  className: string
  children: ReactNode
  onCode: (code: string | null) => void
}

/** The browser has no phone number to give, so the person types one. */
export function PhoneNumberButton({ id, className, children, onCode }: Props) {
  const ask = () => {
    const text = window.prompt('手机号（演示）；其他地区请写区号，例如 +852 61234567') ?? ''
    onCode(typedPhone(text, phoneNow()))
  }
  return (
    <View id={id} className={className} hoverClass="is-pressed" onClick={ask}>
      {children}
    </View>
  )
}
