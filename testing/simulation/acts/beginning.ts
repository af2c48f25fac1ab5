import type { BrandCloud } from '../../brand-cloud'
import { loadLines, someCodes } from '../../scenes/code-pools'
import { makeCodes } from '../../scenes/print-codes'
import { CODE_BATCH, POOL } from '../programme/programme'
import { ALONE, ALONE_PER_DAY } from '../rules/undo-rules'

/** Of other moves staff may make any number alone, because the model knows no limit for them. */
export const LIMITS = {
  JUSHA_STAFF_POINTS_ALONE: String(ALONE),
  JUSHA_STAFF_POINTS_PER_DAY: String(ALONE_PER_DAY),
  JUSHA_STAFF_CLAIM_ALONE: '100000000',
  JUSHA_STAFF_CLAIM_PER_DAY: '100000000',
  JUSHA_STAFF_CANCEL_ALONE: '100000000',
  JUSHA_STAFF_CANCEL_PER_DAY: '100000000',
}

/** The labels that lives begin with: a batch in use, and one that waits. */
export async function knownLabels(brand: BrandCloud): Promise<string[]> {
  const inUse = await makeCodes(brand, CODE_BATCH)
  const notYet = await makeCodes(brand, { count: 1, active: false })
  return [...inUse.codes, ...notYet.codes]
}

/** The pool that lives begin with, and the files that staff load in them. */
export async function fillPool(brand: BrandCloud): Promise<void> {
  // Lives are longer than its codes would be good for, and a pool that is not empty gets no later end.
  await brand.edit('catalog', `shanyu:${POOL.reward}`, { codeLastDay: null })
  await loadLines(brand, POOL.reward, someCodes(POOL.first, 'FIRST'))
  const { storage } = brand.cloud
  for (let file = 0; file < POOL.files; file++) {
    const codes = someCodes(POOL.each, `FILE-${file}`)
    await storage.put(`codes/file-${file}.txt`, Buffer.from([...codes, codes[0]].join('\n')))
  }
  await storage.put('codes/broken.txt', Buffer.from([0x50, 0x4b, 3, 4]))
}

/** A label that no life knows: to be made once their beginnings are kept. */
export async function unknownLabels(brand: BrandCloud): Promise<string[]> {
  return (await makeCodes(brand, { count: 1 })).codes
}

/** The version under which each document of the programme is in force. */
export async function versionsOf({ cloud }: BrandCloud): Promise<ReadonlyMap<string, number>> {
  const published = await cloud.database.find('published', {
    collection: 'programs',
    current: true,
  })
  return new Map(published.map(({ document, version }) => [String(document), Number(version)]))
}
