import { Text, View } from '@tarojs/components'
import { useStore } from 'zustand'
import { ShareButton } from '@/device/share'
import { inviteRules } from '@/text/task'
import { Icon } from '@/ui/icon'
import { Sheet } from '@/ui/sheet/sheet'
import type { Tasks } from './task-state'

/** 邀请好友: both rewards and all rules are shown above the button, which does not move or flash. */
export function InviteSheet({ tasks }: { tasks: Tasks }) {
  const { sheet, invite } = useStore(tasks.state)
  if (sheet !== 'invite' || !invite) return null
  return (
    <Sheet id="invite" title={invite.title} onClose={tasks.close}>
      <View id="invite-rules">
        {inviteRules(invite).map((rule) => (
          <View key={rule} className="invite-rule">
            <Icon name="check-circle" size={18} className="invite-mark" />
            <Text className="invite-words">{rule}</Text>
          </View>
        ))}
      </View>
      <Text id="invite-today" className="task-sheet-words">
        今天已奖励 {invite.today} / {invite.perDay} 位
      </Text>
      <ShareButton id="invite-share" title={SHARED} path={pathOf(invite.code)}>
        邀请好友
      </ShareButton>
    </Sheet>
  )
}

/** The shared card promises no reward; it says where it leads. */
const SHARED = '一起来攒积分'

function pathOf(code: string): string {
  return `/pages/home/index?inviter=${code}`
}
