import { decideApproval, listApprovals } from '../../contracts/staff/approval'
import {
  activateCodeBatch,
  collectCode,
  voidCodeBatch,
} from '../../contracts/print-code/print-code'
import { enrolStaff } from '../../contracts/staff/staff'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { makeCodes } from '../../../testing/scenes/print-codes'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  const small = { JUSHA_STAFF_CODES_PER_DAY: '100000' }
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...small } })
})
afterAll(() => brand.close())

const refused = (word: string, reason: RegExp) =>
  expect.objectContaining({
    refused: word,
    detail: expect.objectContaining({ reason: expect.stringMatching(reason) }),
  })
const activate = (batchId: string, operator: string) =>
  brand.console.ask(activateCodeBatch, { operator, batchId })
const sentencesOf = async (batchId: string) => {
  const found = await brand.cloud.database.find('alerts', { subject: batchId })
  return found.map((alert) => `${String(alert.kind)}: ${saidOf(alert)}`)
}

test('E9: a batch worth more than one person may give out needs two people, and raises an alert', async () => {
  const { memberId } = await brand.member('maker')
  const entry = { operator: '店长', memberId, name: '制码员', active: true }
  await brand.console.get(enrolStaff, { ...entry, roles: ['codes'] })
  const large = { points: 100_000, count: 10, active: false, by: '制码员' }
  const { batchId, codes } = await makeCodes(brand, large)
  const alone = () => brand.staff('maker').ask(activateCodeBatch, { operator: '制码员', batchId })
  const two = refused('SECOND_PERSON_NEEDED', /一次超过 50000 积分要两个人.*再做一次「启用/)
  expect(await alone()).toEqual(two)
  expect(await alone()).toEqual(two)
  expect(await activate(batchId, '制 码员')).toEqual(two)
  const friend = await brand.member('friend')
  const collect = () => friend.ask(collectCode, { requestId: requestId(), code: codes[0] ?? '' })
  expect(await collect()).toMatchObject({ refused: 'CODE_NOT_ACTIVE' })
  expect(await sentencesOf(batchId)).toEqual([
    'large-move: 要启用一批共 1000000 积分的印刷码，等第二个人复核',
  ])
  expect(await activate(batchId, '店长')).toMatchObject({ ok: { state: 'active' } })
  expect(await collect()).toMatchObject({ ok: { points: 100_000 } })
  // A repeated request gets the current state as its answer.
  expect(await alone()).toMatchObject({ ok: { state: 'active', collected: 1 } })
})

test('E9: what one person activates alone in a day is limited, and the next day starts again', async () => {
  const request = { points: 5000, count: 10, active: false }
  const ids = []
  for (let i = 0; i < 3; i++) ids.push((await makeCodes(brand, request)).batchId)
  const [first = '', second = '', third = ''] = ids
  expect(await activate(first, '王')).toHaveProperty('ok')
  // A repeat is not counted again.
  expect(await activate(first, '王')).toHaveProperty('ok')
  expect(await activate(second, '王')).toHaveProperty('ok')
  const tooMany = refused('DAY_LIMIT_REACHED', /今天已经启用印刷码放出了 100000 积分.*最多 100000/)
  expect(await activate(third, '王')).toEqual(tooMany)
  expect(await sentencesOf(third)).toEqual(['day-limit: 今天启用印刷码放出的积分到了上限 100000'])
  brand.cloud.clock.advance(DAY_MS)
  expect(await activate(third, '王')).toHaveProperty('ok')
})

test('E9: a batch that waits for a second person is listed, and is decided by activating or voiding it', async () => {
  const { batchId } = await makeCodes(brand, { points: 60_000, count: 1, active: false })
  await activate(batchId, '王')
  const { approvals } = await brand.console.get(listApprovals, { operator: '李' })
  const [waiting] = approvals.filter(({ approvalId }) => approvalId.startsWith(batchId))
  expect(waiting).toMatchObject({
    memberId: null,
    points: 60_000,
    requestedBy: '王',
    reason: '启用批次「中秋礼盒」：1 个码，每个 60000 积分',
  })
  for (const approve of [true, false]) {
    const request = { operator: '李', approvalId: waiting?.approvalId ?? '', approve }
    expect(await brand.console.ask(decideApproval, request)).toEqual(
      refused('SECOND_PERSON_NEEDED', /「启用一批印刷码」.*「作废一批印刷码」/),
    )
  }
  await brand.console.get(voidCodeBatch, { operator: '李', batchId })
  expect(await activate(batchId, '李')).toEqual({ refused: 'BATCH_VOID' })
})
