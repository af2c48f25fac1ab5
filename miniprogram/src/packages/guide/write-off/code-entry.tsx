import { Input, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { canScan, scan } from '@/device/scan'
import { goBack } from '@/screen/ways'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { byFour } from '@/ui/numbers'
import { PRESSED } from '@/ui/press'
import { Refused } from './refused'
import { CODE_DIGITS, type WriteOffState } from './write-off-state'

/** Takes a code by camera or typed, and says why the last one was refused. */
export function CodeEntry(state: WriteOffState) {
  const { code, busy, failure, validate, next } = state
  const missing = CODE_DIGITS - code.length
  return (
    <>
      <Card className="write-off-entry">
        <View className="write-off-label">顾客券码或取货码的 12 位数字</View>
        <CodeField {...state} />
        <View className="write-off-hint">
          {code === '' ? '先验码，看清楚再核销或交货' : byFour(code)}
        </View>
      </Card>
      {failure && <Refused failure={failure} next={next} onDuty={() => toDuty()} />}
      <View className="write-off-foot">
        <Button
          id="write-off-validate"
          size="large"
          className="write-off-wide"
          loading={busy}
          disabled={missing > 0}
          onPress={() => void validate()}
        >
          {missing > 0 && code !== '' ? `还差 ${missing} 位` : '验码'}
        </Button>
      </View>
    </>
  )
}

function CodeField({ code, failure, typeCode, validate }: WriteOffState) {
  const scanCoupon = async () => {
    const text = await scan()
    if (text !== null) await validate(text)
  }
  return (
    <View className={failure ? 'write-off-field is-wrong' : 'write-off-field'}>
      <Input
        id="write-off-code"
        className="write-off-input"
        type="number"
        value={code}
        maxlength={CODE_DIGITS}
        placeholder="输入券码或取货码"
        placeholderClass="write-off-placeholder"
        confirmType="done"
        onInput={(event) => typeCode(event.detail.value)}
        onConfirm={() => void validate()}
      />
      {canScan && (
        <View
          id="write-off-scan"
          className="write-off-scan"
          ariaRole="button"
          ariaLabel="扫券码"
          hoverClass={PRESSED}
          onClick={() => void scanCoupon()}
        >
          <Icon name="scan" size={24} />
        </View>
      )}
    </View>
  )
}

/** Back to the workbench if it is open below, else to a new one. */
function toDuty() {
  goBack(() => Taro.redirectTo({ url: '/packages/guide/duty/index' }))
}
