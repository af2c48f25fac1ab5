import type { OutputOf } from '@contracts/action'
import type { listNotices } from '@contracts/message/notice'
import type { openStatement } from '@contracts/ledger/statement'
import { inboxOf } from './inbox'

type Notices = OutputOf<typeof listNotices>
type Statement = OutputOf<typeof openStatement>

const noticesAt = (times: number[], next: string | null = null) =>
  ({ notices: times.map((at) => ({ at })), next, templateIds: [] }) as unknown as Notices
const linesAt = (times: number[], next: number | null = null) =>
  ({ lines: times.map((at) => ({ at })), next }) as unknown as Statement

const times = (notices: Notices, statement: Statement | null) =>
  inboxOf(notices, statement).map(({ at }) => at)

test('N6: every movement of points is in the inbox with the notices, by time', () => {
  expect(times(noticesAt([9, 4]), linesAt([8, 5, 1]))).toEqual([9, 8, 5, 4, 1])
})

test('N6: rows older than the last one of an unfinished list wait for its next page', () => {
  expect(times(noticesAt([9, 2]), linesAt([8, 5], 5))).toEqual([9, 8, 5])
  expect(times(noticesAt([9, 6], 'x'), linesAt([8, 5, 1]))).toEqual([9, 8, 6])
})

test('N6: if the movements cannot be loaded, the notices are still shown', () => {
  expect(times(noticesAt([9, 2]), null)).toEqual([9, 2])
})
