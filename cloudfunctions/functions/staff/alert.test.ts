import { resolveAlert } from '../../contracts/message/alert'
import { submitClaim } from '../../contracts/claim/claim'
import { openClaimQueue } from '../../contracts/claim/claim-review'
import { enrolStaff } from '../../contracts/staff/staff'
import {
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const DEVICE = 'device-0123456789abcdef'
let numbers = 1930679858170651000n
const claim = (who: Asker, deviceId?: string) => {
  numbers += 1000n
  const input = { requestId: requestId(), orderNo: String(numbers) }
  return who.get(submitClaim, { ...input, ...(deviceId ? { deviceId } : {}) })
}
const alarms = async () => (await brand.console.get(openClaimQueue, { operator: '店长' })).alarms
const resolve = (alertId: string, note = '一家人，已电话核实') =>
  brand.console.ask(resolveAlert, { operator: '店长', alertId, note })

test('O8: four members on one phone make one alert with their names; nobody is refused', async () => {
  const members = await Promise.all([1, 2, 3, 4, 5].map((i) => brand.member(`phone${i}`)))
  for (const member of members.slice(0, 3)) {
    for (let i = 0; i < 3; i++) await claim(member, DEVICE)
  }
  await claim(await brand.member('other-phone'), 'device-of-somebody-else')
  await claim(await brand.member('no-device'))
  expect(await alarms()).toEqual([])
  for (const member of members.slice(3)) {
    expect((await claim(member, DEVICE)).claim.state).toBe('waiting')
  }
  expect(await alarms()).toMatchObject([
    {
      sentence: '同一台手机上有 5 位会员认领订单',
      memberIds: members.map(({ memberId }) => memberId),
    },
  ])
})

test('O8: sixty members who claim on one phone at the same time are not refused, and staff get an alert', async () => {
  const members = await Promise.all(Array.from({ length: 60 }, (_, i) => brand.member(`farm${i}`)))
  for (let from = 0; from < 60; from += 4) {
    const few = members.slice(from, from + 4)
    const done = await Promise.all(few.map((each) => claim(each, 'device-of-a-whole-farm')))
    expect(done.map((each) => each.claim.state)).toEqual(few.map(() => 'waiting'))
  }
  const farm = (await alarms()).find(({ alertId }) => alertId.includes('farm'))
  expect(farm?.sentence).toBe('同一台手机上有 20 位会员认领订单')
})

test('O8: an alert that staff have handled is closed with who, when and why, once', async () => {
  const [alarm] = await alarms()
  const alertId = alarm?.alertId ?? ''
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, i) => resolve(alertId, i % 2 ? '已核实' : '误报')),
  )
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(2)
  expect(replies).toContainEqual({ refused: 'ALERT_RESOLVED' })
  const won = replies.findIndex((reply) => 'ok' in reply)
  const first = await resolve(alertId, won % 2 ? '已核实' : '误报')
  expect(first).toEqual(replies[won])
  expect((await alarms()).map((each) => each.alertId)).not.toContain(alertId)
  expect(await brand.cloud.database.get('alerts', alertId)).toMatchObject({
    state: 'resolved',
    resolvedAt: 'ok' in first ? first.ok.resolvedAt : 0,
    resolvedBy: { operator: '店长', note: won % 2 ? '已核实' : '误报' },
  })
  expect(await resolve('shanyu:nobody:claim-hurry')).toEqual({ refused: 'ALERT_NOT_FOUND' })
})

test('O8: one more member on the phone opens the alert again', async () => {
  await claim(await brand.member('phone6'), DEVICE)
  expect((await alarms()).map(({ sentence }) => sentence)).toContain(
    '同一台手机上有 6 位会员认领订单',
  )
})

test('A1: a member enrolled by the console works as staff under their own name, anybody else does not', async () => {
  const { memberId } = await brand.member('ding')
  const ding = brand.staff('ding')
  const entry = { operator: '店长', memberId, name: '丁一', active: true }
  expect(await ding.ask(openClaimQueue, { operator: '我' })).toEqual({ refused: 'NOT_STAFF' })
  await brand.console.get(enrolStaff, entry)
  const alertId = (await alarms())[0]?.alertId ?? ''
  const asked = { operator: '冒名', alertId, note: '看过' }
  expect(await ding.get(resolveAlert, asked)).toMatchObject({ operator: '丁一' })
  expect(await ding.ask(enrolStaff, entry)).toMatchObject({ refused: 'ROLE_MISSING' })
  await brand.console.get(enrolStaff, { ...entry, active: false })
  expect(await ding.ask(openClaimQueue, { operator: '我' })).toEqual({ refused: 'NOT_STAFF' })
})
