import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { WITHDRAW } from '@/text/claim/claim'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import type { Withdrawal } from './withdrawal'

/** 撤回这次认领: says what it does, before it is done. */
export function WithdrawSheet({ withdrawal }: { withdrawal: Withdrawal }) {
  const { about, sending, failure } = useStore(withdrawal.state)
  if (!about) return null
  return (
    <Sheet id="withdraw-sheet" title={WITHDRAW.title} onClose={withdrawal.close}>
      <SheetAbout lines={[WITHDRAW.body]} />
      <SheetFoot
        id="withdraw"
        label={WITHDRAW.send}
        failure={failure}
        sending={sending}
        onSend={() => void withdrawal.submit()}
        onWayOut={() => follow(failure?.wayOut?.way ?? 'claim-list', withdrawal.close)}
      />
    </Sheet>
  )
}
