import type { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import {
  faceNow,
  issueCoupon,
  readCouponCode,
  refuseWriteOff,
  walletKey,
  type Coupon,
} from './coupon'

const ISSUED = Date.parse('2026-11-20T10:00:00+08:00')
const LAST = Date.parse('2026-12-04T23:59:59.999+08:00')
const template: CouponTemplateRules = {
  title: '咖啡券',
  kind: 'exchange',
  value: 0,
  floorFen: 100,
  terms: '每次一张',
  validDays: 14,
  shops: ['hubin', 'wulin'],
}
const SHOPS = new Map([
  ['hubin', {}],
  ['binjiang', {}],
])

function issued(change: Partial<Coupon> = {}): Coupon {
  const given = { brand: 'b', code: '318471906152', account: 'b:m', memberName: 'lin' }
  const why = { templateId: 'coffee', shopNames: ['湖滨店', '武林店'], redemption: null }
  return {
    ...issueCoupon(template, { ...given, ...why, gift: { entry: 'b:m:e' } }, ISSUED),
    ...change,
  }
}

test('a coupon keeps the terms its template had on the day it was issued, to the end of its last day in Shanghai', () => {
  expect(issued()).toEqual({
    _id: 'b:318471906152',
    brand: 'b',
    code: '318471906152',
    account: 'b:m',
    memberName: 'lin',
    state: 'issued',
    templateId: 'coffee',
    face: {
      kind: 'exchange',
      title: '咖啡券',
      value: 0,
      floorFen: 100,
      terms: '每次一张',
      shopNames: ['湖滨店', '武林店'],
    },
    shops: ['hubin', 'wulin'],
    issuedAt: ISSUED,
    startsAt: ISSUED,
    expiresAt: LAST,
    endKey: walletKey(LAST, '318471906152'),
    useKey: '',
    useRequest: 'b:318471906152',
    redemption: null,
    writtenOff: null,
    gift: { entry: 'b:m:e' },
  })
})

test('wallet keys sort by time, however many digits a time has', () => {
  const keys = [walletKey(5, 'b'), walletKey(40, 'a'), walletKey(LAST, 'a'), walletKey(LAST, 'b')]
  expect(keys.toSorted()).toEqual(keys)
  expect(keys[0]).toBe('000000000000005:b')
})

test('a coupon is accepted from its first moment to its last, and the refusal names the day', () => {
  const at = (now: number) => refuseWriteOff(issued(), 'hubin', now, SHOPS)
  expect([at(ISSUED), at(LAST)]).toEqual([null, null])
  expect(at(ISSUED - 1)).toEqual({ refused: 'COUPON_NOT_STARTED', detail: { on: '2026-11-20' } })
  expect(at(LAST + 1)).toEqual({ refused: 'COUPON_EXPIRED', detail: { on: '2026-12-04' } })
})

test('a used or revoked coupon is refused before anything else', () => {
  const writtenOff = {
    requestId: 'r',
    at: ISSUED + 5,
    businessDay: '2026-11-20',
    shopId: 'hubin',
    shopName: '湖滨店',
    guideId: 'g',
    guideName: 'shen',
  }
  const used = issued({ state: 'writtenOff', writtenOff })
  expect(refuseWriteOff(used, 'nowhere', LAST + 1, SHOPS)).toEqual({
    refused: 'COUPON_USED',
    detail: { at: ISSUED + 5, shopName: '湖滨店' },
  })
  expect(refuseWriteOff(issued({ state: 'revoked' }), 'nowhere', LAST + 1, SHOPS)).toEqual({
    refused: 'COUPON_REVOKED',
  })
})

test('a coupon for some shops is accepted only there; if none of them exists any more, everywhere', () => {
  const coupon = issued()
  const at = (shop: string, shops = SHOPS) => refuseWriteOff(coupon, shop, ISSUED, shops)
  expect(at('binjiang')).toEqual({
    refused: 'WRONG_SHOP',
    detail: { shopNames: ['湖滨店', '武林店'] },
  })
  expect(faceNow(coupon, SHOPS)).toBe(coupon.face)
  const others = new Map([['binjiang', {}]])
  expect(at('binjiang', others)).toBeNull()
  expect(faceNow(coupon, others)).toEqual({ ...coupon.face, shopNames: [] })
  expect(refuseWriteOff(issued({ shops: [] }), 'binjiang', ISSUED, SHOPS)).toBeNull()
})

test('a code is twelve digits, with whatever people copy around them', () => {
  for (const typed of [
    '318471906152',
    ' 3184 7190 6152 ',
    '３１８４７１９０６１５２',
    '3184-7190-6152',
    '券码：3184 7190 6152',
    '券码#318471906152',
    '券码318471906152',
  ]) {
    expect(readCouponCode(typed)).toBe('318471906152')
  }
  for (const typed of ['', '31847190615', '3184719061520', 'x318471906152', '318471906152x']) {
    expect(readCouponCode(typed)).toBeNull()
  }
})
