import * as v from 'valibot'
import { ProgramRules } from '../../../contracts/programme/program'

/** A body that was published, as today's rules read it. */
export interface Reading<R> {
  rules: R
  /** What today's rules would refuse in a new draft; empty where they accept everything. */
  issues: readonly v.BaseIssue<unknown>[]
}

/** A stored document has at most this many fields that are unknown today. */
const UNKNOWN_MAX = 100

/**
 * What was published keeps working when rules become stricter later: a new limit, a field that is
 * no longer known. Null where the shape itself is different, so that nobody could say what it
 * means.
 */
export function readStored<S extends v.GenericSchema>(
  schema: S,
  body: unknown,
): Reading<v.InferOutput<S>> | null {
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return { rules: parsed.output, issues: [] }
  const known = v.safeParse(schema, withoutUnknown(schema, body))
  return known.typed ? { rules: known.output, issues: parsed.issues } : null
}

function withoutUnknown(schema: v.GenericSchema, body: unknown): unknown {
  const copy: unknown = structuredClone(body)
  for (let i = 0; i < UNKNOWN_MAX; i++) {
    const { issues = [] } = v.safeParse(schema, copy)
    const unknown = issues.filter(({ type, expected }) => {
      return type === 'strict_object' && expected === 'never'
    })
    if (unknown.length === 0) break
    for (const { path } of unknown) {
      const last = path?.at(-1)
      if (last?.type === 'object') Reflect.deleteProperty(last.input, String(last.key))
    }
  }
  return copy
}

/**
 * A programme that cannot be read as a whole: its good parts keep working, and code that needs a
 * bad part gets what `missing` returns for its name. So a wrong part stops what it rules and not
 * the whole brand. A field that is `lost` has no default: it said something that nobody can read.
 */
export function readByParts(
  body: unknown,
  missing: (part: string) => Error,
  lost: readonly string[] = [],
) {
  const rules = {}
  const parts = v.safeParse(v.record(v.string(), v.unknown()), body)
  for (const [part, schema] of Object.entries<v.GenericSchema>(ProgramRules.entries)) {
    const read = readStored(schema, parts.success ? parts.output[part] : undefined)
    const get = () => {
      if (read && !lost.includes(part)) return read.rules
      throw missing(part)
    }
    Object.defineProperty(rules, part, { get, enumerable: true })
  }
  return rules as ProgramRules
}
