import { Text, View } from '@tarojs/components'
import { useStore } from 'zustand'
import { openPage } from '@/screen/ways'
import { taskHint } from '@/text/task'
import type { IconName } from '@/ui/art/icons'
import { Button } from '@/ui/form/button'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import type { TaskRow, Tasks } from './task-state'

const ICONS: Record<TaskRow['kind'], IconName> = {
  daily: 'calendar-check',
  claim: 'scan',
  profile: 'cake',
  'check-in': 'calendar-check',
  orders: 'receipt',
  categories: 'sparkles',
  visit: 'shop',
  invite: 'user-plus',
  review: 'clipboard',
  follow: 'bell',
}

interface Props {
  row: TaskRow
  today: string
  tasks: Tasks
}

/** One task: what it is, what it brings, the progress, and the only thing to tap. */
export function Row({ row, today, tasks }: Props) {
  const { id, kind, title, points, growth, count, goal, state } = row
  const isCounting = state === 'open' && goal > 1 && kind !== 'invite'
  return (
    <View id={`task-${id}`} className={`task task-${state}`}>
      <View className="task-tile">
        <Icon name={ICONS[kind]} size={20} />
      </View>
      <View className="task-words">
        <View className="task-line">
          <Text className="task-title">{title}</Text>
          {points > 0 && <Figure value={points} sign className="task-points" />}
          {growth > 0 && <Text className="task-growth">成长值 +{growth}</Text>}
        </View>
        <Text className="task-hint">{taskHint(row, today)}</Text>
        {isCounting && (
          <View className="task-bar" ariaLabel={`${count} / ${goal}`}>
            <View className="task-bar-done" style={{ width: `${(count * 100) / goal}%` }} />
          </View>
        )}
      </View>
      <Act row={row} tasks={tasks} />
    </View>
  )
}

function Act({ row, tasks }: Pick<Props, 'row' | 'tasks'>) {
  const { id, cycle, kind, state } = row
  const { busy } = useStore(tasks.state)
  if (state === 'done') {
    return (
      <View className="task-finished">
        <Icon name="check" size={16} />
        <Text>已完成</Text>
      </View>
    )
  }
  if (state === 'collectable') {
    return (
      <Button
        id={`task-collect-${id}-${cycle}`}
        size="small"
        loading={busy === id}
        onPress={() => void tasks.collect(row)}
      >
        领取
      </Button>
    )
  }
  const way = WAYS[kind]
  if (!way) return null
  return (
    <Button
      id={`task-go-${id}`}
      look="soft"
      size="small"
      loading={busy === kind}
      onPress={() => way.go(tasks)}
    >
      {way.label}
    </Button>
  )
}

/** The page where each kind is done; following has no page of ours and brings no points. */
const WAYS: Partial<Record<TaskRow['kind'], { label: string; go: (tasks: Tasks) => void }>> = {
  daily: { label: '去签到', go: () => openPage('check-in') },
  'check-in': { label: '去签到', go: () => openPage('check-in') },
  claim: { label: '去认领', go: () => openPage('claim') },
  orders: { label: '去认领', go: () => openPage('claim') },
  categories: { label: '去认领', go: () => openPage('claim') },
  profile: { label: '去填', go: () => openPage('profile') },
  review: { label: '去评价', go: () => openPage('review') },
  visit: { label: '去扫码', go: (tasks) => tasks.openVisit() },
  invite: { label: '去邀请', go: (tasks) => void tasks.openInvite() },
}
