import { randomBytes } from 'node:crypto'
import Papa from 'papaparse'
import { isSamePerson, type Person } from '../../domain/staff/approval'
import { assert } from '../../domain/assert'
import { refuseOther, type Reused } from '../../domain/once-only'
import { formatCode } from '../../domain/print-code/print-code'
import type { CodeBatch } from '../../domain/print-code/print-code-batch'
import type { PrintCode } from '../../domain/print-code/print-code-collect'
import { addDocuments, getMany } from '../../platform/database/collection'
import { isDuplicate } from '../../platform/failures'
import { contentHash } from '../../platform/ids'
import { uploadFile } from '../../platform/file'
import { decrypt, encrypt } from '../../platform/personal-data'
import { codesFrom, fileNonce, printCodeKeys, type PrintCodeKeys } from './print-code-keys'
import { transact } from '../../platform/database/transaction'
import { chunksOf } from '../../platform/sweep'

const CODES_PER_WRITE = 500
/** Two of 32,768 prefixes are rarely the same; even with most used, this many tries find one. */
const PREFIX_TRIES = 40
/** Parallel calls of one request overtake each other at most this many times. */
const WRITE_TRIES = 10

export type BatchRequest = Pick<CodeBatch, 'requestId' | 'name' | 'points' | 'count'> &
  Pick<CodeBatch, 'makers' | 'makerKeys'> & { madeBy: Person }

/** Makes a batch, its codes and its file. A call that was cut off is simply called again. */
export async function makeBatch(
  brand: string,
  request: BatchRequest,
  now: number,
): Promise<CodeBatch | Reused> {
  const keys = printCodeKeys(brand)
  const batch = await openBatch(brand, request, keys, now)
  const { count, seedEncrypted } = batch
  const madeBy = batch.madeBy ?? request.madeBy
  // The answer leads to the codes, so only their maker gets it: the maker is who has seen them.
  const asker = isSamePerson(madeBy, request.madeBy) ? madeBy : request.madeBy
  const reused = refuseOther(aboutOf(batch, madeBy), aboutOf(request, asker))
  if (reused) return reused
  if (batch.state !== 'making') return batch
  assert(seedEncrypted !== null, 'an unfinished batch has its seed')
  const seed = Buffer.from(decrypt(seedEncrypted), 'base64url')
  const prefix = batch._id.slice(brand.length + 1)
  const codes = codesFrom(seed, prefix, count, keys.check)
  for (const chunk of chunksOf(codes, CODES_PER_WRITE)) {
    await addMissing(chunk.map((code) => newCode(keys.codeId(code), batch)))
  }
  const path = `print-code/${brand}-${prefix}-${fileNonce(seed)}.csv`
  return closeBatch(batch._id, await uploadFile(path, printerFile(codes)))
}

function aboutOf(
  { name, points, count }: Pick<BatchRequest, 'name' | 'points' | 'count'>,
  by: Person,
) {
  return contentHash({ name, points, count, by })
}

/** The batch of this request: one that an earlier call started, or a new one. */
async function openBatch(
  brand: string,
  request: BatchRequest,
  keys: PrintCodeKeys,
  now: number,
): Promise<CodeBatch> {
  const { requestId } = request
  const seedEncrypted = encrypt(randomBytes(32).toString('base64url'))
  for (let attempt = 0; attempt < PREFIX_TRIES; attempt++) {
    const fresh: CodeBatch = {
      _id: `${brand}:${keys.prefix(requestId, attempt)}`,
      brand,
      ...request,
      state: 'making',
      seedEncrypted,
      fileId: null,
      madeAt: now,
      activatedAt: null,
      voidedAt: null,
    }
    const found = await transact(async (tx) => {
      const there = await tx.get('code_batches', fresh._id)
      if (there) return tx.abort(there)
      await tx.put('code_batches', fresh)
      return fresh
    })
    if (found.requestId === requestId) return found
  }
  assert(false, 'a brand has free prefixes for its batches')
}

function newCode(_id: string, batch: CodeBatch): PrintCode {
  const { brand, points, name: batchName, makers, makerKeys } = batch
  const code = { _id, brand, batch: batch._id, state: 'made' as const, points, batchName }
  return { ...code, makers, makerKeys, collected: null }
}

/** Writes the codes that earlier calls of the same request have not written yet. */
async function addMissing(codes: PrintCode[]): Promise<void> {
  let missing = codes
  for (let i = 0; i < WRITE_TRIES && missing.length > 0; i++) {
    try {
      await addDocuments('codes', missing)
      return
    } catch (thrown) {
      if (!isDuplicate(thrown)) throw thrown
      const ids = codes.map((code) => code._id)
      const there = await getMany('codes', ids)
      missing = codes.filter((code) => !there.has(code._id))
    }
  }
  assert(missing.length === 0, 'all codes of a batch are written')
}

/** Excel needs the mark at the start to read Chinese. */
function printerFile(codes: string[]): Buffer {
  const data = codes.map((code, i) => [i + 1, formatCode(code)])
  return Buffer.from(`\ufeff${Papa.unparse({ fields: ['序号', '码'], data })}\r\n`)
}

/** From here on nobody can produce these codes again, not even with the secret. */
function closeBatch(id: string, fileId: string): Promise<CodeBatch> {
  return transact(async (tx) => {
    const batch = await tx.get('code_batches', id)
    assert(batch !== null, 'a batch is never removed')
    if (batch.state !== 'making') return tx.abort(batch)
    const made: CodeBatch = { ...batch, state: 'made', seedEncrypted: null, fileId }
    await tx.put('code_batches', made)
    return made
  })
}
