import * as v from 'valibot'

/** Any schema of the contracts, with the fields that are used here. */
interface Walked {
  type: string
  wrapped?: Walked
  entries?: Record<string, Walked>
  item?: Walked
  value?: Walked
  options?: readonly Walked[]
  literal?: unknown
}

type Key = string | number

/** The Chinese name that the contract gives to a part, or null. */
function titleOf(schema: Walked): string | null {
  const own = v.getTitle(schema as unknown as v.GenericSchema)
  return own ?? (schema.wrapped ? titleOf(schema.wrapped) : null)
}

function bare(schema: Walked): Walked {
  return schema.wrapped ? bare(schema.wrapped) : schema
}

/** The variant that a value names as its kind, or else any that has the field. */
function optionOf(options: readonly Walked[], value: unknown, key: Key): Walked | undefined {
  const having = options.map(bare).filter(({ entries }) => entries && String(key) in entries)
  const saidBy = having.find(({ entries = {} }) =>
    Object.entries(entries).some(([field, schema]) => {
      const { literal } = bare(schema)
      const said = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null
      return literal !== undefined && literal === said
    }),
  )
  return saidBy ?? having[0]
}

function below(schema: Walked, key: Key, value: unknown): Walked | undefined {
  const { entries, item, options, value: each } = bare(schema)
  if (options) return optionOf(options, value, key)?.entries?.[String(key)]
  return entries?.[String(key)] ?? item ?? each
}

/** What staff call each step of a path: names from the contract, and 第 n 条 in a list. */
export function namesAlong(
  schema: v.GenericSchema,
  path: readonly { key: unknown; input?: unknown }[],
): string[] {
  const names: string[] = []
  let at: Walked | undefined = schema as unknown as Walked
  for (const { key, input } of path) {
    at = at && below(at, key as Key, input)
    if (typeof key === 'number') names[names.length - 1] += `第 ${key + 1} 条`
    else names.push((at && titleOf(at)) ?? String(key))
  }
  return names
}

/** At most three faults at once: enough to continue, short enough to read. */
export function explainIssues(
  schema: v.GenericSchema,
  issues: readonly v.BaseIssue<unknown>[],
): string {
  return issues
    .slice(0, 3)
    .map((issue) => explainIssue(schema, issue))
    .join('；')
}

function explainIssue(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): string {
  const path = issue.path ?? []
  const names = namesAlong(schema, path)
  const own = names.at(-1) ?? ''
  const isKey = issue.type === 'strict_object' && path.at(-1)?.origin === 'key'
  const isList = typeof path.at(-1)?.key === 'number'
  const where = names.slice(0, isList ? undefined : -1).join('的')
  const says = isKey
    ? missingOrOdd(issue, own)
    : /^[^A-Za-z]*[一-鿿]/.test(issue.message)
      ? issue.message
      : `「${own || '内容'}」格式不对`
  return where ? `${where}：${says}` : says
}

function missingOrOdd({ expected }: v.BaseIssue<unknown>, name: string): string {
  return expected === 'never' ? `不认识的字段「${name}」，请删掉` : `缺少「${name}」`
}
