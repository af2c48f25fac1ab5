import type { CodeLine, LineProblem } from '../../domain/mall/code-file'
import { addSeats, codesLeft, type PoolCode } from '../../domain/mall/code-pool'
import { assert } from '../../domain/assert'
import {
  countDocuments,
  findDocuments,
  getMany,
  PAGE_MAX,
} from '../../platform/database/collection'
import { transact } from '../../platform/database/transaction'
import { isDuplicate } from '../../platform/failures'
import { encrypt, poolCodeId } from '../../platform/personal-data'
import { chunksOf, type TimeLeft } from '../../platform/sweep'

/** A transaction holds 100 operations, whether or not documents of one call count alone. */
const CODES_PER_WRITE = 80
/** Two loads of the same codes at once overtake each other at most this often. */
const WRITE_TRIES = 10

export interface Pool {
  brand: string
  rewardId: string
  shards: number
}

/** What stands in the pool already, by the id of the code: the request that loaded it. */
type Known = ReadonlyMap<string, Pick<PoolCode, 'load' | 'rewardId'>>

interface Sorted {
  own: number
  fresh: CodeLine[]
  problems: LineProblem[]
}

/** 试导入: what a load would do; writes nothing. */
export async function tryLoad(pool: Pool, load: string, codes: CodeLine[]): Promise<Sorted> {
  const all: Sorted = { own: 0, fresh: [], problems: [] }
  for (const chunk of chunksOf(codes, CODES_PER_WRITE)) {
    const { own, fresh, problems } = sort(chunk, await knownOf(pool.brand, chunk), pool, load)
    all.own += own
    all.fresh.push(...fresh)
    all.problems.push(...problems)
  }
  return all
}

/**
 * 导入: piece by piece, each in one transaction with the seats that it opens, so that a load that was
 * cut off leaves no code that cannot be given and is continued by the same request.
 */
export async function loadCodes(
  pool: Pool,
  load: { requestId: string; at: number },
  codes: CodeLine[],
  goOn: TimeLeft,
): Promise<{ done: boolean; loaded: number; problems: LineProblem[] }> {
  const result = { done: true, loaded: 0, problems: [] as LineProblem[] }
  for (const chunk of chunksOf(codes, CODES_PER_WRITE)) {
    if (!goOn()) return { ...result, done: false }
    const written = await loadChunk(pool, load, chunk)
    result.loaded += written.own
    result.problems.push(...written.problems)
  }
  return result
}

async function loadChunk(
  pool: Pool,
  load: { requestId: string; at: number },
  chunk: CodeLine[],
): Promise<Sorted> {
  for (let attempt = 0; attempt < WRITE_TRIES; attempt++) {
    const known = await knownOf(pool.brand, chunk)
    const sorted = sort(chunk, known, pool, load.requestId)
    if (sorted.fresh.length === 0) return sorted
    try {
      await addCodes(pool, load, sorted.fresh)
      return { ...sorted, own: sorted.own + sorted.fresh.length, fresh: [] }
    } catch (thrown) {
      // Somebody else has loaded one of them meanwhile; nothing of this piece was written.
      if (!isDuplicate(thrown)) throw thrown
    }
  }
  assert(false, 'a piece of a file is loaded after a few tries')
}

async function addCodes(
  { brand, rewardId, shards }: Pool,
  load: { requestId: string; at: number },
  fresh: CodeLine[],
): Promise<void> {
  const sealed = fresh.map(({ code }) => ({
    _id: poolCodeId(brand, code),
    codeEncrypted: encrypt(code),
  }))
  await transact(async (tx) => {
    const before = []
    for (let shard = 0; shard < shards; shard++) {
      const _id = `${brand}:${rewardId}:${shard}`
      before.push((await tx.get('stock', _id)) ?? { _id, brand, rewardId, left: 0 })
    }
    const after = addSeats(before, sealed.length)
    for (const [i, shard] of after.shards.entries()) {
      if (shard !== before[i]) await tx.put('stock', shard)
    }
    const codes = sealed.map((code, i): PoolCode => {
      const at = after.seats[i]
      assert(at !== undefined, 'every code has a seat')
      const seat = seatId(brand, rewardId, at.shard, at.seat)
      return { ...code, brand, rewardId, seat, load: load.requestId, loadedAt: load.at }
    })
    await tx.add('pool_codes', codes)
  })
}

export function seatId(brand: string, rewardId: string, shard: number, seat: number): string {
  return `${brand}:${rewardId}:${shard}:${seat}`
}

async function knownOf(brand: string, codes: CodeLine[]): Promise<Known> {
  return getMany(
    'pool_codes',
    codes.map(({ code }) => poolCodeId(brand, code)),
  )
}

function sort(codes: CodeLine[], known: Known, { brand, rewardId }: Pool, load: string): Sorted {
  const sorted: Sorted = { own: 0, fresh: [], problems: [] }
  for (const each of codes) {
    const there = known.get(poolCodeId(brand, each.code))
    if (!there) sorted.fresh.push(each)
    else if (there.load === load && there.rewardId === rewardId) sorted.own++
    else sorted.problems.push({ line: each.line, reason: takenBy(there.rewardId, rewardId) })
  }
  return sorted
}

function takenBy(other: string, own: string): string {
  return other === own
    ? '这个码以前导入过，已经在码库里，不再导入'
    : `这个码已经在另一个兑换品「${other}」的码库里，不再导入`
}

/** All codes of a pool, and those that can still be given. */
export async function poolOf(brand: string, rewardId: string) {
  const [all, left] = await Promise.all([
    countDocuments('pool_codes', { brand, rewardId }),
    leftInPool(brand, rewardId),
  ])
  return { all, left }
}

/** Codes that can still be given; reads the shards alone, however many codes the pool has. */
export async function leftInPool(brand: string, rewardId: string): Promise<number> {
  const shards = await findDocuments('stock', { where: { brand, rewardId }, limit: PAGE_MAX })
  return shards.reduce((sum, shard) => sum + codesLeft(shard), 0)
}
