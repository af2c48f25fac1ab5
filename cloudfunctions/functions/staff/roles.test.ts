import { openClaimQueue, decideClaim } from '../../contracts/claim/claim-review'
import { adjustPoints, reverseEntry } from '../../contracts/books/correction'
import { enrolGuide } from '../../contracts/guide/guide'
import { enrolStaff } from '../../contracts/staff/staff'
import { STAFF_ROLES, type StaffRole } from '../../contracts/staff/staff-role'
import { cancelByStaff, extendPickUp, redeem } from '../../contracts/mall/redemption'
import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { setManualTier } from '../../contracts/tier/tier'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { allActions, audienceOf } from '../../../testing/actions'
import { goodInput } from '../../../testing/bad-input/schema-fields'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

/**
 * Which role may call which action, besides the console; a new action is missing here until
 * somebody decides.
 */
const MATRIX: Record<string, StaffRole[]> = {
  'alert.resolve': ['claims', 'checks'],
  'approval.decide': ['points'],
  'approval.list': ['points'],
  'claim.decide': ['claims'],
  'claim.openQueue': ['claims'],
  'code-pool.load': ['codes'],
  'correction.adjust': ['points'],
  'correction.reverse': ['points'],
  'earning.simulate': ['rules'],
  'guide.enrol': ['manager'],
  'order-import.commit': ['orders'],
  'order-import.preview': ['orders'],
  'print-code.activate': ['codes'],
  'print-code.makeBatch': ['codes'],
  'print-code.void': ['codes'],
  'program.calculate': ['rules'],
  'program.check': ['rules'],
  'program.rollBack': ['rules'],
  'reconciliation.open': ['checks'],
  'reconciliation.run': ['checks'],
  'redemption.cancelByStaff': ['points'],
  'redemption.extendPickUp': ['points'],
  'key-rotation.run': [],
  'shop.makeDutyCode': ['shops'],
  'shop.makeVisitCode': ['shops'],
  'staff.enrol': ['manager'],
  'tier.setManual': ['points'],
}

const staffActions = allActions().filter((action) => audienceOf(action) === 'staff')

async function enrolled(name: string, roles?: StaffRole[]) {
  const { memberId } = await brand.member(name)
  const entry = { operator: '店长', memberId, name: `员工${name}`, active: true }
  await brand.console.get(enrolStaff, { ...entry, ...(roles ? { roles } : {}) })
  return { memberId, person: brand.person(name), ...brand.staff(name) }
}

test('A1: every action of staff names its roles, and the matrix has them all', () => {
  const named = staffActions.map(({ name }) => name).sort()
  expect(named).toEqual(Object.keys(MATRIX).sort())
})

test('A1: every action of staff is open to exactly the roles that the matrix names', async () => {
  const differs: string[] = []
  for (const role of [...STAFF_ROLES, null]) {
    const who = await enrolled(`only-${role ?? 'least'}`, role ? [role] : undefined)
    for (const action of staffActions) {
      const reply = await who.ask(action, goodInput(action.input) as object)
      const passed = !('refused' in reply && reply.refused === 'ROLE_MISSING')
      const may = MATRIX[action.name]?.includes(role ?? 'claims') ?? false
      if (passed !== may) differs.push(`${action.name} × ${role}`)
    }
  }
  expect(differs).toEqual([])
  expect(STAFF_ROLES.length * staffActions.length).toBeGreaterThan(150)
})

const refused = (word: string) => expect.objectContaining({ refused: word })

test('U8, A13: nobody acts for themselves, whatever their roles', async () => {
  const boss = await enrolled('boss', [...STAFF_ROLES])
  await boss.person.get(checkIn, { requestId: requestId() })
  const own = { operator: '我', memberId: boss.memberId, reason: '给自己' }
  const asks = [
    boss.ask(adjustPoints, { ...own, requestId: requestId(), points: 1 }),
    boss.ask(reverseEntry, { ...own, entry: 1 }),
    boss.ask(setManualTier, { ...own, tier: 'pagoda', until: '2027-06-30' }),
    boss.ask(enrolGuide, {
      operator: '我',
      memberId: boss.memberId,
      name: '我',
      number: '1',
      shops: ['hubin'],
      active: true,
    }),
    boss.ask(enrolStaff, {
      operator: '我',
      memberId: boss.memberId,
      name: '我',
      active: true,
      roles: [...STAFF_ROLES],
    }),
  ]
  for (const reply of await Promise.all(asks)) {
    expect(reply).toEqual(refused('OWN_AFFAIR'))
  }
  const account = await brand.cloud.database.get('accounts', `shanyu:${boss.memberId}`)
  expect(account).toMatchObject({ seq: 1, isGuide: false })
})

test('A13: the console refuses, too, if its operator is the person concerned', async () => {
  const boss = await enrolled('console-boss', [...STAFF_ROLES])
  const gift = { reason: '给自己', memberId: boss.memberId, points: 1 }
  const ask = (operator: string) =>
    brand.console.ask(adjustPoints, { ...gift, operator, requestId: requestId() })
  expect(await ask('员工console-boss')).toEqual(refused('OWN_AFFAIR'))
  expect(await ask('员工 Ｃonsole-BOSS ')).toEqual(refused('OWN_AFFAIR'))
  expect(await ask('别人')).toHaveProperty('ok')
})

