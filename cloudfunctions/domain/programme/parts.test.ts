import * as fc from 'fast-check'
import * as v from 'valibot'
import { DEMO_PROGRAMME, documentsOfProgramme } from '../../../testing/programme-documents'
import {
  documentOf,
  FIELDS,
  fieldsOf,
  PARTS,
  type ProgramDocument,
} from '../../contracts/programme/parts'
import { ProgramRules } from '../../contracts/programme/program'
import { absentFields, rulesOf, versionsOf, type ProgramBodies } from './parts'
import { bodyOf, checkBody } from './publication'

type Body = Record<string, unknown>
const WHOLE = bodyOf(DEMO_PROGRAMME)
const OWN = new Map(
  documentsOfProgramme(DEMO_PROGRAMME).map(({ _id, ...body }): [ProgramDocument, Body] => [
    (_id.split(':')[1] ?? '') as ProgramDocument,
    body,
  ]),
)

/** Some parts have a document of their own, and the base may still hold its old rules. */
const splits = fc.record({ moved: fc.subarray(PARTS), keepsOld: fc.boolean() })

function split({ moved, keepsOld }: { moved: ProgramDocument[]; keepsOld: boolean }) {
  const stays = (field: string) =>
    !moved.some((part) => (fieldsOf(part) as string[]).includes(field))
  // What a base says of a part with its own document is old, whatever it is.
  const old = keepsOld
    ? { checkIn: { cycleDays: 3, rewards: [9, 9, 9] }, expiry: { months: 1 } }
    : {}
  const left = Object.entries({ ...WHOLE, ...old }).filter(
    ([field]) => stays(field) || field in old,
  )
  const kept = left.map(([field, value]) => [field, stays(field) ? WHOLE[field] : value] as const)
  const bodies = new Map<ProgramDocument, Body>([['', Object.fromEntries(kept)]])
  for (const part of moved) bodies.set(part, OWN.get(part) ?? {})
  return bodies
}

test('each field of the programme is in exactly one document', () => {
  const all = ['' as const, ...PARTS].flatMap((id) => [...fieldsOf(id)])
  expect([...all].sort()).toEqual([...FIELDS].sort())
  expect(fieldsOf('')).toEqual(['brandName', 'pointUnit', 'contact'])
  for (const field of FIELDS) expect(fieldsOf(documentOf(field))).toContain(field)
})

test('however a programme is split over its base and parts, its rules are the same', () => {
  const whole = v.parse(ProgramRules, WHOLE)
  fc.assert(
    fc.property(splits, (how) => {
      const bodies: ProgramBodies = split(how)
      for (const [id, body] of bodies) expect(checkBody('programs', body, id).good).toBe(true)
      expect(rulesOf(bodies)).toEqual(whole)
      expect(absentFields(bodies)).toEqual([])
    }),
  )
})

test('a version is that of the part, or of the base if the base supplies the part', () => {
  const documents = new Map<ProgramDocument, { version: number }>([
    ['', { version: 3 }],
    ['claim', { version: 8 }],
  ])
  expect(versionsOf(documents)).toMatchObject({ claim: 8, earning: 3, consent: 3 })
})

test('a missing field is reported, and a field with a default does not count as missing', () => {
  const { tasks: _tasks, notices: _notices, expiry: _expiry, ...rest } = WHOLE
  expect(absentFields(new Map([['' as const, rest]]))).toEqual(['expiry'])
  expect(rulesOf(new Map([['' as const, rest]]))).toBeNull()
  expect(rulesOf(new Map([['expiry' as const, { expiry: { months: 12 } }]]))).toBeNull()
})
