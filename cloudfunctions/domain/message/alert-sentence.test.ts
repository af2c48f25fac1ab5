import { openAlert } from './alert'
import { foundInWords } from './alert-sentence'
import type { AlertCode, AlertFactsOf, Found } from './alert-facts'

const sums = { said: 7, right: 5 }
const coffee = { collection: 'catalog' as const, name: '手冲咖啡' }
const goods = { name: '礼盒', shop: '湖滨店', lastDay: '2026-11-23', redemption: 'b:m:r' }

type Row = { [C in AlertCode]: [facts: AlertFactsOf[C], sentence: string] }

/** What staff have read since before alerts had codes: it must stay letter for letter. */
const SENTENCES: Row = {
  entries: [sums, '账户记着 7 条流水，实际有 5 条'],
  balance: [sums, '余额是 7，流水加起来是 5，差 2'],
  growth: [sums, '成长值是 7，流水加起来是 5，差 2'],
  deficit: [sums, '欠账是 7，流水加起来是 5，差 2'],
  pending: [sums, '待入账积分是 7，订单上待入账的加起来是 5，差 2'],
  'kind-consumption': [sums, '累计消费积分是 7，流水加起来是 5，差 2'],
  'kind-reward': [sums, '累计奖励积分是 7，流水加起来是 5，差 2'],
  'kind-interaction': [sums, '累计互动积分是 7，流水加起来是 5，差 2'],
  lots: [
    { ...sums, expiresOn: '2027-11-30' },
    '积分批次不对：2027-11-30 到期的是 7，流水加起来是 5',
  ],
  expiry: [
    { said: '2027-11-30', right: '2027-10-31' },
    '最近到期日记成了 2027-11-30，应是 2027-10-31，到期任务会漏掉它',
  ],
  missing: [{ seq: 3, balance: 9 }, '账户不见了，它有 3 条流水，余额 9'],
  stock: [
    { name: '礼盒', left: 3, redeemed: 2, stock: 6 },
    '「礼盒」剩 3、已兑 2，合计 5，发布的库存是 6，差 1',
  ],
  pool: [
    { name: '停车券', left: 3, given: 2, all: 6 },
    '「停车券」的码库剩 3 个、已兑 2 个，合计 5，导入的是 6 个，差 1，请找技术人员核对',
  ],
  'pool-low': [
    { name: '停车券', left: 0 },
    '「停车券」的兑换码用完了，已停售。请用「导入兑换码」补上新的码',
  ],
  'claim-guessing': [{}, '连续填写对不上的订单号，像在试号，已锁定 24 小时'],
  'claim-sequence': [{ inRow: 4 }, '连着认领 4 个相邻的订单号'],
  'claim-hurry': [{ inHour: 10 }, '一小时内认领了 10 笔订单'],
  'claim-buyers': [{ buyers: 5 }, '认领的订单来自 5 位不同的买家'],
  'claim-buyer': [{}, '下单手机号对得上的会员来认领，积分已给了只填编号的会员，请核对归谁'],
  'claim-lines': [{}, '两位会员各认领了同一笔订单的主订单号和子订单号，已只留一位，请核对'],
  'claim-device': [{ members: 5 }, '同一台手机上有 5 位会员认领订单'],
  'code-till': [{ wrong: 20 }, '一天里输错 20 次券码或取货码，像在试码，今天已经锁住'],
  'code-duty': [{ wrong: 10 }, '一天里输错 10 次上岗码，像在试码，今天已经锁住'],
  'code-visit': [{ wrong: 10 }, '一天里输错 10 次到店码，像在试码，今天已经锁住'],
  'code-label': [{ wrong: 10 }, '一天里输错 10 次商品码，像在试码，今天已经锁住'],
  'day-limit': [{ of: 'claimed', points: 500 }, '今天核对认领给出的积分到了上限 500'],
  'large-move': [{ of: 'points', points: 1001 }, '要动一位会员的 1001 积分，等第二个人复核'],
  'staff-denied': [
    { times: 5, operator: null },
    '今天有人 5 次想用员工功能，都被拒绝了，最早的一次来自 一位员工',
  ],
  'pay-unknown': [
    { fen: 990 },
    '微信支付收到一笔 ¥9.90 的款或退款，这边没有这张单。请在商户平台核对，可能有人伪造',
  ],
  'pay-contradiction': [
    { name: '礼盒', fen: 990, told: 1, parts: 'fen、openId' },
    '「礼盒」应付 ¥9.90，微信支付说的是 ¥0.01，对不上的是金额、付款的微信。' +
      '没有发货，积分还留着。请在商户平台核对，可能有人改了价格',
  ],
  'pay-forged': [
    { why: 'SIGNATURE_WRONG' },
    '有人冒充微信支付来报付款（签名不对），没有理会，什么都没有改',
  ],
  'refund-failed': [
    { name: '礼盒', fen: 990 },
    '「礼盒」的 ¥9.90 没能退回去，微信支付说收款账户有问题。请在商户平台退给客人',
  ],
  unfetched: [
    goods,
    '「礼盒」过了取货日还没取：湖滨店，最后一天是 11 月 23 日，取货码已停用。可以用「改取货期限或门店」延期，或用「代客取消兑换」退积分，兑换单号 b:m:r。',
  ],
  damaged: [
    { collection: 'stock', id: 'b:coffee:0' },
    '有一份库存读不出来，已先跳过，其余照常：请在云控制台的 stock 里核对编号「b:coffee:0」，照历史或备份改好',
  ],
  denied: [
    { channel: 'jd', answer: 'token 过期' },
    '京东的订单接口拒绝了查询（token 过期），请在开放平台检查授权和应用权限，再更新环境变量里的 accessToken',
  ],
  unread: [
    {
      source: 'pos-hubin',
      records: 2,
      named: [
        { place: 2, orderNo: '2930679858170648202' },
        { place: 4, orderNo: null },
      ],
    },
    '推送来源「pos-hubin」有 2 条记录看不懂，没有收下：第 2 条（订单 2930679858170648202）、第 4 条。请对方改正后重发，或导入订单文件补上。',
  ],
  'import-stopped': [
    { file: '九月.csv', orders: 150, reason: '文件读不出来' },
    '订单文件“九月.csv”导入了 150 个订单后停了：文件读不出来。已导入的不受影响，处理后请重新预览、确认',
  ],
  stopped: [
    { name: '湖滨店', how: 'closed', onDuty: ['0318'], enrolled: ['0319'], pickUps: 1, coupons: 2 },
    '门店「湖滨店」改成了停业：正在上岗的导购 0318 会自动下岗；另有登记在这里的导购 0319；1 单自提还没取，请用「改取货期限或门店」或「代客取消兑换」；2 张未用的券写着这家店',
  ],
  offSale: [
    { ...coffee, reason: '券模板「coffee」已经不在' },
    '兑换品「手冲咖啡」已停售：券模板「coffee」已经不在。补上或改好以后会自动重新上架',
  ],
  contradiction: [
    { collection: 'coupon_templates', name: '咖啡券', reason: '门店「hubin」已经不在' },
    '券模板「咖啡券」：门店「hubin」已经不在',
  ],
  tightened: [
    { collection: 'programs', name: '签到', version: 3, reason: '签到积分太多' },
    '会员规则「签到」照第 3 版执行，但按现在的规则有地方要改：签到积分太多',
  ],
  stray: [{ ...coffee, reason: '编号「x」不对' }, '兑换品「手冲咖啡」没有生效：编号「x」不对'],
  removed: [
    { collection: 'programs', name: '签到', id: 'b:check-in', version: 2 },
    '会员规则「签到」的文档被删掉了，仍照第 2 版执行。请按编号「b:check-in」放回一份',
  ],
  unreadable: [
    { ...coffee, version: 4 },
    '兑换品「手冲咖啡」已发布的第 4 版在数据库里被改动或读不出来，已按历史版本执行或先停用，并照员工写的文档重新发布；请核对一遍',
  ],
}

