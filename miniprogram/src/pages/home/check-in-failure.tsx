import type { Failure } from '@/text/failure'
import { follow } from '@/screen/ways'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'

interface Props {
  failure: Failure | null
  onRetry: () => void
  onReload: () => void
}

/** Why today's check-in failed, next to the button that was tapped. */
export function CheckInFailure({ failure, onRetry, onReload }: Props) {
  if (!failure || failure.refusal === 'NOT_JOINED') return null
  const goOn = () => {
    if (failure.kind === 'refused') follow(failure.wayOut?.way ?? 'reload', onReload)
    else onRetry()
  }
  return (
    <Notice id="check-in-failure" tone="warning" title={failure.title} body={failure.body}>
      <Button id="check-in-way-out" size="small" onPress={goOn}>
        {failure.wayOut?.label ?? '再试一次'}
      </Button>
    </Notice>
  )
}
