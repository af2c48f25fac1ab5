import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openCheckIn } from '@contracts/check-in'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { homeScreen } from '@/pages/home/home-screen'
import { follow, openPage } from '@/screen/ways'
import { wonInWords } from '@/text/check-in'
import { dayInWords, weekdayOf } from '@/text/dates'
import type { Failure } from '@/text/failure'
import { Button } from '@/ui/button'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/notice'
import { grouped } from '@/ui/numbers'
import { Sheet } from '@/ui/sheet'
import type { MadeUp, MakeUp } from './make-up-state'
import { streakAfter, type SeenMonths } from './streak-after'

interface Props {
  data: OutputOf<typeof openCheckIn>
  seen: SeenMonths
  makeUp: MakeUp
  onReload: () => void
}

/** 确认补签: what it costs and what it brings, before any points go. */
export function MakeUpSheet({ data, seen, makeUp, onReload }: Props) {
  const { day, done, failure, sending } = useStore(makeUp.state)
  // Null as long as the home page has not answered.
  const balance = useStore(homeScreen.state).data?.card?.balance ?? null
  if (done) return <Done done={done} onClose={makeUp.close} />
  if (day === null || !data.makeUp) return null
  const { cost, left } = data.makeUp
  const short = balance === null ? 0 : cost - balance
  return (
    <Sheet id="make-up-sheet" title={`补签 ${dayInWords(day)}`} onClose={makeUp.close}>
      <Text className="make-up-about">
        周{weekdayOf(day)}漏签了。{effectOf(streakAfter(day, data.strip, seen), data)}
        补签计入连签和当月累计，不发那天的签到积分。
      </Text>
      <View className="make-up-bill">
        <Row label="扣除积分">
          <Figure value={-cost} sign size="row" />
        </Row>
        {balance !== null && short <= 0 && (
          <Row label="补签后剩余">
            <Figure value={balance - cost} size="row" />
            <Text className="make-up-unit"> 积分</Text>
          </Row>
        )}
        <Row label="补完本月还剩">
          <Figure value={Math.max(0, left - 1)} size="row" />
          <Text className="make-up-unit"> 次</Text>
        </Row>
      </View>
      {failure && <Refused failure={failure} makeUp={makeUp} onReload={onReload} />}
      {!failure && short > 0 && <Short short={short} />}
      {failure?.kind !== 'refused' && short <= 0 && (
        <Button
          id="make-up-confirm"
          size="large"
          loading={sending}
          onPress={() => void makeUp.submit()}
        >
          {failure ? '再试一次' : `确认补签 · ${grouped(cost)} 积分`}
        </Button>
      )}
    </Sheet>
  )
}

function effectOf(streak: number | null, { strip }: Props['data']): string {
  if (streak === null) return '补上后和之前的连签接在一起。'
  if (streak === strip.streakDays) return `连签还是 ${streak} 天，先补更近的一天才接得上。`
  return `补上后连签变 ${streak} 天。`
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View className="make-up-row">
      <Text className="make-up-label">{label}</Text>
      <View>{children}</View>
    </View>
  )
}

/** Known before asking: the sheet does not offer what would be refused. */
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

interface RefusedProps {
  failure: Failure
  makeUp: MakeUp
  onReload: () => void
}

/** A refusal brings its way out; after a lost network the main button sends the same again. */
function Refused({ failure, makeUp, onReload }: RefusedProps) {
  const stay = () => {
    makeUp.close()
    onReload()
  }
  return (
    <Notice
      id="make-up-failure"
      tone="warning"
      title={failure.title}
      body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
    >
      {failure.kind === 'refused' && (
        <Button
          id="make-up-way-out"
          size="small"
          onPress={() => follow(failure.wayOut?.way ?? 'reload', stay)}
        >
          {failure.wayOut?.label ?? '知道了'}
        </Button>
      )}
    </Notice>
  )
}

function Done({ done, onClose }: { done: MadeUp; onClose: () => void }) {
  return (
    <Sheet id="make-up-sheet" title="补上了" onClose={onClose}>
      <View id="make-up-done" className="make-up-done">
        <View className="make-up-mark">
          <Icon name="check" size={28} />
        </View>
        <Text className="make-up-name">已连签 {done.streakDays} 天</Text>
        <Text className="make-up-body">
          {dayInWords(done.day)}补签成功，用了 {grouped(done.cost)} 积分
        </Text>
        {done.monthlyEarned > 0 && (
          <Text className="make-up-body">
            当月累计签到，另得 {grouped(done.monthlyEarned)} 积分
          </Text>
        )}
        {wonInWords(done).map((line) => (
          <Text key={line} className="make-up-body">
            {line}
          </Text>
        ))}
        <Text className="make-up-body">还剩 {grouped(done.balance)} 积分</Text>
      </View>
      <Button id="make-up-close" size="large" onPress={onClose}>
        知道了
      </Button>
    </Sheet>
  )
}
