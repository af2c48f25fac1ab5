import { alertSentence } from '../../cloudfunctions/domain/message/alert-words'
import type { Alert } from '../../cloudfunctions/domain/message/alert'
import type { Document } from '../../localcloud/database/document'

/** What staff read of an alert document, without who it is about. */
export function saidOf(alert: Document | undefined | null): string {
  return alertSentence(alert as unknown as Alert)
}
