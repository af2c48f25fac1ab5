import { Input, Text, View } from '@tarojs/components'
import { useStore } from 'zustand'
import { canScan, scan } from '@/device/scan'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'
import { Sheet } from '@/ui/sheet/sheet'
import type { Tasks } from './task-state'

/** 到店扫码: the code on the wall of the shop, by camera or typed. */
export function VisitSheet({ tasks }: { tasks: Tasks }) {
  const { sheet, shopCode, busy, failure } = useStore(tasks.state)
  if (sheet !== 'visit') return null
  const scanned = async () => {
    const text = await scan()
    if (!text) return
    tasks.takeShopCode(text)
    await tasks.visit()
  }
  return (
    <Sheet id="visit" title="到店签到" onClose={tasks.close}>
      <Text className="task-sheet-words">扫店里张贴的到店码，或填码下面的编号。</Text>
      <View className="visit-field">
        <Input
          id="visit-code"
          className="visit-input"
          maxlength={64}
          placeholder="到店码编号"
          placeholderClass="visit-placeholder"
          value={shopCode}
          onInput={(event) => tasks.takeShopCode(event.detail.value)}
        />
      </View>
      {failure && (
        <Notice id="visit-failure" tone="warning" title={failure.title} body={failure.body} />
      )}
      {canScan && (
        <Button
          id="visit-scan"
          look="soft"
          icon="scan"
          size="large"
          className="visit-scan"
          onPress={() => void scanned()}
        >
          扫到店码
        </Button>
      )}
      <Button
        id="visit-submit"
        size="large"
        disabled={shopCode.trim() === ''}
        loading={busy === 'visit'}
        onPress={() => void tasks.visit()}
      >
        {shopCode.trim() === '' ? '先填编号' : '签到'}
      </Button>
    </Sheet>
  )
}
