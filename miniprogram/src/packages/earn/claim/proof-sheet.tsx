import { Text, View } from '@tarojs/components'
import { follow } from '@/screen/ways'
import { PROOF } from '@/text/claim/claim-proof'
import { daysInMonth } from '@/text/dates'
import { Chip } from '@/ui/form/chip'
import { Button } from '@/ui/form/button'
import { Field } from '@/ui/form/field'
import { MonthDayPicker } from '@/ui/form/month-day-picker'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import { proofIn, type Claim, type ClaimState } from './claim-state'
import {
  missingOf,
  secondFacts,
  secondOf,
  typedProof,
  type ProofState,
  type SecondFact,
} from './proof'
import './proof-sheet.scss'

interface Props {
  claim: Claim
  shown: ClaimState
}

/** 再对两项: facts that the buyer knows. Its words are the same whether or not the order exists. */
export function ProofSheet({ claim, shown }: Props) {
  const { done, proof, failure, sending } = shown
  const facts = done?.claim.proofFacts ?? []
  const ready = proofIn(shown) !== null
  const second = secondOf(proof, facts)
  return (
    <Sheet id="proof-sheet" title={PROOF.title} onClose={claim.skip}>
      <SheetAbout lines={[PROOF.body]} />
      <View className="proof-field">
        <Text className="proof-label">{PROOF.amount}</Text>
        <Field
          id="proof-amount"
          keys="digit"
          value={proof.amount}
          placeholder={PROOF.hints.paidFen}
          maxlength={12}
          onType={(text) => claim.fill(typedProof('paidFen', text))}
          onClear={() => claim.fill(typedProof('paidFen', ''))}
        />
      </View>
      <View className="proof-kinds">
        {secondFacts(facts).map((fact) => (
          <Chip
            key={fact}
            id={`proof-${fact}`}
            look="pick"
            label={PROOF.kinds[fact]}
            selected={second === fact}
            onPress={() => claim.fill({ second: fact })}
          />
        ))}
      </View>
      <View className="proof-field">
        <SecondField claim={claim} proof={proof} second={second} />
      </View>
      <SheetFoot
        id="proof"
        label={ready ? PROOF.send : PROOF.missing[missingOf(proof, facts)]}
        failure={failure}
        sending={sending}
        disabled={!ready}
        onSend={() => void claim.submitProof()}
        onWayOut={() => follow(failure?.wayOut?.way ?? 'edit', claim.skip)}
      />
      <Button id="proof-skip" look="text" className="proof-skip" onPress={claim.skip}>
        {PROOF.skip}
      </Button>
    </Sheet>
  )
}

interface SecondProps {
  claim: Claim
  proof: ProofState
  second: SecondFact
}

function SecondField({ claim, proof, second }: SecondProps) {
  if (second === 'paidOn') {
    const { month, day } = proof
    return (
      <MonthDayPicker
        month={month}
        day={day}
        days={month === null ? 0 : daysInMonth(`2000-${String(month).padStart(2, '0')}`)}
        onMonth={(picked) => claim.fill({ month: picked, day: null })}
        onDay={(picked) => claim.fill({ day: picked })}
      />
    )
  }
  const isPhone = second === 'phoneTail'
  return (
    <Field
      key={second}
      id="proof"
      keys={isPhone ? 'number' : 'text'}
      value={isPhone ? proof.phone : proof.time}
      placeholder={PROOF.hints[second]}
      maxlength={isPhone ? 4 : 8}
      onType={(text) => claim.fill(typedProof(second, text))}
      onClear={() => claim.fill(typedProof(second, ''))}
    />
  )
}
