import { Text, View } from '@tarojs/components'
import { clockTime } from '@/text/dates'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import type { DutyState } from './duty-state'

/** 刚核销: the newest first, as the cloud sends them. */
export function DutyDone({ board }: { board: NonNullable<DutyState['board']> }) {
  return (
    <>
      <View className="duty-section">
        <Text className="duty-title">刚核销</Text>
        {!board.duty && <Text className="duty-hint">今天 {board.writtenOffToday} 张</Text>}
      </View>
      <Card id="duty-recent" className="duty-list">
        {board.recent.length === 0 ? (
          <View className="duty-none">今天还没有核销。顾客出示券码时，扫一下就行。</View>
        ) : (
          board.recent.map((done, at) => (
            <View key={`${done.at}:${at}`} className="duty-row">
              <View className="duty-well duty-well-gold">
                <Icon name="ticket-check" size={20} />
              </View>
              <View className="duty-row-words">
                <View className="duty-row-title">{done.title}</View>
                <View className="duty-hint">
                  {clockTime(done.at)} · {done.shopName}
                </View>
              </View>
            </View>
          ))
        )}
      </Card>
    </>
  )
}
