import { Text, View } from '@tarojs/components'
import { openPage, type Page } from '@/screen/ways'
import { STEP_ACTS, stepInWords, type WayStep } from '@/text/reward-way'
import type { IconName } from '@/ui/art/icons'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'

const LEADS: Record<WayStep['kind'], [IconName, Page]> = {
  pending: ['clock', 'statement'],
  collect: ['gift', 'task'],
  daily: ['calendar-check', 'check-in'],
  profile: ['cake', 'profile'],
  visit: ['shop', 'task'],
  'check-in': ['calendar-check', 'check-in'],
  orders: ['receipt', 'claim'],
  categories: ['sparkles', 'claim'],
  claim: ['scan', 'claim'],
}

/** 攒够的路: each step with what it brings, one tap away. */
export function WaySteps({ steps }: { steps: WayStep[] }) {
  return (
    <>
      {steps.map((step, i) => (
        <Step key={i} step={step} place={i} />
      ))}
    </>
  )
}

function Step({ step, place }: { step: WayStep; place: number }) {
  const [icon, page] = LEADS[step.kind]
  return (
    <View
      id={`gap-${step.kind}-${place}`}
      className="gap-row"
      hoverClass={PRESSED}
      onClick={() => openPage(page)}
    >
      <Icon name={icon} size={20} />
      <Text className="gap-words">{stepInWords(step)}</Text>
      <Figure value={step.points} sign size="row" className="gap-plus" />
      <Text className="gap-go">{STEP_ACTS[step.kind]}</Text>
      <Icon name="chevron-right" size={14} className="gap-go" />
    </View>
  )
}
