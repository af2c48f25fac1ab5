import type { OutputOf } from '@contracts/action'
import type { openProfile } from '@contracts/member/profile'
import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { beforeKeeping, keptInWords, monthDayInWords } from '@/text/profile'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetDone } from '@/ui/sheet/sheet-done'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import type { Kept, Profile } from './profile-state'

interface Props {
  page: OutputOf<typeof openProfile>
  profile: Profile
  onReload: () => void
}

/** 确认生日: says what it means, because it cannot be changed for a year afterwards. */
export function KeepSheet({ page, profile, onReload }: Props) {
  const { asking, shut, done, failure, sending } = useStore(profile.state)
  if (asking === null || shut) return null
  if (done) return <Done done={done} onClose={profile.close} />
  const stay = () => {
    profile.close()
    onReload()
  }
  return (
    <Sheet
      id="birthday-sheet"
      title={`生日记为 ${monthDayInWords(asking)}`}
      onClose={profile.close}
    >
      {failure?.kind !== 'refused' && <SheetAbout lines={beforeKeeping(page, asking)} />}
      <SheetFoot
        id="birthday"
        label="就是这天"
        failure={failure}
        sending={sending}
        onSend={() => void profile.submit()}
        onWayOut={() => follow(failure?.wayOut?.way ?? 'reload', stay)}
      />
    </Sheet>
  )
}

function Done({ done, onClose }: { done: Kept; onClose: () => void }) {
  return (
    <Sheet id="birthday-sheet" title="记下了" onClose={onClose}>
      <SheetDone
        id="birthday"
        icon="cake"
        title={monthDayInWords(done.birthday)}
        lines={keptInWords(done)}
        onClose={onClose}
      />
    </Sheet>
  )
}
