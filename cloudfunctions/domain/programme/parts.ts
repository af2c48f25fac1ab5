import type * as v from 'valibot'
import { PART_NAMES } from '../../contracts/programme/part-names'
import {
  documentOf,
  FIELDS,
  fieldsOf,
  hasDefault,
  PARTS,
  type ProgramDocument,
  type ProgramField,
  type ProgramPart,
} from '../../contracts/programme/parts'
import { ProgramRules } from '../../contracts/programme/program'
import { namesAlong } from './publishing/labels'
import { readStored } from './publishing/reading'

type Body = Record<string, unknown>
/** The documents of one programme, by their ids without the brand. */
export type ProgramBodies = ReadonlyMap<ProgramDocument, Body>

/** The document that supplies a field: its own, or a base from before there were parts. */
export function supplierOf(field: ProgramField, documents: ReadonlyMap<ProgramDocument, unknown>) {
  const own = documentOf(field)
  return documents.has(own) ? own : ''
}

/** The programme as one body. A part's own document comes before what the base says of it. */
export function unionOf(bodies: ProgramBodies): Body {
  const held = FIELDS.flatMap((field) => {
    const body: unknown = bodies.get(supplierOf(field, bodies))
    // Somebody may have edited the stored body by hand, so it may be anything.
    const isBody = typeof body === 'object' && body !== null
    return isBody && field in body ? [[field, (body as Body)[field]] as const] : []
  })
  return Object.fromEntries(held)
}

/** The rules of these documents together; null where something is missing or unreadable. */
export function rulesOf(bodies: ProgramBodies): ProgramRules | null {
  return bodies.has('') ? (readStored(ProgramRules, unionOf(bodies))?.rules ?? null) : null
}

/**
 * Like `rulesOf`, but leaves out unreadable fields, so that one of them hides no fault of the
 * others.
 */
export function readableRulesOf(bodies: ProgramBodies): Partial<ProgramRules> | null {
  if (!bodies.has('')) return null
  const union = unionOf(bodies)
  const read = FIELDS.flatMap((field) => {
    const own = readField(field, union[field])
    return own ? [[field, own.rules] as const] : []
  })
  return Object.fromEntries(read)
}

/** What a field means, with its defaults; null where nobody can read it. */
export function readField(field: ProgramField, said: unknown) {
  return readStored<v.GenericSchema>(ProgramRules.entries[field], said)
}

/** Fields that have no default and are in no document. */
export function absentFields(bodies: ProgramBodies): ProgramField[] {
  const union = unionOf(bodies)
  return FIELDS.filter((field) => !hasDefault(field) && union[field] === undefined)
}

/** Fields of parts that the base holds. */
export function heldForParts(base: Body): ProgramField[] {
  return FIELDS.filter((field) => documentOf(field) !== '' && base[field] !== undefined)
}

/** The parts of which the base says something. */
export function partsHeld(base: Body): ProgramPart[] {
  return PARTS.filter((part) => fieldsOf(part).some((field) => base[field] !== undefined))
}

/** The version of each document's rules: a part's own, or the base's where that supplies it. */
export function versionsOf(
  documents: ReadonlyMap<ProgramDocument, { version: number }>,
): Record<ProgramPart, number> {
  const version = (part: ProgramPart) => documents.get(part) ?? documents.get('')
  const all = PARTS.map((part) => [part, version(part)?.version ?? 0] as const)
  return Object.fromEntries(all) as Record<ProgramPart, number>
}

/** `签到（checkIn）`: what staff call a field, and how it is written in the document. */
export function fieldName(field: ProgramField): string {
  const [title = field] = namesAlong(ProgramRules, [{ key: field }])
  const part = documentOf(field)
  const name = title === field && part !== '' ? PART_NAMES[part] : title
  return `「${name}」（字段 ${field}）`
}
