import * as v from 'valibot'
import type { Action } from '../../cloudfunctions/contracts/action'
import { changedAt, fieldsOf, goodInput, type Field } from './schema-fields'

export interface Attempt {
  action: Action
  /** Which field was changed and how, for the message of a failing test. */
  what: string
  input: unknown
  /** Whether the contract accepts it anyway, such as odd characters in a free text. */
  fits: boolean
}

const HUGE = 'x'.repeat(1_000_000)

/** What replaces every value in turn; `undefined` removes the field. */
const WRONG: Record<string, unknown> = {
  missing: undefined,
  null: null,
  true: true,
  'a number': 7,
  negative: -1,
  fractional: 0.5,
  'an unsafe integer': Number.MAX_SAFE_INTEGER * 2,
  'the largest number': Number.MAX_VALUE,
  'NaN as text': 'NaN',
  'a number as text': '100',
  'an exponent as text': '1e9',
  'an empty text': '',
  'a blank text': ' \u3000 ',
  'a huge text': HUGE,
  'full-width characters': '１２３ＡＢＣ',
  'control characters': 'a\u0000\u0007\u001bb',
  'a lone surrogate': 'a\ud83db',
  'a path': '../../etc/passwd',
  'a template': '${7*7}{{7*7}}',
  'an empty list': [],
  'a list of a text': ['request-of-somebody'],
  'an empty object': {},
  'an object with a length': { length: 1, 0: 'x' },
  $gt: { $gt: '' },
  $ne: { $ne: null },
  $regex: { $regex: '.*' },
  $where: { $where: 'sleep(1000)' },
  'an operator of the SDK': { fieldName: {}, operator: 'gt', operands: [''], _id: 'x' },
  'a prototype': JSON.parse('{"__proto__":{"operator":"x","requestId":"request-of-somebody"}}'),
}

/** Field names that no contract has. */
const EXTRA: [string, unknown][] = [
  ['admin', true],
  ['openid', 'wx-lin'],
  ['memberId', 'somebody'],
  ['$where', '1'],
  ['a.b', 1],
  ['', 1],
  ['__proto__', { admin: true }],
  ['constructor', { prototype: { admin: true } }],
  ['toString', 'x'],
]

/** Every field of an action, each with every value that should not be in it. */
export function attemptsOn(action: Action): Attempt[] {
  const good = goodInput(action.input)
  return fieldsOf(action.input).flatMap((field) => attemptsAt(action, good, field))
}

function attemptsAt(action: Action, good: unknown, { path }: Field): Attempt[] {
  const at = `${action.name} ${path.join('.') || '(the input)'}`
  const attempt = (what: string, input: unknown): Attempt => {
    // valibot accepts a list as an object; the door does not.
    const fits = !Array.isArray(input) && v.safeParse(action.input, input).success
    return { action, what: `${at}: ${what}`, input, fits }
  }
  const replaced = Object.entries(WRONG)
    // A call without an input counts as one with an empty input, which some actions accept.
    .filter(([what]) => path.length > 0 || !['missing', 'an empty object'].includes(what))
    .map(([what, value]) => attempt(what, changedAt(good, path, value)))
  const here = valueAt(good, path)
  if (Array.isArray(here)) {
    const many = Array.from({ length: 2000 }, () => here[0] as unknown)
    return [...replaced, attempt('2,000 items', changedAt(good, path, many))]
  }
  if (typeof here !== 'object' || here === null) return replaced
  const extra = EXTRA.map(([name, value]) => {
    // Not a literal, because `__proto__` must become a field of its own.
    const more = Object.fromEntries([...Object.entries(here), [name, value]])
    return attempt(`the field ${name}`, changedAt(good, path, more))
  })
  return [...replaced, ...extra]
}

function valueAt(input: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Object(value)[name] : undefined,
    input,
  )
}
