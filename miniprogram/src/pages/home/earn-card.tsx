import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/member/home'
import { openPage, openTab } from '@/screen/ways'
import type { IconName } from '@/ui/art/icons'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { shortYuan } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import './earn-card.scss'

interface Props {
  home: OutputOf<typeof openHome>
}

/** 赚积分: the ways to earn, what each brings, and the way to spend. */
export function EarnCard({ home: { earnRate, checkIn, pointUnit } }: Props) {
  const end = checkIn.days[checkIn.days.length - 1]
  return (
    <Card className="earn">
      <Text className="earn-heading">攒{pointUnit}，换好礼</Text>
      <Way
        id="earn-tasks"
        icon="sparkles"
        title={`赚${pointUnit}`}
        hint="做任务、到店、邀请好友"
        open={() => openPage('task')}
      />
      <Way
        id="earn-claim"
        icon="scan"
        title="网上买的也算"
        hint={
          earnRate.points > 0
            ? `填订单号，每 ${shortYuan(earnRate.perFen)} 元得 ${earnRate.points} ${pointUnit}`
            : `填订单号，得${pointUnit}`
        }
        open={() => openPage('claim')}
      />
      {end && (
        <Way
          id="earn-check-in"
          icon="calendar-check"
          title={`连签 ${checkIn.cycleDays} 天成塔`}
          hint={`最后一天 +${end.points}`}
          open={() => openPage('check-in')}
        />
      )}
      <Way
        id="earn-print-code"
        icon="qr"
        title="包装上有码，扫一扫"
        hint={`一个码领一次${pointUnit}`}
        open={() => openPage('print-code')}
      />
      <Way
        id="earn-mall"
        icon="gift"
        title="看看能换什么"
        hint="券和好物，换完即用"
        open={() => openTab('mall')}
      />
    </Card>
  )
}

interface WayProps {
  id: string
  icon: IconName
  title: string
  hint: string
  open: () => void
}

function Way({ id, icon, title, hint, open }: WayProps) {
  return (
    <View id={id} className="earn-way" hoverClass={PRESSED} onClick={open}>
      <View className="earn-tile">
        <Icon name={icon} size={20} />
      </View>
      <View className="earn-words">
        <Text className="earn-title">{title}</Text>
        <Text className="earn-hint">{hint}</Text>
      </View>
      <Icon name="chevron-right" size={16} className="earn-go" />
    </View>
  )
}
