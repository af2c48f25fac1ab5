import * as v from 'valibot'
import { ProgramRules } from './program'

export type ProgramField = keyof ProgramRules

/**
 * 会员规则的各份: the fields of each document `programs/<brand>:<part>`. A field that is not listed here
 * is in the base document, `programs/<brand>`.
 */
export const PROGRAM_PARTS = {
  earning: ['earn', 'caps', 'giveBack'],
  'check-in': ['checkIn'],
  claim: ['claim'],
  tiers: ['growth', 'tiers', 'tierPolicy', 'benefits'],
  tasks: ['tasks', 'profile'],
  expiry: ['expiry'],
  notices: ['notices'],
  consent: ['consent'],
} as const satisfies Record<string, readonly ProgramField[]>

export type ProgramPart = keyof typeof PROGRAM_PARTS
/** The id of a document of the programme without its brand; the base has none. */
export type ProgramDocument = ProgramPart | ''

export const PARTS = Object.keys(PROGRAM_PARTS) as ProgramPart[]

export const FIELDS = Object.keys(ProgramRules.entries) as ProgramField[]

export function isPart(id: string): id is ProgramPart {
  return Object.hasOwn(PROGRAM_PARTS, id)
}

export function isProgramDocument(id: string): id is ProgramDocument {
  return id === '' || isPart(id)
}

/** The document that a field belongs to. */
export function documentOf(field: ProgramField): ProgramDocument {
  const isIts = (part: ProgramPart) => fieldsOf(part).includes(field)
  return PARTS.find(isIts) ?? ''
}

/** The fields of one document. */
export function fieldsOf(id: ProgramDocument): readonly ProgramField[] {
  if (id !== '') return PROGRAM_PARTS[id]
  const inParts = new Set<string>(PARTS.flatMap((part) => [...PROGRAM_PARTS[part]]))
  return FIELDS.filter((field) => !inParts.has(field))
}

const ENTRIES: Record<ProgramField, v.GenericSchema> = ProgramRules.entries

/** A field that needs no value: the programme has a default for it. */
export function hasDefault(field: ProgramField): boolean {
  return ENTRIES[field].type === 'optional'
}

/** Without its default: a base document says nothing about a field that it does not hold. */
function ifHeld(field: ProgramField): v.GenericSchema {
  const schema = ENTRIES[field] as v.GenericSchema & { wrapped?: v.GenericSchema }
  return v.optional(hasDefault(field) && schema.wrapped ? schema.wrapped : schema)
}

function schemaFor(id: ProgramDocument) {
  const own = fieldsOf(id).map((field) => [field, ENTRIES[field]] as const)
  // A base from before there were parts holds the fields of parts, too.
  const older = FIELDS.filter((field) => id === '' && documentOf(field) !== '')
  const all = [...own, ...older.map((field) => [field, ifHeld(field)] as const)]
  return v.strictObject(Object.fromEntries(all))
}

type PartSchema = ReturnType<typeof schemaFor>

/** What each document of the programme may hold. */
export const PROGRAM_SCHEMAS = Object.fromEntries(
  (['', ...PARTS] as const).map((id) => [id, schemaFor(id)]),
) as Record<ProgramDocument, PartSchema>
