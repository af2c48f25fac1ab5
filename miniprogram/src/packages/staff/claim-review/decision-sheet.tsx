import { View } from '@tarojs/components'
import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { ASKED, REASONS, type DecisionKind } from '@/text/claim/claim-review'
import { Chip } from '@/ui/form/chip'
import { Field } from '@/ui/form/field'
import { Sheet } from '@/ui/sheet/sheet'
import { SheetAbout } from '@/ui/sheet/sheet-about'
import { SheetFoot } from '@/ui/sheet/sheet-foot'
import { isMove, type Decision, type Subject } from './decision-state'

interface Props {
  decision: Decision
  onReload: () => void
}

/** 确认核对: says what it does and why, before it is done. A ready-made reason takes one tap. */
export function DecisionSheet({ decision, onReload }: Props) {
  const { about, shut, reason, failure, sending } = useStore(decision.state)
  if (!about || shut) return null
  const kind = kindOf(about)
  const { title, body, send } = ASKED[kind]
  const stay = () => {
    decision.close()
    onReload()
  }
  return (
    <Sheet id="decision-sheet" title={title} onClose={decision.close}>
      <SheetAbout lines={[body]} />
      <View className="reasons">
        {REASONS[kind].map((words, at) => (
          <Chip
            key={words}
            id={`reason-${at}`}
            look="pick"
            label={words}
            selected={reason === words}
            onPress={() => decision.say(words)}
          />
        ))}
      </View>
      <Field
        id="reason"
        className="reason-field"
        value={reason}
        placeholder="或者自己写，最多 60 字"
        maxlength={60}
        onType={decision.say}
        onClear={() => decision.say('')}
      />
      <View className="reason-room" />
      <SheetFoot
        id="decision"
        label={reason.trim() === '' ? '先选一个原因' : send}
        failure={failure}
        sending={sending}
        disabled={reason.trim() === ''}
        onSend={() => void decision.submit()}
        onWayOut={() => follow(failure?.wayOut?.way ?? 'reload', stay)}
      />
    </Sheet>
  )
}

function kindOf(about: Subject): DecisionKind {
  return about.kind === 'approve' && isMove(about.claim) ? 'move' : about.kind
}