test('A13: a clerk decides neither their own claim nor a rival’s claim of an order they hold', async () => {
  const orderNo = '1930679858170642101'
  const program = await brand.program()
  const claim = { ...(program?.claim as object), proof: 'phone' }
  await brand.edit('programs', 'shanyu', { claim })
  await importFile(brand, 'own.csv', tmallExport([{ orderNo, paid: '66.00' }]))
  const clerk = await enrolled('clerk')
  const rival = await brand.member('rival')
  const asked = () => ({ requestId: requestId(), orderNo, proof: { phoneTail: '9999' } })
  await clerk.person.ask(submitClaim, asked())
  await rival.ask(submitClaim, asked())
  const { claims } = await brand.console.get(openClaimQueue, { operator: '店长' })
  const idOf = (memberId: string) =>
    claims.find((each) => each.memberId === memberId)?.claimId ?? ''
  const decide = (claimId: string, approve: boolean) =>
    clerk.ask(decideClaim, { operator: '我', claimId, approve, reason: '属实' })
  expect(await decide(idOf(clerk.memberId), true)).toEqual(refused('OWN_AFFAIR'))
  expect(await decide(idOf(clerk.memberId), false)).toEqual(refused('OWN_AFFAIR'))
  await brand.console.get(decideClaim, {
    operator: '店长',
    claimId: idOf(clerk.memberId),
    approve: true,
    reason: '属实',
  })
  expect(await decide(idOf(rival.memberId), false)).toEqual(refused('OWN_AFFAIR'))
  const take = { approve: true, reason: '属实', takeFrom: rival.memberId, operator: '我' }
  expect(await clerk.ask(decideClaim, { ...take, claimId: idOf(rival.memberId) })).toEqual(
    refused('OWN_AFFAIR'),
  )
})

test('A13: a staff action that was cut off right after it is still in the audit', async () => {
  const lin = await brand.member('cut-off')
  const gift = { operator: '断线店长', reason: '补发', memberId: lin.memberId, points: 7 }
  const request = 'database.commitTransaction'
  brand.cloud.faults.set([{ action: adjustPoints.name, request, fault: 'crashAfter' }])
  await brand.console.ask(adjustPoints, { ...gift, requestId: requestId() }).catch(() => null)
  brand.cloud.faults.clear()
  const account = await brand.cloud.database.get('accounts', `shanyu:${lin.memberId}`)
  expect(account?.balance).toBe(7)
  const lines = await brand.cloud.database.find('audit', { operator: '断线店长' })
  expect(lines).toMatchObject([{ action: adjustPoints.name, outcome: 'begun' }])
})

test('A13: staff cannot cancel their own redemptions', async () => {
  const till = await enrolled('till', ['points'])
  await brand.edit('catalog', 'shanyu:own', {
    name: '一分券',
    picture: 'coffee',
    kind: 'coupon',
    couponTemplate: 'coffee',
    points: 1,
    stock: 5,
    onSale: true,
  })
  await till.person.get(checkIn, { requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'own', points: 1 }
  const { redemptionId } = (await till.person.get(redeem, request)).redemption
  const ask = { operator: '我', reason: '不要了', requestId: requestId(), redemptionId }
  expect(await till.ask(cancelByStaff, ask)).toEqual(refused('OWN_AFFAIR'))
  expect(await brand.console.ask(cancelByStaff, ask)).toHaveProperty('ok')
})

test('A13: staff cannot extend the pick-up of their own goods', async () => {
  const till = await enrolled('fetches', ['points'])
  await brand.edit('catalog', 'shanyu:box', {
    name: '礼盒',
    picture: 'mug',
    kind: 'goods',
    shops: ['hubin', 'wulin'],
    points: 1,
    stock: 5,
    onSale: true,
  })
  await till.person.get(checkIn, { requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'box', points: 1, shopId: 'hubin' }
  const { redemptionId } = (await till.person.get(redeem, request)).redemption
  const ask = { operator: '我', reason: '没空取', redemptionId, lastDay: '2027-06-30' }
  expect(await till.ask(extendPickUp, ask)).toEqual(refused('OWN_AFFAIR'))
  expect(await brand.console.ask(extendPickUp, ask)).toHaveProperty('ok')
})

test('A1: nobody grants a role that they do not hold, or changes a person who holds more', async () => {
  const manager = await enrolled('manager', ['manager', 'claims'])
  const lin = await brand.member('newcomer')
  const entry = { operator: '我', memberId: lin.memberId, name: '新人', active: true }
  expect(await manager.ask(enrolStaff, { ...entry, roles: ['points'] })).toEqual(
    refused('ROLE_NOT_YOURS'),
  )
  expect(await manager.ask(enrolStaff, { ...entry, roles: ['claims'] })).toHaveProperty('ok')
  const points = await enrolled('points-man', ['points'])
  const off = { ...entry, memberId: points.memberId, roles: ['claims' as const], active: false }
  expect(await manager.ask(enrolStaff, off)).toEqual(refused('ROLE_NOT_YOURS'))
})

test('A13: a roster entry from before there were roles has the smallest of them', async () => {
  const old = await brand.member('old')
  const _id = `shanyu:${old.memberId}`
  const entry = { _id, brand: 'shanyu', memberId: old.memberId, name: '老员工', active: true }
  await brand.cloud.database.put('staff', entry)
  const staff = brand.staff('old')
  expect(await staff.ask(openClaimQueue, { operator: '我' })).toHaveProperty('ok')
  const gift = { operator: '我', reason: 'x', memberId: 'nobody', points: 1 }
  expect(await staff.ask(adjustPoints, { ...gift, requestId: requestId() })).toEqual(
    refused('ROLE_MISSING'),
  )
})
