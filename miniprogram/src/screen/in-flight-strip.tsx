import { View } from '@tarojs/components'
import { useStore } from 'zustand'
import { inFlight } from '@/cloud/call'
import { insets } from '@/device/insets'
import { CHECKING, answeredLater } from '@/text/in-flight'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'
import './in-flight-strip.scss'

/** 在途: requests being checked, and results whose page was gone; shown above sheets too. */
export function InFlightStrip() {
  const { checking, unseen } = useStore(inFlight.state)
  if (checking.length === 0 && unseen.length === 0) return null
  const { top, bar } = insets()
  return (
    <View className="in-flight" style={{ top: `${top + bar}px` }}>
      {checking.length > 0 && (
        <View className="in-flight-one">
          <Notice id="in-flight-checking" tone="info" {...CHECKING} />
        </View>
      )}
      {unseen.slice(-2).map(({ slot, action, answer }) => {
        const { done, title, body } = answeredLater(action, answer)
        return (
          <View key={slot} className="in-flight-one">
            <Notice
              id="in-flight-told"
              tone={done ? 'success' : 'warning'}
              title={title}
              body={body}
            >
              <Button id="in-flight-read" size="small" onPress={() => inFlight.dismiss(slot)}>
                知道了
              </Button>
            </Notice>
          </View>
        )
      })}
    </View>
  )
}
