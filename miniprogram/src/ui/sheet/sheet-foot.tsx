import { Button } from '../form/button'
import { Notice } from '../page/notice'

/** What went wrong, as much as a sheet shows of it. */
interface Wrong {
  kind: 'refused' | 'unavailable' | 'bug'
  title: string
  body: string
  reference: string
  wayOut?: { label: string }
}

interface Props {
  /** The prefix of the ids of its button, its failure and the way out. */
  id: string
  label: string
  failure: Wrong | null
  sending: boolean
  /** Disabled until something is chosen; the label says what to choose. */
  disabled?: boolean
  onSend: () => void
  onWayOut: () => void
}

/**
 * The foot of a half sheet that asks before something is done. A refusal shows its way out; if the
 * network was lost, the main button sends the same again.
 */
export function SheetFoot(props: Props) {
  const { id, label, failure, sending, disabled = false, onSend, onWayOut } = props
  const isRefused = failure?.kind === 'refused'
  return (
    <>
      {failure && (
        <Notice
          id={`${id}-failure`}
          tone="warning"
          title={failure.title}
          body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
        >
          {isRefused && (
            <Button id={`${id}-way-out`} size="small" onPress={onWayOut}>
              {failure.wayOut?.label ?? '知道了'}
            </Button>
          )}
        </Notice>
      )}
      {!isRefused && (
        <Button
          id={`${id}-confirm`}
          size="large"
          loading={sending}
          disabled={disabled}
          onPress={onSend}
        >
          {failure && !disabled ? '再试一次' : label}
        </Button>
      )}
    </>
  )
}
