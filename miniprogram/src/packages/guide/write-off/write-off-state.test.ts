import { answering } from '../answering'
import { makeWriteOffState } from './write-off-state'

const CODE = '803644172950'
const face = {
  kind: 'off',
  title: '满 100 减 20',
  value: 2000,
  floorFen: 10_000,
  terms: '',
  shopNames: [],
}
const checked = { code: CODE, face, memberName: '林小满', expiresAt: 1_798_646_399_999 }
const receipt = {
  code: CODE,
  face,
  memberName: '林小满',
  shopName: '武林店',
  guideName: '沈清',
  writtenOffAt: 1_795_050_480_000,
}

const ok = (value: unknown) => ({ ok: value })
const outage = { unavailable: true, reference: '' }

test('a typed code is validated first and used only by the second tap', async () => {
  const { call, asked } = answering(ok(checked), ok(receipt))
  const page = makeWriteOffState(call)
  page.getState().typeCode('8036 4417 2950')
  await page.getState().validate()
  expect(page.getState().step).toEqual({ at: 'checked', coupon: checked })
  expect(asked).toHaveLength(1)
  await page.getState().confirm()
  expect(page.getState().step).toEqual({ at: 'done', receipt })
})

test('only digits are kept, at most twelve, and eleven are not sent', async () => {
  const { call, asked } = answering()
  const page = makeWriteOffState(call)
  page.getState().typeCode('８０36-4417-2950-77')
  expect(page.getState().code).toBe(CODE)
  page.getState().typeCode('80364417295')
  await page.getState().validate()
  expect(asked).toHaveLength(0)
})

test('a scanned text goes to the cloud as it is, and the cloud says what it was', async () => {
  const { call, asked } = answering({ refused: 'COUPON_CODE_INVALID' })
  const page = makeWriteOffState(call)
  await page.getState().validate('https://example.com/menu')
  expect(asked[0]?.input).toEqual({ code: 'https://example.com/menu' })
  expect(page.getState().failure?.title).toBe('这不是券码')
  expect(page.getState().step.at).toBe('code')
})

test('a coupon that was used meanwhile goes back to the code with the reason', async () => {
  const used = { refused: 'COUPON_USED', detail: { at: 1_795_050_480_000, shopName: '湖滨店' } }
  const { call } = answering(ok(checked), used)
  const page = makeWriteOffState(call)
  await page.getState().validate(CODE)
  await page.getState().confirm()
  expect(page.getState().step.at).toBe('code')
  expect(page.getState().failure?.body).toContain('湖滨店')
})

test('W7: after an outage the same request is sent again until its answer is known', async () => {
  const { call, asked } = answering(ok(checked), outage, ok(receipt))
  const page = makeWriteOffState(call)
  await page.getState().validate(CODE)
  await page.getState().confirm()
  expect(page.getState().step.at).toBe('done')
  expect(asked[2]).toEqual(asked[1])
})

test('the next coupon starts from an empty field', async () => {
  const { call } = answering(ok(checked))
  const page = makeWriteOffState(call)
  await page.getState().validate(CODE)
  page.getState().next()
  expect(page.getState()).toMatchObject({ step: { at: 'code' }, code: '', failure: null })
})

const goods = {
  code: CODE,
  goods: { name: '山屿马克杯', picture: 'mug' },
  memberName: '林小满',
  shopName: '武林店',
  placedAt: 1_795_050_480_000,
  lastDay: '2026-12-19',
}
const handedOver = {
  code: CODE,
  goods: goods.goods,
  memberName: '林小满',
  shopName: '武林店',
  guideName: '沈清',
  handedOverAt: 1_795_050_490_000,
}

test('M16: the same screen takes a pick-up code: it shows what to give, and the second tap hands it over', async () => {
  const { call, asked } = answering(ok(goods), outage, ok(handedOver))
  const page = makeWriteOffState(call)
  await page.getState().validate(CODE)
  expect(page.getState().step).toEqual({ at: 'goods', goods })
  await page.getState().confirm()
  // After an outage the same request is asked again until it is known.
  expect(page.getState().step).toEqual({ at: 'handedOver', receipt: handedOver })
  expect(asked.map(({ action }) => action)).toEqual([
    'write-off.validate',
    ...Array(2).fill('hand-over.handOver'),
  ])
  expect(asked[2]?.input).toEqual(asked[1]?.input)
})

test('M16: goods that a colleague handed over meanwhile go back to the code with the reason', async () => {
  const done = { refused: 'PICK_UP_DONE', detail: { at: 1_795_050_480_000, shopName: '武林店' } }
  const { call } = answering(ok(goods), done)
  const page = makeWriteOffState(call)
  await page.getState().validate(CODE)
  await page.getState().confirm()
  expect(page.getState().step.at).toBe('code')
  expect(page.getState().failure?.title).toBe('已经取走了')
})
