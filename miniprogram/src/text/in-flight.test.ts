import { checkIn } from '@contracts/check-in/check-in'
import { submitClaim } from '@contracts/claim/claim'
import { join } from '@contracts/member/join'
import { redeem } from '@contracts/mall/redemption'
import { allActions, audienceOf } from '../../../testing/actions'
import { answeredLater } from './in-flight'

const bodyOf = ({ name }: { name: string }) => answeredLater(name, { ok: {} }).body

test('an answer that came late says what another try would do, and only another redemption costs again', () => {
  expect(bodyOf(checkIn)).toBe('签到一天只算一次。')
  expect(bodyOf(submitClaim)).toContain('一笔订单只算一次')
  expect(bodyOf(redeem)).toBe('再换一次，会再扣一次积分。')
  expect(bodyOf(join)).toBe('已经办好，不用再来一次。')
  const costing = allActions().filter(
    (action) =>
      ['member', 'guide'].includes(audienceOf(action)) && /再扣|新的一次/.test(bodyOf(action)),
  )
  expect(costing.map(({ name }) => name)).toEqual([redeem.name])
})
