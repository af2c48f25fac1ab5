import { READ_ONLY } from '../../new-action/read-only'
import { ASKED } from './act-asks'
import { ACTS } from './acts'
import { ACT_RULES, CHANGING } from '../rules/act-rules'
import { fieldsOf } from './answer-reads'
import { UNREAD } from './unread'

test('every small act is asked for in the lives, and the model has a rule for it', () => {
  const all = Object.keys(ACTS).sort()
  expect(Object.keys(ACT_RULES).sort()).toEqual(all)
  expect([...ASKED].sort()).toEqual(all)
})

test('a small act is the action whose name it has', () => {
  const wrong = Object.entries(ACTS).filter(([name, { action }]) => action.name !== name)
  expect(wrong).toEqual([])
})

/** Acts that write, and why their place in a race says nothing about the model's world. */
const WRITES_BESIDE: Record<string, string> = {
  'alert.resolve': 'refused in the lives: they have no such alert',
  'claim.submit': 'refused in the lives: as an act it is only sent with what is no number',
  'guide.enrol': 'the roster of the lives is what it was before',
  'key-rotation.run': 'the model has no keys',
  'leave.leave': 'refused in the lives: there is more to lose than was agreed to',
  'notice.read': 'the model has no inbox',
  'notice.subscribe': 'the model has no inbox',
  'order-import.commit': 'as an act it is only sent with what is no batch',
  'order-import.preview': 'as an act it is only sent with what is no file',
  'reconciliation.run': 'it finds nothing, or the life fails',
}

test('an act that writes changes the model’s world, or what it writes is read by no rule', () => {
  const reads = new Set<string>(READ_ONLY)
  const writing = Object.keys(ACTS).filter((name) => !reads.has(name))
  expect(writing.filter((name) => !CHANGING.has(name) && !WRITES_BESIDE[name])).toEqual([])
  const stale = Object.keys(WRITES_BESIDE).filter(
    (name) => !writing.includes(name) || CHANGING.has(name),
  )
  expect(stale).toEqual([])
})

const isWithin = (field: string, name: string) => field === name || field.startsWith(`${name}.`)

test('every field of an answer is compared with what the model says, or listed as unread', () => {
  const wrong = Object.entries(ACTS).flatMap(([name, { action, picks }]) => {
    const { all, read } = fieldsOf(action, picks)
    const unread = UNREAD[name] ?? []
    const silent = all.filter((field) => !read.includes(field))
    const open = silent.filter((field) => !unread.some((each) => isWithin(field, each)))
    const stale = unread.filter((each) => !silent.some((field) => isWithin(field, each)))
    return [
      ...open.map(
        (field) => `\`${name}\` answers \`${field}\`: compare it, or add it to unread.ts`,
      ),
      ...stale.map((field) => `\`${name}\`: unread.ts lists \`${field}\` without a need`),
    ]
  })
  expect(wrong).toEqual([])
  expect(Object.keys(UNREAD).filter((name) => !ACTS[name])).toEqual([])
})
