import type { AuditLine, Draft, DraftCollection } from '../../../platform/database/documents'
import type { Context } from '../../../platform/door/door'
import { auditLine } from '../../../platform/door/audit'

/** Who publishes: a person, or the timer. */
export interface Publisher extends Pick<Context, 'brand' | 'now' | 'today' | 'reference'> {
  operator: string
}

/** The timer publishes in the name of staff what they have written. */
export const TIMER = '定时任务'

interface Deed {
  action: 'publication.publish' | 'publication.withdraw'
  collection: DraftCollection
  document: string
  version: number
  lastEditedBy?: string
}

/** One line for each document that takes effect or ends, in the same transaction. */
export function publicationLine(call: Publisher, { action, ...input }: Deed): AuditLine {
  const line = auditLine(call, { operator: call.operator, action, input }, 'ok')
  return { ...line, _id: `${line._id}:${input.collection}:${input.document}@${input.version}` }
}

/** Where the cloud's own tools record who saved a document last; a WeChat id is not kept. */
const EDITORS = ['_updateBy', 'updateBy', '_updatedBy', 'updatedBy', 'owner']

export function lastEditor(draft: Draft): Pick<Deed, 'lastEditedBy'> {
  const editors = EDITORS.map((field): unknown => Reflect.get(draft, field))
  const name = editors.find((value) => typeof value === 'string' && value !== '')
  return name === undefined ? {} : { lastEditedBy: String(name).slice(0, 60) }
}
