import { Input, View } from '@tarojs/components'
import { canScan, scan } from '@/device/scan'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { PRESSED } from '@/ui/press'
import type { DutyState } from './duty-state'

/** 上岗: scan the shop's code at the till, or type the text below it. */
export function DutyStart({ shopCode, busy, start, typeShopCode }: DutyState) {
  const blank = shopCode.trim() === ''
  const scanShop = async () => {
    const text = await scan()
    if (text !== null) await start(text)
  }
  return (
    <Card>
      <View className="duty-title">扫店码上岗</View>
      <View className="duty-hint">店码贴在收银台，上岗后才能核销，当天自动下岗。</View>
      <View className="duty-field">
        <Icon name="shop" size={20} className="duty-field-icon" />
        <Input
          id="shop-code"
          className="duty-input"
          value={shopCode}
          maxlength={200}
          placeholder="输入门店编号"
          placeholderClass="duty-placeholder"
          confirmType="done"
          onInput={(event) => typeShopCode(event.detail.value)}
          onConfirm={() => void start()}
        />
        {canScan && (
          <View
            id="shop-scan"
            className="duty-scan"
            ariaRole="button"
            ariaLabel="扫店码"
            hoverClass={PRESSED}
            onClick={() => void scanShop()}
          >
            <Icon name="scan" size={24} />
          </View>
        )}
      </View>
      <Button
        id="duty-start"
        size="large"
        loading={busy === 'start'}
        disabled={blank}
        onPress={() => void start()}
      >
        {blank ? '先填门店编号' : '上岗'}
      </Button>
    </Card>
  )
}
