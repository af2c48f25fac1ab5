import type { Draft, DraftCollection, Published } from '../../../platform/database/documents'

/** A document that staff edit, next to its version in force. */
export interface Candidate {
  collection: DraftCollection
  draft: Draft
  /** The id without the brand; empty for the base document of the programme. */
  id: string
  hash: string
  /** Its published version, whether still in force or not, sound or not. */
  before: Published | null
  /** True when what staff wrote is already in force. */
  isSame: boolean
  /** The version that would be in force; null where it is refused. */
  body: Record<string, unknown> | null
  reason: string | null
}

export interface DraftSet {
  candidates: Candidate[]
  /** Documents that belong to no brand of this environment. */
  stray: WrittenDraft[]
  /** All documents in force, whether staff still have a draft of them or not. */
  current: Published[]
}

/** A document as staff wrote it, or as it is to be written. */
export interface WrittenDraft {
  collection: DraftCollection
  draft: Draft
}
