import type { Action, Schema } from '../../../cloudfunctions/contracts/action'
import type { Act } from './act'

/** A value of a schema in which every getter notes its path; a field that holds no others is a leaf. */
interface Sample {
  value: unknown
  leaves: string[]
}

/** Accepts every access and every call, and holds nothing. */
const ANYTHING: unknown = new Proxy(() => undefined, {
  get(_, key) {
    if (key === Symbol.toPrimitive) return () => ''
    return key === Symbol.iterator ? [][Symbol.iterator] : ANYTHING
  },
  apply: () => ANYTHING,
})

/** The fields of an answer, by their paths such as `rewards.left`, and those that an act looks at. */
export function fieldsOf({ output }: Action, picks: Act['picks']) {
  const read = new Set<string>()
  const { value, leaves } = sampleOf(output, '', read)
  picks(value as never)
  return { all: [...new Set(leaves)], read: [...read] }
}

function sampleOf(schema: Schema, path: string, read: Set<string>): Sample {
  if ('entries' in schema) return objectOf(schema.entries as Entries, path, read)
  if ('item' in schema) {
    const { value, leaves } = sampleOf(schema.item as Schema, path, read)
    return { value: [value], leaves }
  }
  const inner = innerOf(schema)
  if (inner.length === 0) return { value: ANYTHING, leaves: [path] }
  const samples = inner.map((each) => sampleOf(each, path, read))
  const leaves = samples.flatMap((each) => each.leaves)
  const objects = samples.map(({ value }) => value).filter((value) => value !== ANYTHING)
  if (objects.length < 2) return { value: objects[0] ?? ANYTHING, leaves }
  const all = objects.map((value) => Object.getOwnPropertyDescriptors(value))
  return { value: Object.defineProperties({}, Object.assign({}, ...all) as Descriptors), leaves }
}

type Entries = Record<string, Schema>
type Descriptors = PropertyDescriptorMap

function objectOf(entries: Entries, path: string, read: Set<string>): Sample {
  const value = {}
  const leaves: string[] = []
  for (const [key, schema] of Object.entries(entries)) {
    const place = path === '' ? key : `${path}.${key}`
    const sample = sampleOf(schema, place, read)
    leaves.push(...sample.leaves)
    const get = () => {
      if (sample.leaves.includes(place)) read.add(place)
      return sample.value
    }
    Object.defineProperty(value, key, { enumerable: true, configurable: true, get })
  }
  return { value, leaves }
}

/** What a schema is a form of: the first step of a pipe, all choices, what may be absent. */
function innerOf(schema: Schema): Schema[] {
  if ('pipe' in schema) {
    const first = (schema.pipe as Schema[])[0]
    return first && first !== schema && innerOf(first).length > 0 ? [first] : []
  }
  if ('wrapped' in schema) return [schema.wrapped as Schema]
  const options = 'options' in schema ? (schema.options as unknown[]) : []
  return options.filter((each): each is Schema => typeof each === 'object' && each !== null)
}
