import type { Alert } from './alert'
import { alertInWords, withoutName, type Called } from './alert-words'

/** An alert from before codes: its sentence was stored as staff read it then. */
function older(topic: Alert['topic'], kind: string, sentence: string, actor?: string): Alert {
  const seen = { firstSeenAt: 1, lastSeenAt: 1, resolvedAt: null }
  const about = { _id: `b:m:${kind}`, brand: 'b', topic, subject: 'b:m', state: 'open' as const }
  return { ...about, kind, sentence, ...seen, ...(actor === undefined ? {} : { actor }) }
}

const CALLED: Called = {
  member: (account) => (account === 'b:m' ? '小林' : undefined),
  staff: (memberId) => (memberId === 's' ? '王店长' : undefined),
}
const NOBODY: Called = { member: () => undefined, staff: () => undefined }

const LIMIT = '今天动的积分到了上限 5000'
const LARGE = '要动一位会员的 1001 积分，等第二个人复核'
const OLDER: [topic: Alert['topic'], kind: string, stored: string, bare: string][] = [
  ['staff', 'day-limit', `旧名字 ${LIMIT}`, LIMIT],
  ['staff', 'large-move', `旧名字 ${LARGE}`, LARGE],
  // A name can be anything, over several lines, too.
  ['staff', 'large-move', `要动\n一位会员的人 ${LARGE}`, LARGE],
  ['account', 'balance', '会员「旧名字」的余额是 7', '余额是 7'],
  ['account', 'balance', '会员「」的\n」的余额是 7', '余额是 7'],
]

test.each(OLDER)(
  'an alert about %s from before codes (%s) loses the name that was stored in it',
  (topic, kind, stored, bare) => {
    const alert = older(topic, kind, stored)
    expect(withoutName(alert, stored)).toBe(bare)
    expect(alertInWords(older(topic, kind, stored, 's'), CALLED)).toBe(
      topic === 'account' ? `会员「小林」的${bare}` : `王店长 ${bare}`,
    )
    expect(alertInWords(older(topic, kind, stored, 'gone'), NOBODY)).toBe(
      topic === 'account' ? bare : `一位员工 ${bare}`,
    )
  },
)

test('an older alert about a move in the console names nobody', () => {
  expect(alertInWords(older('staff', 'day-limit', `旧名字 ${LIMIT}`), CALLED)).toBe(
    `云控制台的操作人 ${LIMIT}`,
  )
})

test.each<[Alert['topic'], string, string]>([
  ['staff', 'day-limit', '今天核对认领给出的积分到了上限 500'],
  ['staff', 'large-move', '要启用一批共 5000 积分的印刷码，等第二个人复核'],
])('an older alert about %s (%s) that had no name keeps its words', (topic, kind, said) => {
  expect(alertInWords(older(topic, kind, said, 's'), CALLED)).toBe(`王店长 ${said}`)
})

test.each<[Alert['topic'], string, string]>([
  ['publication', 'offSale', '兑换品「会员「甲」的杯」已停售：没有券模板'],
  ['staff', 'staff-denied', '今天有人 5 次想用员工功能，都被拒绝了，最早的一次来自 一位员工'],
  ['shop', 'stopped', '门店「湖滨」改成了停业'],
  ['push', 'unread', '会员「甲」的推送'],
])('an older alert about %s (%s) is read as it was stored', (topic, kind, said) => {
  expect(alertInWords(older(topic, kind, said), CALLED)).toBe(said)
})
