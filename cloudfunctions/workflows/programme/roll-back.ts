import type { OutputOf, Refused } from '../../contracts/action'
import type { rollBack } from '../../contracts/programme/program'
import { bodyOf } from '../../domain/programme/publication'
import { getDocument, putDocument } from '../../platform/database/collection'
import type { Draft, DraftCollection, Published } from '../../platform/database/documents'
import { contentHash } from '../../platform/ids'
import { forgetInForce } from './publication'
import { momentOf } from './publish'
import { readDraftSet, refuseContradictions } from './publishing/draft-set'
import type { DraftSet, Candidate } from './publishing/candidate'
import type { Publisher } from './publishing/publisher'
import { tellStoppedShops } from './publishing/stopped-shops'
import { copyId, isSound } from './publishing/stored'
import { publishVersion } from './publishing/version'
import { isDamaged, tellAll } from './publishing/words'

interface Asked {
  collection: DraftCollection
  document: string
  version: number
}

type Refusal = 'VERSION_NOT_FOUND' | 'ALREADY_IN_FORCE' | 'VERSION_REFUSED'

/**
 * 退回历史版本: what an earlier version said becomes what staff have written, and is published as the
 * next version, with the same checks as any edit. The document moves alone: what else staff have
 * written waits for the next check. Asked again, it finds the content in force and changes nothing.
 */
export async function rollBackTo(
  call: Publisher,
  { collection, document, version }: Asked,
): Promise<OutputOf<typeof rollBack> | Refused<Refusal>> {
  const { brand, now } = call
  const id = `${collection}:${document}`
  const isOwn = document === brand || document.startsWith(`${brand}:`)
  const copy = isOwn ? await getDocument('published', copyId(id, version)) : null
  if (!copy || !isSound(copy)) return notFound(version)
  const [inForce, written] = [
    await getDocument('published', id),
    await getDocument(collection, document),
  ]
  const isActing = inForce !== null && acts(inForce) && inForce.version === version
  // What is in force may be gone from the document, and then comes back to it.
  if (isActing && written && contentHash(bodyOf(written)) === inForce.hash) {
    return alreadyInForce(version)
  }
  const draft = draftOf(copy, written)
  const draftSet = alone(await readDraftSet(brand, { collection, draft }), id)
  refuseContradictions(brand, draftSet)
  const candidate = candidateOf(draftSet, id)
  if (!candidate) return notFound(version)
  const { body, reason } = candidate
  if (reason !== null || body === null) return refused(reason ?? '')
  if (candidate.isSame) {
    await putDocument(collection, draft)
  } else {
    await tellStoppedShops(call, onlyThis(draftSet, candidate, id))
    const done = await publishVersion(
      { ...candidate, body },
      { ...momentOf(call, draftSet), rollsBack: true },
    )
    if (done === 'edited') return refused('同一时间有别的改动正在发布，请再试一次')
    if (done !== 'published') return refused(done.reason)
    forgetInForce(brand)
  }
  const after = alone(await readDraftSet(brand), id)
  const damaged = after.current.filter(isDamaged)
  refuseContradictions(brand, after)
  await tellAll(brand, after, damaged, now)
  const [published, checked] = [
    await getDocument('published', id),
    await getDocument(collection, document),
  ]
  return { version: published?.version ?? 0, status: checked?.status ?? '' }
}

function acts({ current, until, ...rest }: Published): boolean {
  return current && until === undefined && isSound({ current, ...rest })
}

/** What the version said, with what the cloud's tools keep on the document. */
function draftOf({ document, body }: Published, before: Draft | null): Draft {
  const said = bodyOf(before ?? {})
  const kept = Object.entries(before ?? {}).filter(([field]) => !(field in said))
  return { ...Object.fromEntries(kept), ...body, _id: document }
}

/** Of all other documents the version in force counts, not a draft that is still unpublished. */
function alone(draftSet: DraftSet, id: string): DraftSet {
  const candidates = draftSet.candidates.map((candidate) =>
    candidate.isSame || idOf(candidate) === id ? candidate : { ...candidate, body: null },
  )
  return { ...draftSet, candidates }
}

function onlyThis(draftSet: DraftSet, candidate: Candidate, id: string): DraftSet {
  return {
    candidates: [candidate],
    stray: [],
    current: draftSet.current.filter(({ _id }) => _id === id),
  }
}

function candidateOf({ candidates }: DraftSet, id: string): Candidate | undefined {
  return candidates.find((candidate) => idOf(candidate) === id)
}

function idOf({ collection, draft }: Candidate): string {
  return `${collection}:${draft._id}`
}

function notFound(version: number) {
  const reason = `这份文档没有第 ${version} 版，或者那一版读不出来。请核对文档编号和版本号`
  return { refused: 'VERSION_NOT_FOUND' as const, detail: { reason } }
}

function alreadyInForce(version: number) {
  const reason = `第 ${version} 版就是现在生效的版本，不用退回`
  return { refused: 'ALREADY_IN_FORCE' as const, detail: { reason } }
}

function refused(reason: string) {
  return { refused: 'VERSION_REFUSED' as const, detail: { reason } }
}
