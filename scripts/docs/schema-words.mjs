/** Describes a schema of the contracts: what a field takes, in the notation of TypeScript. */
export function wordsOf(schema, names, depth = 0) {
  const name = names.get(schema)
  if (name) return name
  const inner = (part, deeper = 0) => wordsOf(part, names, depth + deeper)
  return SHAPES[schema.type]?.(schema, inner, depth) ?? schema.type
}

/** Like `wordsOf`, but a named schema is written out instead of named. */
export function insideOf(schema, names) {
  const others = new Map(names)
  others.delete(schema)
  return wordsOf(schema, others)
}

const SHAPES = {
  strict_object: objectWords,
  object: objectWords,
  string: textWords,
  number: numberWords,
  boolean: () => 'boolean',
  unknown: () => 'unknown',
  literal: ({ literal }) => JSON.stringify(literal),
  picklist: ({ options }) => options.map((option) => JSON.stringify(option)).join(' | '),
  array: ({ item, pipe }, inner) => {
    const words = inner(item)
    const list = words.includes(' | ') ? `(${words})[]` : `${words}[]`
    return withNote(list, lengthWords(pipe, 'items'))
  },
  record: ({ key, value }, inner) => `Record<${inner(key)}, ${inner(value)}>`,
  nullable: ({ wrapped }, inner) => `${inner(wrapped)} | null`,
  optional: ({ wrapped }, inner) => inner(wrapped),
  union: ({ options }, inner) => options.map((option) => inner(option)).join(' | '),
  variant: ({ options }, inner) => options.map((option) => inner(option)).join(' | '),
}

function objectWords({ entries }, inner, depth) {
  const fields = Object.entries(entries)
  if (fields.length === 0) return '{}'
  const pad = '  '.repeat(depth + 1)
  const lines = fields.map(([name, schema]) => {
    const mark = schema.type === 'optional' ? '?' : ''
    return `${pad}${name}${mark}: ${inner(schema, 1)}${defaultWords(schema)}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

function defaultWords(schema) {
  if (schema.type !== 'optional' || schema.default === undefined) return ''
  return ` = ${JSON.stringify(schema.default)}`
}

function textWords({ pipe = [] }) {
  const pattern = pipe.find(({ type }) => type === 'regex')
  const start = pipe.find(({ type }) => type === 'starts_with')
  const notes = [
    pattern && String(pattern.requirement),
    start && `begins with ${start.requirement}`,
  ]
  return withNote('string', [...notes, lengthWords(pipe, 'letters')].filter(Boolean).join(', '))
}

function numberWords({ pipe = [] }) {
  const isWhole = pipe.some(({ type }) => ['safe_integer', 'integer'].includes(type))
  const [least, most] = [bound(pipe, 'min_value'), bound(pipe, 'max_value')]
  const range = [least && `≥ ${least}`, most && `≤ ${most}`].filter(Boolean).join(', ')
  return withNote(isWhole ? 'integer' : 'number', range)
}

function lengthWords(pipe = [], what) {
  const [least, most] = [bound(pipe, 'min_length'), bound(pipe, 'max_length')]
  if (least && most) return `${least} to ${most} ${what}`
  if (most) return `at most ${most} ${what}`
  return least ? `at least ${least} ${what}` : ''
}

function bound(pipe, type) {
  const requirement = pipe.find((item) => item.type === type)?.requirement
  return typeof requirement === 'number' ? requirement.toLocaleString('en-US') : undefined
}

function withNote(words, note) {
  return note ? `${words} (${note})` : words
}