test.each(Object.entries(SENTENCES))('staff read the alert %s as before', (kind, [facts, said]) => {
  expect(foundInWords({ kind, facts } as Found)).toBe(said)
})

test.each<[Found['facts'], string]>([
  [{ of: 'points', points: 5 }, '今天动的积分到了上限 5'],
  [{ of: 'cancelled', points: 5 }, '今天取消兑换退回的积分到了上限 5'],
  [{ of: 'codes', points: 5 }, '今天启用印刷码放出的积分到了上限 5'],
])('the daily limit of %j has a sentence of its own', (facts, said) => {
  expect(foundInWords({ kind: 'day-limit', facts } as Found)).toBe(said)
})

test.each<[Found['facts'], string]>([
  [{ of: 'cancelled', points: 5 }, '要取消一位会员 5 积分的兑换，等第二个人复核'],
  [{ of: 'claimed', points: 5 }, '要把值 5 积分的订单判给一位会员，等第二个人复核'],
  [{ of: 'codes', points: 5 }, '要启用一批共 5 积分的印刷码，等第二个人复核'],
])('a large move of %j has a sentence of its own', (facts, said) => {
  expect(foundInWords({ kind: 'large-move', facts } as Found)).toBe(said)
})

test('of many unreadable records the first are named', () => {
  const named = [1, 2, 3, 4, 5].map((place) => ({ place, orderNo: null }))
  const facts = { source: 'till', records: 6, named }
  expect(foundInWords({ kind: 'unread', facts })).toContain(
    '有 6 条记录看不懂，没有收下：第 1 条、第 2 条、第 3 条、第 4 条、第 5 条 等。请对方',
  )
})

test('a version that lost its number is reported without one', () => {
  const said = foundInWords({ kind: 'unreadable', facts: { ...coffee, version: null } })
  expect(said).toMatch(/^兑换品「手冲咖啡」已发布的一个版本在数据库里/)
})

test('the alert of a withdrawn shop says so if nobody is affected', () => {
  const inShop = { onDuty: [], enrolled: [], pickUps: 0, coupons: 0 }
  const facts = { name: '湖滨店', how: 'withdrawn' as const, ...inShop }
  expect(foundInWords({ kind: 'stopped', facts })).toBe(
    '门店「湖滨店」文档已删除，门店即将停用：没有导购、自提和券受影响',
  )
})

test('of entries that do not add up the first is named', () => {
  const facts = { broken: '第 3 条流水不见了' }
  expect(foundInWords({ kind: 'entries', facts })).toBe('流水不对：第 3 条流水不见了')
})

test('an alert without its facts has no sentence', () => {
  expect(() => foundInWords({ kind: 'missing', facts: {} } as unknown as Found)).toThrow()
  expect(() => foundInWords({ kind: 'odd', facts: {} } as unknown as Found)).toThrow()
})

test('an alert that nobody could read again is not written', () => {
  const about = { brand: 'b', topic: 'pickUp' as const, subject: 'b:m:r' }
  const damaged = { kind: 'unfetched', facts: { ...goods, lastDay: 5 } } as unknown as Found
  expect(() => openAlert(about, damaged, null, 1)).toThrow()
  const { facts, kind } = openAlert(about, { kind: 'unfetched', facts: goods }, null, 1)
  expect({ kind, facts }).toEqual({ kind: 'unfetched', facts: goods })
})
