import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in/check-in'
import { useStore } from 'zustand'
import { homeScreen } from '@/pages/home/home-screen'
import { follow, openPage } from '@/screen/ways'
import { wonInWords } from '@/text/check-in'
import { dayInWords, weekdayOf } from '@/text/dates'
import { Bill, BillRow } from '@/ui/bill'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'
import { grouped } from '@/ui/numbers'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetDone } from '@/ui/sheet/sheet-done'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import type { MadeUp, MakeUp } from './make-up-state'

interface Props {
  data: OutputOf<typeof openCheckIn>
  makeUp: MakeUp
  onReload: () => void
}

/** 确认补签: shows what it costs and brings, before any points are spent. */
export function MakeUpSheet({ data, makeUp, onReload }: Props) {
  const { day, shut, done, failure, sending } = useStore(makeUp.state)
  // Null until the home page has answered.
  const balance = useStore(homeScreen.state).data?.card?.balance ?? null
  if (done) return <Done done={done} onClose={makeUp.close} />
  if (day === null || shut || !data.makeUp) return null
  const { cost, left } = data.makeUp
  const short = balance === null ? 0 : cost - balance
  const stay = () => {
    makeUp.close()
    onReload()
  }
  return (
    <Sheet id="make-up-sheet" title={`补签 ${dayInWords(day)}`} onClose={makeUp.close}>
      <SheetAbout
        lines={[
          `周${weekdayOf(day)}漏签了。${effectOf(day, data)}` +
            '补签计入连签和那个月的累计，不发那天的签到积分。',
        ]}
      />
      <Bill className="make-up-bill">
        <BillRow label="扣除积分" value={-cost} sign />
        {balance !== null && short <= 0 && (
          <BillRow label="补签后剩余" value={balance - cost} unit="积分" />
        )}
        <BillRow label="补完本月还剩" value={Math.max(0, left - 1)} unit="次" />
      </Bill>
      {!failure && short > 0 ? (
        <Short short={short} />
      ) : (
        <SheetFoot
          id="make-up"
          label={`确认补签 · ${grouped(cost)} 积分`}
          failure={failure}
          sending={sending}
          onSend={() => void makeUp.submit()}
          onWayOut={() => follow(failure?.wayOut?.way ?? 'reload', stay)}
        />
      )}
    </Sheet>
  )
}

function effectOf(day: string, { strip, makeUp }: Props['data']): string {
  const streak = makeUp?.days.find((each) => each.day === day)?.streakDays
  if (streak === undefined) return '补上后和之前的连签接在一起。'
  if (streak === strip.streakDays) return `连签还是 ${streak} 天，先补更近的一天才接得上。`
  return `补上后连签变 ${streak} 天。`
}

/** Known before asking, so the sheet does not offer what the cloud would refuse. */
function Short({ short }: { short: number }) {
  return (
    <Notice
      id="make-up-short"
      tone="warning"
      title={`还差 ${grouped(short)} 积分`}
      body="认领一笔订单，到账就能补。"
    >
      <Button id="make-up-earn" size="small" onPress={() => openPage('claim')}>
        去认领订单
      </Button>
    </Notice>
  )
}

function Done({ done, onClose }: { done: MadeUp; onClose: () => void }) {
  const { day, streakDays, cost, monthlyEarned, balance } = done
  return (
    <Sheet id="make-up-sheet" title="补上了" onClose={onClose}>
      <SheetDone
        id="make-up"
        icon="check"
        title={`已连签 ${streakDays} 天`}
        lines={[
          `${dayInWords(day)}补签成功，用了 ${grouped(cost)} 积分`,
          ...(monthlyEarned > 0 ? [`当月累计签到，另得 ${grouped(monthlyEarned)} 积分`] : []),
          ...wonInWords(done),
          `还剩 ${grouped(balance)} 积分`,
        ]}
        onClose={onClose}
      />
    </Sheet>
  )
}
