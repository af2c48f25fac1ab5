import { View } from '@tarojs/components'
import './dot.scss'

/** 未读: a dot at the upper right corner of the box around it. */
export function Dot({ id }: { id: string }) {
  return <View id={id} className="dot" ariaLabel="未读" />
}
