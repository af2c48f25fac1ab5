import { answering } from '../answering'
import { makeDutyState } from './duty-state'

const duty = { shopId: 'wulin', shopName: '武林店', since: 1_795_050_480_000 }
const board = {
  guide: { name: '沈清', number: '0318' },
  duty: null,
  writtenOffToday: 9,
  recent: [],
}

const ok = (value: unknown) => ({ ok: value })

test('a guide who starts duty with the typed code is on duty at that shop', async () => {
  const { call, asked } = answering(ok(board), ok({ duty }))
  const page = makeDutyState(call)
  await page.getState().open()
  page.getState().typeShopCode(' 1001 ')
  await page.getState().start()
  expect(page.getState().board?.duty).toEqual(duty)
  expect(page.getState().shopCode).toBe('')
  expect(asked.at(-1)).toMatchObject({ action: 'duty.start', input: { shopCode: '1001' } })
})

test('the refusal names a shop where the guide does not work, and the code stays to be corrected', async () => {
  const refused = { refused: 'SHOP_NOT_YOURS', detail: { shopName: '湖滨店' } }
  const { call } = answering(ok(board), refused)
  const page = makeDutyState(call)
  await page.getState().open()
  await page.getState().start('1002')
  expect(page.getState().failure?.title).toContain('湖滨店')
  expect(page.getState().shopCode).toBe('1002')
  expect(page.getState().board?.duty).toBeNull()
})

test('nothing is sent while the code is blank or an answer is awaited', async () => {
  const { call, asked } = answering(ok(board), ok({ duty }))
  const page = makeDutyState(call)
  await page.getState().open()
  await page.getState().start('  ')
  const first = page.getState().start('1001')
  await page.getState().start('1001')
  await first
  expect(asked.map(({ action }) => action)).toEqual(['duty.open', 'duty.start'])
})

test('after 下岗 the page asks for a shop code again', async () => {
  const { call } = answering(ok({ ...board, duty }), ok({ ended: true }))
  const page = makeDutyState(call)
  await page.getState().open()
  await page.getState().end()
  expect(page.getState().board?.duty).toBeNull()
})

test('a refresh without network keeps the board and says so', async () => {
  const { call } = answering(ok({ ...board, duty }), { unavailable: true, reference: '' })
  const page = makeDutyState(call)
  await page.getState().open()
  await page.getState().open()
  expect(page.getState().board?.duty).toEqual(duty)
  expect(page.getState().failure?.kind).toBe('unavailable')
})
