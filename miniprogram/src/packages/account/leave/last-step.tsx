import { Text } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openLeave } from '@contracts/member/leave'
import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import { lossesInWords } from '@/text/leave'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'
import { Sheet } from '@/ui/sheet/sheet'
import type { Leave } from './leave-state'

interface Props {
  page: OutputOf<typeof openLeave>
  leave: Leave
  onReload: () => void
}

/** 最后一步: says once more what will be lost; the button to stay is larger. */
export function LastStep({ page, leave, onReload }: Props) {
  const { asking, sending, failure } = useStore(leave.state)
  if (asking === null) return null
  const isRefused = failure?.kind === 'refused'
  const stay = () => {
    leave.close()
    onReload()
  }
  return (
    <Sheet id="leave-sheet" title={`确认注销${page.brandName}会员`} onClose={leave.close}>
      {!isRefused && <Text className="last-words">{lossesInWords(page)}</Text>}
      {failure && (
        <Notice
          id="leave-failure"
          tone="warning"
          title={failure.title}
          body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
        >
          {isRefused && (
            <Button
              id="leave-way-out"
              size="small"
              onPress={() => follow(failure.wayOut?.way ?? 'reload', stay)}
            >
              {failure.wayOut?.label ?? '知道了'}
            </Button>
          )}
        </Notice>
      )}
      {!isRefused && (
        <>
          <Button id="leave-stay" size="large" disabled={sending} onPress={leave.close}>
            先不注销
          </Button>
          <Button
            id="leave-confirm"
            size="large"
            look="text"
            loading={sending}
            onPress={() => void leave.submit()}
          >
            {failure ? '再试一次' : '确认注销，全部清零'}
          </Button>
        </>
      )}
    </Sheet>
  )
}
