import { View } from '@tarojs/components'
import { follow } from '@/screen/ways'
import { PROOF } from '@/text/claim-proof'
import { daysInMonth } from '@/text/dates'
import { Chip } from '@/ui/chip'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { MonthDayPicker } from '@/ui/month-day-picker'
import { Sheet } from '@/ui/sheet'
import { SheetAbout } from '@/ui/sheet-about'
import { SheetFoot } from '@/ui/sheet-foot'
import { proofIn, type Claim, type ClaimState } from './claim-state'
import { PROOF_KINDS, typedProof, type ProofState } from './proof'
import './proof-sheet.scss'

interface Props {
  claim: Claim
  shown: ClaimState
}

/** 再对一项: one thing that the buyer knows. It says the same whether the number exists or not. */
export function ProofSheet({ claim, shown }: Props) {
  const { proof, failure, sending } = shown
  const ready = proofIn(shown) !== null
  return (
    <Sheet id="proof-sheet" title={PROOF.title} onClose={claim.skip}>
      <SheetAbout lines={[PROOF.body]} />
      <View className="proof-kinds">
        {PROOF_KINDS.map((kind) => (
          <Chip
            key={kind}
            id={`proof-${kind}`}
            look="pick"
            label={PROOF.kinds[kind]}
            selected={proof.kind === kind}
            onPress={() => claim.fill({ kind })}
          />
        ))}
      </View>
      <View className="proof-field">
        <ProofField claim={claim} proof={proof} />
      </View>
      <SheetFoot
        id="proof"
        label={ready ? PROOF.send : PROOF.missing[proof.kind]}
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

function ProofField({ claim, proof }: { claim: Claim; proof: ProofState }) {
  const { kind, month, day } = proof
  if (kind === 'day') {
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
  const isPhone = kind === 'phone'
  return (
    <Field
      key={kind}
      id="proof"
      keys={isPhone ? 'number' : 'digit'}
      value={isPhone ? proof.phone : proof.amount}
      placeholder={PROOF.hints[kind]}
      maxlength={isPhone ? 4 : 12}
      onType={(text) => claim.fill(typedProof(kind, text))}
      onClear={() => claim.fill(typedProof(kind, ''))}
    />
  )
}
