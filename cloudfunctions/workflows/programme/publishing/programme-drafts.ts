import { PART_NAMES } from '../../../contracts/programme/part-names'
import {
  documentOf,
  fieldsOf,
  hasDefault,
  isPart,
  type ProgramField,
  type ProgramPart,
} from '../../../contracts/programme/parts'
import { absentFields, fieldName, heldForParts, readField } from '../../../domain/programme/parts'
import { bodyOf } from '../../../domain/programme/publication'
import { contentHash } from '../../../platform/ids'
import type { DraftSet, Candidate } from './candidate'
import { programBodies, type Part } from './whole'

/**
 * Whether a whole programme is in force. Its base is published last, so a first publication that was
 * cut off half-way is still the first.
 */
export function hasProgramme(brand: string, draftSet: DraftSet): boolean {
  return draftSet.current.some((each) => each.collection === 'programs' && each.document === brand)
}

/** Refuses changes after which the documents of the programme would not be one whole. */
export function refuseProgramme(brand: string, draftSet: DraftSet, parts: readonly Part[]): number {
  const isFirst = !hasProgramme(brand, draftSet)
  const changed = draftSet.candidates.filter(isChanged)
  const base = changed.filter(({ id }) => id === '')
  const stale = base.filter((candidate) => refuse(candidate, staleReason(brand, candidate, parts)))
  const kept = base.filter((candidate) =>
    refuse(candidate, droppedReason(brand, candidate, draftSet, parts)),
  )
  const lacking = changed.filter((candidate) =>
    refuse(candidate, forgottenReason(brand, candidate, parts)),
  )
  const absent = absentFields(programBodies(parts))[0]
  const blamed = (isFirst ? changed : base).filter(({ reason }) => reason === null)
  const reason = absent === undefined ? null : absentReason(brand, absent, draftSet)
  const incomplete = blamed.filter((candidate) => refuse(candidate, reason))
  return stale.length + kept.length + lacking.length + incomplete.length
}

function isChanged({ collection, isSame, reason }: Candidate): boolean {
  return collection === 'programs' && !isSame && reason === null
}

function refuse(candidate: Candidate, reason: string | null): boolean {
  if (reason === null || candidate.reason !== null) return false
  Object.assign(candidate, { reason, body: null })
  return true
}

/** A new base that still says what a document of its own says: nobody could tell which counts. */
function staleReason(brand: string, { body }: Candidate, parts: readonly Part[]): string | null {
  const bodies = programBodies(parts)
  const field = heldForParts(body ?? {}).find((each) => bodies.has(documentOf(each)))
  if (field === undefined) return null
  return `${fieldName(field)}已经写在${documentName(brand, documentOf(field))}里，这份里的不起作用。请从这份里删掉它，要改就改那一份`
}

/** Why the base may not drop a field yet: the part that takes it over is wrong. */
function droppedReason(
  brand: string,
  { body, before }: Candidate,
  draftSet: DraftSet,
  parts: readonly Part[],
): string | null {
  const bodies = programBodies(parts)
  const gone = heldForParts(before?.body ?? {}).filter((field) => body?.[field] === undefined)
  const field = gone.find((each) => {
    const id = documentOf(each)
    return !bodies.has(id) && candidateOf(draftSet, id) !== undefined
  })
  if (field === undefined) return null
  return `${documentName(brand, documentOf(field))}还没有改好，${fieldName(field)}先不能从这份里删掉。请先把那一份改好`
}

/** A new part that forgets what the base still says would end that rule, and nobody would see it. */
function forgottenReason(
  brand: string,
  { id, draft, before }: Candidate,
  parts: readonly Part[],
): string | null {
  const base = programBodies(parts).get('')
  if (!isPart(id) || before !== null || !base) return null
  const said = bodyOf(draft)
  const field = fieldsOf(id).find((each) => said[each] === undefined && rules(each, base[each]))
  if (field === undefined) return null
  return `${documentName(brand, '')}里还写着${fieldName(field)}，这份里没有。请把它抄到这份里，不再要它就从主文档里删掉`
}

/** Whether a field that may be left out says something else than its default. */
function rules(field: ProgramField, said: unknown): boolean {
  const meaning = (value: unknown) => contentHash(readField(field, value)?.rules ?? null)
  return hasDefault(field) && said !== undefined && meaning(said) !== meaning(undefined)
}

function absentReason(brand: string, field: ProgramField, draftSet: DraftSet): string {
  const id = documentOf(field)
  if (candidateOf(draftSet, id))
    return `${documentName(brand, id)}还没有改好，会员规则要各份都好才一起生效`
  const fields = fieldsOf(id).join('、')
  return `缺少${fieldName(field)}：请新建${documentName(brand, id)}，里面写 ${fields}`
}

function candidateOf(draftSet: DraftSet, id: string): Candidate | undefined {
  return draftSet.candidates.find((each) => each.collection === 'programs' && each.id === id)
}

/** `会员规则「签到」（编号 shanyu:check-in）` */
export function documentName(brand: string, id: ProgramPart | ''): string {
  return isPart(id)
    ? `会员规则「${PART_NAMES[id]}」（编号 ${brand}:${id}）`
    : `会员规则的主文档（编号 ${brand}）`
}
