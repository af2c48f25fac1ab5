import { ProgramRules } from '../../../cloudfunctions/contracts/programme/program'

/** The parts of a schema that say which values a setting can take. */
interface Shape {
  type: string
  wrapped?: Shape
  item?: Shape
  value?: Shape
  literal?: unknown
  entries?: Record<string, Shape>
  options?: readonly unknown[]
  pipe?: readonly { type: string; requirement?: unknown }[]
}

const PROGRAMME = ProgramRules as unknown as Shape

/** Every setting of a programme with each value that makes a difference. */
export function settingCells(): string[] {
  return [...new Set(cellsOf('', PROGRAMME))].sort()
}

/** The cells that one programme reaches: `earn.rounding is ceil`, `tasks is some`. */
export function settingsOf(programme: object): string[] {
  return [...new Set(valuesOf('', PROGRAMME, programme))]
}

function cellsOf(path: string, shape: Shape): string[] {
  const is = (value: string) => `${path} is ${value}`
  switch (shape.type) {
    case 'optional':
    case 'nullable':
      return [is('none'), is('some'), ...cellsOf(path, inner(shape))]
    case 'strict_object':
      return fieldsOf(path, shape).flatMap(([field, each]) => cellsOf(field, each))
    case 'variant':
      return (shape.options as Shape[]).flatMap((option) => cellsOf(path, option))
    case 'picklist':
      return (shape.options ?? []).map((option) => is(String(option)))
    case 'literal':
      return [is(String(shape.literal))]
    case 'boolean':
      return [is('true'), is('false')]
    case 'array':
      return [is('none'), is('some'), ...cellsOf(`${path}[]`, inner(shape))]
    case 'record':
      return [is('none'), is('some')]
    case 'number':
      return startsAtZero(shape) ? [is('zero'), is('more than zero')] : []
    default:
      return []
  }
}

function valuesOf(path: string, shape: Shape, value: unknown): string[] {
  const is = (word: string) => `${path} is ${word}`
  switch (shape.type) {
    case 'optional':
    case 'nullable':
      if (value === undefined || value === null) return [is('none')]
      return [is('some'), ...valuesOf(path, inner(shape), value)]
    case 'strict_object':
      return fieldsOf(path, shape).flatMap(([field, each, name]) =>
        valuesOf(field, each, (value as Record<string, unknown>)[name]),
      )
    case 'variant':
      return (shape.options as Shape[])
        .filter((option) => fits(option, value))
        .flatMap((option) => valuesOf(path, option, value))
    case 'picklist':
    case 'literal':
    case 'boolean':
      return [is(String(value))]
    case 'array': {
      const items = value as unknown[]
      if (items.length === 0) return [is('none')]
      return [is('some'), ...items.flatMap((item) => valuesOf(`${path}[]`, inner(shape), item))]
    }
    case 'record':
      return [is(Object.keys(value as object).length > 0 ? 'some' : 'none')]
    case 'number':
      return startsAtZero(shape) ? [is(value === 0 ? 'zero' : 'more than zero')] : []
    default:
      return []
  }
}

function inner({ wrapped, item }: Shape): Shape {
  return wrapped ?? item ?? { type: 'unknown' }
}

function fieldsOf(path: string, { entries = {} }: Shape): [string, Shape, string][] {
  return Object.entries(entries).map(([name, shape]) => [
    path === '' ? name : `${path}.${name}`,
    shape,
    name,
  ])
}

/** Whether a value is meant by this option: each literal field has its word, or may be left out. */
function fits(option: Shape, value: unknown): boolean {
  return Object.entries(option.entries ?? {}).every(([name, shape]) => {
    const literal = shape.type === 'literal' ? shape : shape.wrapped
    if (literal?.type !== 'literal') return true
    const found = (value as Record<string, unknown>)[name]
    return found === literal.literal || (found === undefined && shape.type === 'optional')
  })
}

function startsAtZero({ pipe = [] }: Shape): boolean {
  return pipe.some(({ type, requirement }) => type === 'min_value' && requirement === 0)
}
