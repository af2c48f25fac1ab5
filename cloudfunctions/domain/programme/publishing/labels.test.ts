import * as v from 'valibot'
import { SCHEMAS } from '../publication'
import { explainIssues, namesAlong } from './labels'

interface Walked {
  wrapped?: Walked
  entries?: Record<string, Walked>
  item?: Walked
  value?: Walked
  options?: readonly Walked[]
  type: string
}

/** Every field of every document that staff write, as a path of keys. */
function fieldsOf(schema: Walked, path: Key[]): Key[][] {
  const { wrapped, entries, item, value, options } = schema
  if (wrapped) return fieldsOf(wrapped, path)
  if (options && schema.type === 'variant') return options.flatMap((one) => fieldsOf(one, path))
  if (item) return fieldsOf(item, [...path, 0])
  if (value) return fieldsOf(value, [...path, 'tmall'])
  return Object.entries(entries ?? {}).flatMap(([key, each]) => [
    [...path, key],
    ...fieldsOf(each, [...path, key]),
  ])
}
type Key = string | number
/** A wrong kind has a sentence of its own. */
const KINDS = /\.(kind|policy)$|^claim(\.|$)/

test.each(Object.entries(SCHEMAS))(
  'A3: every field of %s has a Chinese name in its contract',
  (_kind, schema) => {
    const fields = fieldsOf(schema as unknown as Walked, [])
    expect(fields.length).toBeGreaterThan(4)
    const nameless = fields.filter((path) => {
      const names = namesAlong(
        schema as v.GenericSchema,
        path.map((key) => ({ key })),
      )
      return !/[一-鿿]/.test(names.at(-1) ?? '') && !KINDS.test(path.join('.'))
    })
    expect(nameless.map((path) => path.join('.'))).toEqual([])
  },
)

const explain = (schema: v.GenericSchema, body: unknown) =>
  explainIssues(schema, v.safeParse(schema, body).issues ?? [])

test.each([
  [{ expiry: { policy: 'fixedDate', on: '31' } }, '积分有效期：清零日期要填「月-日」'],
  [{ expiry: { policy: 'fixedDate' } }, '积分有效期：缺少「清零日期」'],
  [
    { tasks: [{ kind: 'visit', id: 'Visit', title: '到店', points: 1 }] },
    '任务第 1 条：任务编号只能用小写字母',
  ],
  [{ earn: { points: 1, perFen: 0 } }, '积分规则：每份消费的金额不能小于 0.01 元（1 元写 100）'],
  [{ benefits: ['好', ''] }, '会员权益第 2 条：会员权益不能为空'],
  [
    { tiers: [{ id: 'a', name: '甲', growth: 0, colour: 1 }] },
    '等级第 1 条：不认识的字段「colour」',
  ],
])('A3: a reason names fields as the contract does: %j', (change, reason) => {
  const { entries } = SCHEMAS.programs
  const [part = ''] = Object.keys(change)
  const one = v.strictObject({ [part]: Reflect.get(entries, part) as v.GenericSchema })
  expect(explain(one, change)).toContain(reason)
})
