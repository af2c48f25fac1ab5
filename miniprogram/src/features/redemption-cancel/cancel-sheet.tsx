import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { dayInWords } from '@/text/dates'
import { grouped } from '@/ui/numbers'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetDone } from '@/ui/sheet/sheet-done'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import type { Cancel, Cancellation } from './cancel-state'

interface Props {
  cancel: Cancel
  onReload: () => void
}

/** 确认取消: shows what goes back, before it goes back. */
export function CancelSheet({ cancel, onReload }: Props) {
  const { made, shut, done, failure, sending } = useStore(cancel.state)
  if (!made || shut) return null
  if (done) return <Done done={done} onClose={cancel.close} />
  const stay = () => {
    cancel.close()
    onReload()
  }
  return (
    <Sheet id="cancel-sheet" title={`取消兑换${made.name}`} onClose={cancel.close}>
      <SheetAbout
        lines={[
          `${grouped(made.points)} 积分退回原来的有效期，已经到期的会给几天宽限。` +
            '有欠账时先抵扣欠账。',
        ]}
      />
      <SheetFoot
        id="cancel"
        label="确认取消"
        failure={failure}
        sending={sending}
        onSend={() => void cancel.submit()}
        onWayOut={() => follow(failure?.wayOut?.way ?? 'reload', stay)}
      />
    </Sheet>
  )
}

function Done({ done, onClose }: { done: Cancellation; onClose: () => void }) {
  return (
    <Sheet id="cancel-sheet" title="已取消" onClose={onClose}>
      <SheetDone id="cancel" lines={givenBack(done)} onClose={onClose} />
    </Sheet>
  )
}

function givenBack({ restored, paidToDeficit, grace, balance }: Cancellation): string[] {
  return [
    ...(restored > 0 ? [`退回 ${grouped(restored)} 积分`] : []),
    ...(paidToDeficit > 0 ? [`${grouped(paidToDeficit)} 积分抵扣了之前的欠账`] : []),
    ...(grace
      ? [`其中 ${grouped(grace.points)} 原已到期，可再用到 ${dayInWords(grace.until)}`]
      : []),
    `现在有 ${grouped(balance)} 积分`,
  ]
}
