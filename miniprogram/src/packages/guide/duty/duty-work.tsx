import { View } from '@tarojs/components'
import { openPage } from '@/screen/ways'
import { canScan, scan } from '@/device/scan'
import { Figure } from '@/ui/figure'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'

/** What a guide on duty can do: coupons first, by camera if there is one. */
export function DutyWork({ writtenOffToday }: { writtenOffToday: number }) {
  return (
    <View className="duty-grid">
      <View
        id="duty-write-off"
        className="duty-main"
        ariaRole="button"
        hoverClass={PRESSED}
        onClick={() => void (canScan ? scanCoupon() : typeCoupon())}
      >
        <View className="duty-main-icon">
          <Icon name={canScan ? 'scan' : 'ticket-check'} size={28} />
        </View>
        <View className="duty-main-title">{canScan ? '扫码核销、交货' : '核销、交货'}</View>
        <View className="duty-main-hint">
          {canScan ? '对准顾客的券码或取货码' : '输入券码或取货码'}
        </View>
      </View>
      <View className="duty-side">
        {canScan && (
          <View
            id="duty-write-off-type"
            className="duty-small"
            ariaRole="button"
            hoverClass={PRESSED}
            onClick={typeCoupon}
          >
            <View className="duty-well">
              <Icon name="keyboard" size={20} />
            </View>
            <View>
              <View className="duty-small-title">输码核销</View>
              <View className="duty-small-hint">12 位数字</View>
            </View>
          </View>
        )}
        <View className="duty-small duty-count">
          <View className="duty-small-hint">今天核销</View>
          <View>
            <Figure value={writtenOffToday} size="m" /> 张
          </View>
        </View>
      </View>
    </View>
  )
}

async function scanCoupon() {
  const text = await scan()
  if (text !== null) openPage('write-off', { code: text.slice(0, 200) })
}

function typeCoupon() {
  openPage('write-off')
}
