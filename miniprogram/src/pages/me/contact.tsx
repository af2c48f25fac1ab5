import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import type { openHome } from '@contracts/member/home'
import { HAS_SERVICE, ServiceButton } from '@/device/service-button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'

/** 联系我们: missing if the brand gives no contact, or if a saved home is older than this field. */
export function Contact({ contact }: { contact?: OutputOf<typeof openHome>['contact'] }) {
  const phone = contact?.phone
  const hasService = HAS_SERVICE && contact?.service
  if (!phone && !hasService) return null
  // Cancelling the phone's own dialogue is not a failure.
  const dial = () => void (phone && Taro.makePhoneCall({ phoneNumber: phone }).catch(() => null))
  return (
    <Card className="me-rows">
      <Text className="me-head">联系我们</Text>
      {hasService && (
        <ServiceButton>
          <Icon name="users" size={20} className="me-row-icon" />
          <Text className="me-row-label">微信客服</Text>
        </ServiceButton>
      )}
      {phone && (
        <View id="me-call" className="me-row" hoverClass={PRESSED} onClick={dial}>
          <Icon name="phone" size={20} className="me-row-icon" />
          <Text className="me-row-label">拨打 {phone}</Text>
        </View>
      )}
    </Card>
  )
}
