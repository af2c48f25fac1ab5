import { Text, View } from '@tarojs/components'
import { openPage, openTab } from '@/screen/ways'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/art/icons'
import { PRESSED } from '@/ui/press'
import './entries.scss'

interface Entry {
  id: string
  icon: IconName
  label: string
  open: () => void
}

const ENTRIES: Entry[] = [
  { id: 'entry-mall', icon: 'gift', label: '积分商城', open: () => openTab('mall') },
  { id: 'entry-claim', icon: 'scan', label: '认领订单', open: () => openPage('claim') },
  { id: 'entry-coupon', icon: 'ticket', label: '优惠券', open: () => openTab('coupon') },
  {
    id: 'entry-check-in',
    icon: 'calendar-check',
    label: '签到日历',
    open: () => openPage('check-in'),
  },
  { id: 'entry-statement', icon: 'receipt', label: '积分明细', open: () => openPage('statement') },
]

export function Entries() {
  return (
    <View className="entries">
      {ENTRIES.map(({ id, icon, label, open }) => (
        <View key={id} id={id} className="entry" hoverClass={PRESSED} onClick={open}>
          <View className="entry-tile">
            <Icon name={icon} size={24} />
          </View>
          <Text className="entry-label">{label}</Text>
        </View>
      ))}
    </View>
  )
}
