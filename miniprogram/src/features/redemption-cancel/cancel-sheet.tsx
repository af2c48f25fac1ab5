import { Text, View } from '@tarojs/components'
import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { dayInWords } from '@/text/dates'
import type { Failure } from '@/text/failure'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { grouped } from '@/ui/numbers'
import { Sheet } from '@/ui/sheet'
import type { Cancel, Cancellation } from './cancel-state'
import './cancel-sheet.scss'

interface Props {
  cancel: Cancel
  onReload: () => void
}

/** 确认取消: what goes back, before it goes. */
export function CancelSheet({ cancel, onReload }: Props) {
  const { made, done, failure, sending } = useStore(cancel.state)
  if (!made) return null
  if (done) return <Done done={done} onClose={cancel.close} />
  return (
    <Sheet id="cancel-sheet" title={`取消兑换${made.name}`} onClose={cancel.close}>
      <Text className="cancel-about">
        {grouped(made.points)} 积分退回原来的有效期，已经到期的会给几天宽限。有欠账时先抵扣欠账。
      </Text>
      {failure && <Refused failure={failure} cancel={cancel} onReload={onReload} />}
      {failure?.kind !== 'refused' && (
        <Button
          id="cancel-confirm"
          size="large"
          loading={sending}
          onPress={() => void cancel.submit()}
        >
          {failure ? '再试一次' : '确认取消'}
        </Button>
      )}
    </Sheet>
  )
}

interface RefusedProps {
  failure: Failure
  cancel: Cancel
  onReload: () => void
}

/** A refusal brings its way out; after a lost network the main button sends the same again. */
function Refused({ failure, cancel, onReload }: RefusedProps) {
  const stay = () => {
    cancel.close()
    onReload()
  }
  return (
    <Notice
      id="cancel-failure"
      tone="warning"
      title={failure.title}
      body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
    >
      {failure.kind === 'refused' && (
        <Button
          id="cancel-way-out"
          size="small"
          onPress={() => follow(failure.wayOut?.way ?? 'reload', stay)}
        >
          {failure.wayOut?.label ?? '知道了'}
        </Button>
      )}
    </Notice>
  )
}

function Done({ done, onClose }: { done: Cancellation; onClose: () => void }) {
  const { restored, paidToDeficit, grace, balance } = done
  return (
    <Sheet id="cancel-sheet" title="已取消" onClose={onClose}>
      <View id="cancel-done" className="cancel-done">
        {restored > 0 && <Text>退回 {grouped(restored)} 积分</Text>}
        {paidToDeficit > 0 && <Text>{grouped(paidToDeficit)} 积分抵扣了之前的欠账</Text>}
        {grace && (
          <Text>
            其中 {grouped(grace.points)} 原已到期，可再用到 {dayInWords(grace.until)}
          </Text>
        )}
        <Text>现在有 {grouped(balance)} 积分</Text>
      </View>
      <Button id="cancel-close" size="large" onPress={onClose}>
        知道了
      </Button>
    </Sheet>
  )
}
