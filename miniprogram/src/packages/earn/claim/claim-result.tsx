import { Text, View } from '@tarojs/components'
import { CHANNEL_NAMES } from '@contracts/order/channel'
import type { ReactNode } from 'react'
import { phoneNow } from '@/cloud/clock'
import { follow, openPage } from '@/screen/ways'
import { claimExpected, claimPending, claimReason, claimStep, claimTag } from '@/text/claim/claim'
import { PROOF } from '@/text/claim/claim-proof'
import { dayAndTime, dayOf } from '@/text/dates'
import type { Failure } from '@/text/failure'
import type { IconName } from '@/ui/art/icons'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'
import { grouped, yuan } from '@/ui/numbers'
import { Sheet } from '@/ui/sheet/sheet'
import type { Claim, ClaimState } from './claim-state'
import './claim-result.scss'

type Done = NonNullable<ClaimState['done']>

interface Props {
  claim: Claim
  shown: ClaimState
}

/** 认领结果: a half sheet with one of five outcomes. */
export function ClaimResult({ claim, shown: { done, failure } }: Props) {
  const state = done?.claim.state
  return (
    <Sheet id="claim-result" title="认领结果" onClose={() => claim.close(done !== null)}>
      {done && state === 'credited' && <Credited done={done} claim={claim} />}
      {done && state === 'pending' && <Pending done={done} claim={claim} />}
      {done && (state === 'waiting' || state === 'closed') && <NotYet done={done} claim={claim} />}
      {failure && <Refused failure={failure} claim={claim} />}
    </Sheet>
  )
}

type Look = 'success' | 'pending' | 'info' | 'warning' | 'danger'

interface OutcomeProps {
  look: Look
  icon: IconName
  tag: string
  title: string
  body: string[]
  children?: ReactNode
}

function Outcome({ look, icon, tag, title, body, children }: OutcomeProps) {
  return (
    <View id={`outcome-${look}`} className={`outcome outcome-${look}`}>
      <View className="outcome-mark">
        <Icon name={icon} size={20} />
      </View>
      <View className="outcome-in">
        <View className="outcome-head">
          <Text className="outcome-title">{title}</Text>
          <Text className="outcome-tag">{tag}</Text>
        </View>
        {body
          .filter((line) => line !== '')
          .map((line) => (
            <Text key={line} className="outcome-line">
              {line}
            </Text>
          ))}
        {children}
      </View>
    </View>
  )
}

function orderLine({ claim }: Done): string {
  const number = `${claim.orderNo.slice(0, 4)} **** ${claim.orderNo.slice(-4)}`
  const paid = claim.paidFen === null ? '' : ` · 实付 ¥${yuan(claim.paidFen)}`
  return `${CHANNEL_NAMES[claim.channel]} ${number}${paid}`
}

function refundLine({ claim: { refundedFen } }: Done): string {
  return refundedFen ? `已退 ¥${yuan(refundedFen)}，按实付减退款计算` : ''
}

const SEE = {
  statement: { id: 'claim-statement', label: '看明细' },
  'claim-list': { id: 'claim-progress', label: '看进度' },
} as const

interface FootProps {
  claim: Claim
  points?: number
  /** For an order that is not finished; a claim is withdrawn in the list of claims. */
  expected?: number | null
  to: keyof typeof SEE
}

/** What the claim brought, where to follow it, and a way to claim the next one. */
function Foot({ claim, points, expected = null, to }: FootProps) {
  return (
    <View className="outcome-foot">
      {points !== undefined && (
        <Text id="claim-points" className="outcome-figure">
          +{grouped(points)}
        </Text>
      )}
      {expected !== null && (
        <Text id="claim-expected" className="outcome-figure">
          ≈{grouped(expected)}
        </Text>
      )}
      <Button id={SEE[to].id} look="outline" size="small" onPress={() => openPage(to)}>
        {SEE[to].label}
      </Button>
      <Button id="claim-again" size="small" onPress={() => claim.close(true)}>
        再认领一笔
      </Button>
    </View>
  )
}

/** How the points were computed, if more than one rate took part. */
function receiptLine({ claim: { receipt } }: Done): string {
  if (receipt.length < 2) return ''
  const sign = (points: number) => `${points < 0 ? '−' : '+'}${grouped(Math.abs(points))}`
  return receipt.map(({ label, points }) => `${label} ${sign(points)}`).join('，')
}

