import { brokenRules, policyFault, readOffer } from './wechat-policy'

const task = (written: Record<string, unknown>) =>
  brokenRules(readOffer({ title: '任务', points: 10, ...written }, '任务「任务」', ''))
const rules = (written: Record<string, unknown>) => task(written).map(({ rule }) => rule)

test.each([
  ['G11: bare forwarding', { kind: 'share' }, '5.3.1'],
  ['G11: forwarding under another name', { kind: 'visit', title: '转发给好友' }, '5.3.1'],
  ['G11: collecting likes', { kind: 'check-in', about: '集赞 20 个' }, '5.3.1'],
  ['G11: a random reward for sharing', { kind: 'invite', perDay: 5, random: true }, '5.1.6'],
  ['G11: a chance to draw for inviting', { kind: 'invite', perDay: 5, drawChances: 1 }, '5.1.6'],
  ['G11: two levels', { kind: 'invite', perDay: 5, levels: 2 }, '5.9'],
  ['G11: a second level in points', { kind: 'invite', perDay: 5, secondLevelPoints: 5 }, '5.9'],
  ['G11: a second level in words', { kind: 'invite', perDay: 5, about: '下级再邀请你也得' }, '5.9'],
  ['T7: Moments', { kind: 'moments' }, '5.1.3'],
  ['T7: Moments in words', { kind: 'invite', perDay: 5, about: '发到朋友圈效果更好' }, '5.1.3'],
  ['T7: a reward that is hidden', { kind: 'invite', perDay: 5, showReward: false }, '5.1.5'],
  ['T7: a reward that comes later', { kind: 'invite', perDay: 5, delayDays: 3 }, '5.1.7'],
  ['T7: a team of six', { kind: 'team', teamSize: 6 }, '5.1.8'],
  ['T7: inviting without a limit', { kind: 'invite' }, '5.1.9'],
  ['T7: inviting with a high limit', { kind: 'invite', perDay: 21 }, '5.1.9'],
  ['T7: sharing to go on', { kind: 'visit', shareToContinue: true }, '5.1.1'],
  ['E5: following for points', { kind: 'follow' }, '5.21'],
  ['E5: following in words', { kind: 'visit', about: '关注公众号后领取' }, '5.21'],
  ['E5: subscribing for points', { kind: 'subscribe' }, '5.21'],
  ['T7: voting for points', { kind: 'vote' }, '5.24'],
  ['T7: voting for a coupon', { kind: 'vote', points: 0, coupon: 'coffee' }, '5.24'],
  ['E5: praise for points', { kind: 'review', minScore: 5 }, '电子商务法第十七条'],
  ['E5: praise in words', { kind: 'orders', about: '五星好评后领取' }, '电子商务法第十七条'],
  ['E5: a marketplace review', { kind: 'review', place: 'tmall' }, '电子商务法第十七条'],
])('%s is refused, and the answer names its rule', (_what, written, rule) => {
  expect(rules(written)).toEqual([rule])
  const [broken] = task(written)
  expect(broken?.sentence).toContain(rule)
  // Names what is wrong, and what would be allowed instead.
  expect(broken?.sentence).toMatch(/^任务「任务」不符合.+：.+。?.*(请|可以|只能|投票可以)/)
  // A field by its Chinese name, never by its key.
  expect(broken?.sentence).not.toMatch(/[A-Za-z]/)
})

test.each([
  ['G11: a fixed invitation with a limit', { kind: 'invite', perDay: 5, about: '分享给好友' }],
  ['E5: following without a reward', { kind: 'follow', points: 0, title: '关注公众号' }],
  ['T7: voting without a reward', { kind: 'vote', points: 0 }],
  ['E5: a review of our own, whatever its stars', { kind: 'review', place: 'ours' }],
  ['T7: orders', { kind: 'orders', goal: 3 }],
  ['T7: a team of five', { kind: 'team', teamSize: 5 }],
])('%s is allowed', (_what, written) => {
  expect(task(written)).toEqual([])
})

test('G11: a campaign is held to the same rules as a task', () => {
  const campaign = (name: string) => policyFault({ earn: { campaigns: [{ name, percent: 200 }] } })
  expect(campaign('双 11 双倍')).toBeNull()
  expect(campaign('转发双倍积分')).toContain('活动「转发双倍积分」不符合微信运营规范 5.3.1')
  expect(campaign('投票双倍')).toContain('5.24')
  expect(campaign('关注双倍')).toContain('5.21')
})

test('G11: several faults are reported together, and malformed documents are left to the shape check', () => {
  const two = policyFault({
    tasks: [
      { kind: 'share', title: '转发', points: 5 },
      { kind: 'invite', title: '邀请', points: 5, perDay: 3, levels: 2 },
    ],
  })
  expect(two).toContain('任务「转发」不符合微信运营规范 5.3.1')
  expect(two).toContain('任务「邀请」不符合微信运营规范 5.9')
  for (const tasks of [null, 'text', 3, [null], [[]], [{}], { kind: 'share' }]) {
    expect(policyFault({ tasks })).toBeNull()
  }
})
