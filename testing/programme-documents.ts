import { DOCUMENTS } from '../demo/brand'
import {
  documentOf,
  FIELDS,
  fieldsOf,
  PARTS,
  type ProgramDocument,
  type ProgramField,
} from '../cloudfunctions/contracts/programme/parts'

type Fields = Record<string, unknown>
/** A document as staff write it. */
export interface Written extends Fields {
  _id: string
}

const idOf = (brand: string, id: ProgramDocument) => (id === '' ? brand : `${brand}:${id}`)

/** The document that a field is written in; a field that no programme has goes to the base. */
export function programmeDocument(brand: string, field: string): string {
  const isKnown = (FIELDS as string[]).includes(field)
  return idOf(brand, isKnown ? documentOf(field as ProgramField) : '')
}

/** All fields of a programme, read from its documents; a part's own document counts. */
export function wholeProgramme(brand: string, documents: readonly Written[]): Written {
  const whole: Written = { _id: brand }
  for (const id of ['' as const, ...PARTS]) {
    const found = documents.find(({ _id }) => _id === idOf(brand, id))
    for (const field of id === '' ? FIELDS : fieldsOf(id)) {
      if (found && field in found) whole[field] = found[field]
    }
  }
  return whole
}

/** The documents in which staff write this programme: a base, and one for each part. */
export function documentsOfProgramme({ _id: brand, ...whole }: Written): Written[] {
  return [...PARTS, '' as const].map((id) => {
    const held = fieldsOf(id).filter((field) => field in whole)
    const own = Object.fromEntries(held.map((field) => [field, whole[field]]))
    return { _id: idOf(brand, id), ...own }
  })
}

/** The demo brand's programme with all its fields. */
export const DEMO_PROGRAMME = wholeProgramme('shanyu', DOCUMENTS.programs ?? [])
