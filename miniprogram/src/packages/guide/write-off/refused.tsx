import type { Failure } from '@/text/failure'
import { Button } from '@/ui/form/button'
import { Notice } from '@/ui/page/notice'

interface Props {
  failure: Failure
  next: () => void
  onDuty: () => void
}

/** Why it was refused, and the only way on from there. */
export function Refused({ failure, next, onDuty }: Props) {
  const { title, body, refusal, wayOut, reference } = failure
  const said = reference ? `${body}编号 ${reference}` : body
  return (
    <Notice id="write-off-failure" tone="danger" title={title} body={said}>
      {refusal === 'OFF_DUTY' && (
        <Button id="write-off-duty" look="outline" size="small" onPress={onDuty}>
          去上岗
        </Button>
      )}
      {wayOut?.way === 'edit' && (
        <Button id="write-off-next" look="outline" size="small" onPress={next}>
          {wayOut.label}
        </Button>
      )}
    </Notice>
  )
}
