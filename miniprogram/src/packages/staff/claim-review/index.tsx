import { Text, View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { openClaimQueue } from '@contracts/claim/claim-review'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { alarmInWords, DECIDED } from '@/text/claim/claim-review'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { Tile } from '@/ui/tile'
import { SheetPlace } from '@/ui/sheet/sheet'
import { createDecision, OPERATOR, type Alarm, type Decision, type Queue } from './decision-state'
import { DecisionSheet } from './decision-sheet'
import { ReviewCard } from './review-card'
import './index.scss'

/** 认领核对. */
export default function ClaimReviewPage() {
  const [screen] = useState(() => createScreen(openClaimQueue, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({ operator: OPERATOR })
  const [decision] = useState(() => createDecision({ call, onDone: load }))
  const { done } = useStore(decision.state)

  useDidShow(load)
  useReachBottom(() => {
    const after = shown.data?.next
    if (after) {
      void screen.more({ operator: OPERATOR, after }, (page, next) => ({
        ...next,
        claims: [...page.claims, ...next.claims],
      }))
    }
  })

  return (
    <View className="page-claim-review">
      <NavBar title="认领核对" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(queue) => (
          <>
            <Ages waiting={queue.waiting} />
            {done && <Notice id="decided" tone="success" {...DECIDED[done]} />}
            <Alarms alarms={queue.alarms} decision={decision} />
            {queue.claims.length === 0 ? (
              <Empty title="都核对完了" body="会员的凭证和订单对不上时，会排到这里等你看。" />
            ) : (
              <Batches rows={15} items={queue.claims.map((claim, at) => ({ claim, at }))}>
                {({ claim, at }) => (
                  <ReviewCard
                    key={claim.claimId}
                    claim={claim}
                    at={at}
                    now={queue.asOf}
                    onDecide={decision.open}
                  />
                )}
              </Batches>
            )}
            <SheetPlace>
              <DecisionSheet decision={decision} onReload={load} />
            </SheetPlace>
          </>
        )}
      </Gate>
    </View>
  )
}

/** How many claims wait, by how long they have waited. */
function Ages({ waiting }: { waiting: Queue['waiting'] }) {
  const { upToOneDay, upToThreeDays, longer } = waiting
  return (
    <View className="ages">
      <Age id="age-day" label="1 天内" count={upToOneDay} />
      <Age id="age-days" label="1–3 天" count={upToThreeDays} />
      <Age id="age-longer" label="超过 3 天" count={longer} late={longer > 0} />
    </View>
  )
}

interface AgeProps {
  id: string
  label: string
  count: number
  late?: boolean
}

function Age({ id, label, count, late = false }: AgeProps) {
  return (
    <View id={id} className="age">
      <Text className="age-label">{label}</Text>
      <View className={late ? 'age-count is-late' : 'age-count'}>
        <Figure value={count} />
        <Text className="age-unit"> 笔</Text>
      </View>
    </View>
  )
}

/** 需要处理: what looks like guessing; nobody is refused before a person has looked. */
function Alarms({ alarms, decision }: { alarms: Alarm[]; decision: Decision }) {
  if (alarms.length === 0) return null
  return (
    <Card className="alarms">
      <View className="alarms-head">
        <Text>需要处理 </Text>
        <Figure value={alarms.length} size="row" className="alarms-count" />
      </View>
      {alarms.slice(0, ALARMS_SHOWN).map((alarm, at) => (
        <View key={alarm.alertId} className="alarm">
          <Tile icon="alert" tone="danger" />
          <View className="alarm-words">
            <Text className="alarm-sentence">{alarm.sentence}</Text>
            <Text className="alarm-at">{alarmInWords(alarm)}</Text>
          </View>
          <Button
            id={`alarm-${at}`}
            look="text"
            size="small"
            onPress={() => decision.open({ kind: 'alarm', alarm })}
          >
            处理
          </Button>
        </View>
      ))}
    </Card>
  )
}

/** The claims below must stay in sight; an alert that is handled makes room for the next. */
const ALARMS_SHOWN = 5