function Credited({ done, claim }: { done: Done; claim: Claim }) {
  const { points } = done.claim
  return (
    <Outcome
      look="success"
      icon="check-circle"
      tag="已到账"
      title={`到账了，+${grouped(points)} 积分`}
      body={[
        orderLine(done),
        refundLine(done),
        receiptLine(done),
        done.growthEarned > 0 ? `成长值 +${grouped(done.growthEarned)}` : '',
        done.paidToDeficit > 0 ? `其中 ${grouped(done.paidToDeficit)} 积分抵了之前的欠账` : '',
      ]}
    >
      <Foot claim={claim} points={points} to="statement" />
    </Outcome>
  )
}

/** 待入账: the points are known, and post on their day, when a refund is no longer possible. */
function Pending({ done, claim }: { done: Done; claim: Claim }) {
  const { title, body } = claimPending(done.claim, dayOf(phoneNow()))
  return (
    <Outcome
      look="pending"
      icon="calendar-check"
      tag="待入账"
      title={title}
      body={[orderLine(done), refundLine(done), receiptLine(done), body]}
    >
      <Foot claim={claim} points={done.claim.points} to="claim-list" />
    </Outcome>
  )
}

/** Waiting: for the shop's data, or for the order to finish. Sometimes already closed. */
function NotYet({ done, claim }: { done: Done; claim: Claim }) {
  const { state, waitsUntil, proofFacts } = done.claim
  const waiting = state === 'waiting'
  const words = claimReason(done.claim)
  return (
    <Outcome
      look={waiting ? 'info' : 'danger'}
      icon={waiting ? 'clock' : 'search-x'}
      tag={claimTag(done.claim)}
      title={words.title}
      body={[
        orderLine(done),
        words.body,
        claimExpected(done.claim),
        waitsUntil ? `最迟 ${dayAndTime(waitsUntil)} 有结果` : '',
      ]}
    >
      {waiting && (
        <View className="steps">
          <View className="step-dot step-dot-done" />
          <Text className="step step-done">已收到</Text>
          <View className="step-line step-line-done" />
          <View className="step-dot step-dot-done" />
          <Text className="step step-now">{claimStep(done.claim)}</Text>
          <View className="step-line" />
          <View className="step-dot" />
          <Text className="step">到账</Text>
        </View>
      )}
      {proofFacts.length > 0 && (
        <Button id="claim-prove" look="soft" className="outcome-prove" onPress={claim.prove}>
          {PROOF.title}
        </Button>
      )}
      <Foot claim={claim} expected={done.claim.expected} to="claim-list" />
    </Outcome>
  )
}

const REFUSED_LOOKS: Record<string, { look: Look; icon: IconName; tag: string }> = {
  ALREADY_CLAIMED: { look: 'warning', icon: 'users', tag: '已被认领' },
  ALREADY_CLAIMED_BY_YOU: { look: 'info', icon: 'receipt', tag: '已认领' },
  CHANNEL_AMBIGUOUS: { look: 'info', icon: 'info', tag: '选一下' },
  CLAIM_LOCKED: { look: 'warning', icon: 'clock', tag: '明天再来' },
  CLAIM_LIMIT_REACHED: { look: 'warning', icon: 'clock', tag: '明天再来' },
}

function lookOf({ kind, refusal }: Failure): { look: Look; icon: IconName; tag: string } {
  if (kind === 'unavailable') return { look: 'warning', icon: 'wifi-off', tag: '没送到' }
  if (kind === 'bug') return { look: 'warning', icon: 'alert', tag: '没做成' }
  return REFUSED_LOOKS[refusal ?? ''] ?? { look: 'danger', icon: 'search-x', tag: '未认领' }
}

function Refused({ failure, claim }: { failure: Failure; claim: Claim }) {
  const retry = failure.kind !== 'refused'
  return (
    <Outcome
      {...lookOf(failure)}
      title={failure.title}
      body={[failure.body, failure.reference ? `编号 ${failure.reference}` : '']}
    >
      <View className="outcome-foot">
        {retry ? (
          <Button id="claim-retry" size="small" onPress={() => void claim.submit()}>
            再试一次
          </Button>
        ) : (
          <Button
            id="claim-way-out"
            look="soft"
            size="small"
            onPress={() => {
              const again = failure.refusal === 'ALREADY_CLAIMED'
              follow(failure.wayOut?.way ?? 'edit', () => claim.close(again))
            }}
          >
            {failure.wayOut?.label ?? '知道了'}
          </Button>
        )}
      </View>
    </Outcome>
  )
}
