import { ENTRIES, reversalOf } from '../../../testing/scenes/entries/all'
import { ENTRY_TITLES } from '../../contracts/ledger/entry-titles'
import { entryWords } from './entry-words'
import type { Entry } from '../account/entry'

/** What members have read since before entries had codes: it must stay letter for letter. */
const WORDS: [keyof typeof ENTRIES, [title: string, note: string][]][] = [
  ['a check-in', [['每日签到', '连签第 3 天']]],
  [
    'a check-in with growth and a coupon',
    [['每日签到', '连签第 3 天 · 成长值 +5 · 送「手冲咖啡 1 杯」']],
  ],
  [
    'a check-in under the cap of check-ins',
    [['每日签到', '连签第 3 天 · 每日签到积分上限 4，少得 6']],
  ],
  ['a check-in under the cap of all', [['每日签到', '连签第 3 天 · 每日互动积分上限 7，少得 3']]],
  ['a check-in that pays a debt', [['每日签到', '连签第 3 天 · 其中 4 抵扣之前的欠账']]],
  [
    'a check-in under a cap that pays a debt',
    [['每日签到', '连签第 3 天 · 每日签到积分上限 6，少得 4 · 其中 4 抵扣之前的欠账']],
  ],
  ['a step of the month', [['当月签到奖励', '9 月签到满 10 天']]],
  [
    'a step of the month with growth and a coupon',
    [['当月签到奖励', '9 月签到满 10 天 · 成长值 +5 · 送「手冲咖啡 1 杯」']],
  ],
  ['a make-up', [['补签', '补 2026-11-19']]],
  ['a birthday that is told', [['完善资料', '填写生日']]],
  ['an order', [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80']]],
  ['an order of a short number', [['认领订单', '京东 12345678 · 实付 ¥88.80']]],
  [
    'an order of which a part came back',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 已退 ¥10.50']],
  ],
  [
    'an order under the cap of an order',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 每单上限 50']],
  ],
  [
    'an order under the cap of a day',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 每日上限 60']],
  ],
  [
    'an order with little left of a budget',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 双 11预算只剩 5']],
  ],
  [
    'an order under a budget and a cap',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 双 11预算只剩 5 · 每单上限 90']],
  ],
  [
    'an order that pays a debt',
    [['认领订单', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 其中 30 抵扣之前的欠账']],
  ],
  ['a refund', [['订单退款扣回', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 已退 ¥10.00']]],
  [
    'a refund of what was spent',
    [
      [
        '订单退款扣回',
        '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 已退 ¥88.80 · 余额不足，88 从之后的积分里扣',
      ],
    ],
  ],
  [
    'a refund beyond the limit of a debt',
    [
      [
        '订单退款扣回',
        '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 已退 ¥88.80 · 余额不足，88 从之后的积分里扣',
      ],
      ['欠账减免', '欠账最多记 20，多出的由品牌承担 · 其中 68 抵扣之前的欠账'],
    ],
  ],
  [
    'an order that moves to another member',
    [['认领改归', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 该会员投诉，核对过了']],
  ],
  [
    'an order that moves after it was spent',
    [
      [
        '认领改归',
        '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 该会员投诉，核对过了 · 余额不足，88 从之后的积分里扣',
      ],
      ['欠账减免', '欠账最多记 20，多出的由品牌承担 · 其中 68 抵扣之前的欠账'],
    ],
  ],
  ['a task', [['完成任务', '本月下 1 单']]],
  ['a task under its cap', [['完成任务', '本月下 1 单 · 每日任务积分上限 40，少得 20']]],
  [
    'a task that a refund undid',
    [
      ['订单退款扣回', '天猫/淘宝 1930 **** 9917 · 实付 ¥88.80 · 已退 ¥88.80'],
      ['任务奖励扣回', '订单退款后「本月下 1 单」没有达成'],
    ],
  ],
  ['a visit', [['到店签到', '湖滨店']]],
  ['a review', [['购后评价', '写一条购后评价']]],
  [
    'a review that a refund undid',
    [['任务奖励扣回', '订单全额退款，「写一条购后评价」的奖励退回']],
  ],
  ['an invitation', [['邀请好友入会', '今天第 1 位新会员']]],
  ['the second invitation of a day', [['邀请好友入会', '今天第 2 位新会员']]],
  ['a member who was invited', [['受邀入会', '好友邀请的见面礼']]],
  ['a printed code', [['一物一码积分', '中秋礼盒']]],
  [
    'a printed code under its cap',
    [['一物一码积分', '中秋礼盒 · 每日一物一码积分上限 50，少得 38']],
  ],
  ['a coupon that was redeemed', [['兑换手冲咖啡', '可在券包查看']]],
  ['goods that were redeemed', [['兑换手冲咖啡', '到店自提']]],
  ['a redemption that its member cancelled', [['取消兑换手冲咖啡', '本人取消']]],
  ['a redemption that staff cancelled', [['取消兑换手冲咖啡', '该会员投诉，核对过了']]],
  [
    'a redemption that was cancelled with a debt',
    [['取消兑换手冲咖啡', '本人取消 · 其中 40 抵扣之前的欠账']],
  ],
  [
    'a redemption of points that have ended',
    [['取消兑换手冲咖啡', '本人取消 · 其中 300 原已到期，可再用到 2027-01-06']],
  ],
  [
    'a redemption of ended points with a debt',
    [
      [
        '取消兑换手冲咖啡',
        '该会员投诉，核对过了 · 其中 260 原已到期，可再用到 2027-01-06 · 其中 40 抵扣之前的欠账',
      ],
    ],
  ],
  ['a welcome', [['入会礼', '筑塔']]],
  ['a step up', [['升级礼', '筑塔 · 送「手冲咖啡 1 杯」']]],
  ['a tier that was kept', [['保级礼', '筑塔']]],
  ['a birthday', [['生日礼', '筑塔 · 送「手冲咖啡 1 杯」']]],
  ['points that end', [['积分到期', '有效期到 2026-11-19']]],
  ['a leave', [['注销会员', '积分作废']]],
  ['a leave with a debt', [['注销会员', '积分作废']]],
  ['the debt of an earlier membership', [['之前的欠账', '注销前的会员还欠 60，从之后的积分里扣']]],
  ['points that staff give', [['人工调整', '该会员投诉，核对过了']]],
  [
    'points that staff give to who owes',
    [['人工调整', '该会员投诉，核对过了 · 其中 8 抵扣之前的欠账']],
  ],
  ['points that staff take', [['人工调整', '该会员投诉，核对过了']]],
  ['a check-in that staff took back', [['冲正：每日签到', '该会员投诉，核对过了']]],
  [
    'a check-in that was spent and taken back',
    [['冲正：每日签到', '该会员投诉，核对过了 · 余额不足，10 从之后的积分里扣']],
  ],
  [
    'an expiry that staff took back',
    [['冲正：积分到期', '该会员投诉，核对过了 · 其中 80 原已到期，可再用到 2026-11-27']],
  ],
  ['a birthday gift that staff took back', [['冲正：生日礼', '该会员投诉，核对过了']]],
  [
    'an adjustment that staff took back',
    [['冲正：人工调整', '该会员投诉，核对过了 · 其中 8 抵扣之前的欠账']],
  ],
]

test.each(WORDS)('the words of %s', (name, words) => {
  const shown = ENTRIES[name]?.().map(entryWords)
  expect(shown?.map(({ title, note }) => [title, note])).toEqual(words)
})

test('every code and every scene is in the table, and entries keep codes and never our words', () => {
  expect(WORDS.map(([name]) => name)).toEqual(Object.keys(ENTRIES))
  const all = Object.values(ENTRIES).flatMap((made) => made())
  const codes = Object.keys(ENTRY_TITLES).filter((code) => code !== 'in-words')
  expect([...new Set(all.map(({ what }) => what))].sort()).toEqual(codes.sort())
  for (const entry of all) {
    expect(entry).not.toHaveProperty('title')
    expect(entry).not.toHaveProperty('note')
  }
  const kept = JSON.stringify(all)
  for (const title of Object.values(ENTRY_TITLES)) expect(kept).not.toContain(`"${title}`)
  expect(kept).not.toMatch(/上限|实付|已退|欠账|连签|送「|成长值|有效期/)
})

test('no fact holds a nickname', () => {
  const facts = Object.values(ENTRIES).flatMap((made) =>
    made().map((entry) => 'facts' in entry && entry.facts),
  )
  expect(JSON.stringify(facts)).not.toContain('小林')
})

test('an entry from before codes keeps its words, even after it is reversed', () => {
  const [made] = ENTRIES['a check-in']?.() ?? []
  const kept = { title: '天天签到', note: '第 3 天 · 其中 4 抵扣之前的欠账' }
  const old = { ...made, what: 'in-words', facts: kept, deficit: -4 } as Entry
  expect(entryWords(old)).toEqual(kept)
  expect(reversalOf({ ...old, deficit: 0 }).map(entryWords)).toEqual([
    { title: '冲正：天天签到', note: '该会员投诉，核对过了' },
  ])
})

test.each(['what', 'facts', 'cap', 'grace'])(
  'an entry whose %s is damaged has no words',
  (field) => {
    const all = Object.values(ENTRIES).flatMap((made) => made())
    const own = all.filter(
      (entry) => field in entry && Object.keys(Object(Reflect.get(entry, field))).length > 0,
    )
    expect(own.length).toBeGreaterThan(0)
    for (const entry of own) {
      const odd = { ...entry, [field]: { odd: true } } as unknown as Entry
      expect(() => entryWords(odd)).toThrow()
    }
  },
)
