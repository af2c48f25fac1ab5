import type { Person } from '../staff/approval'

/** 批次: one print run. Its id ends in the three characters that its codes begin with. */
export interface CodeBatch {
  _id: string
  brand: string
  name: string
  points: number
  count: number
  requestId: string
  /** Null on batches from before this was stored. */
  madeBy: Person | null
  /** The members who are that person: they have seen the codes and may collect none of them. */
  makers: string[]
  /** Keyed hashes of their WeChats, because a person who comes back is another member. */
  makerKeys: string[]
  /** making: not all codes are written yet; the same request continues. */
  state: 'making' | 'made' | 'active' | 'void'
  /** The seed of the codes, encrypted; deleted as soon as all are made. */
  seedEncrypted: string | null
  fileId: string | null
  madeAt: number
  activatedAt: number | null
  voidedAt: number | null
}

/** A batch that is void stays void. */
export function activate(batch: CodeBatch, now: number): CodeBatch {
  if (batch.state === 'void') return batch
  return { ...batch, state: 'active', activatedAt: batch.activatedAt ?? now }
}

export function voidBatch(batch: CodeBatch, now: number): CodeBatch {
  return { ...batch, state: 'void', voidedAt: batch.voidedAt ?? now }
}
