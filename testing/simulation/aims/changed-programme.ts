import { Random } from '../random'

type Fields = Record<string, unknown>
type Parts = Record<string, Fields>

/** Days around which the lives move, for windows that begin or end in the middle of one. */
const DAYS = ['2026-11-20', '2026-11-24', '2026-12-01', '2026-12-31', '2027-02-28', '2028-02-29']
const CHANNELS = ['tmall', 'jd', 'douyin', 'kuaishou', 'pdd', 'pos', 'weixin', 'xhs', 'youzan']

/**
 * A programme that staff might publish in the middle of a life: the brand's own, with other values
 * in every part. What holds the lives of a family together stays: the kind of ladder of check-ins,
 * the window of tiers and the growth that a tier needs.
 */
export function changedProgramme(base: Fields, number: number): Fields {
  const random = new Random(number * 7919 + 11)
  const draw = new Draw(random)
  const { caps: _, profile: _1, contact: _2, notices: _3, ...kept } = base
  const { checkIn, tierPolicy, tasks } = base as Parts & { tasks: Fields[] }
  const isTiered = Boolean(tierPolicy)
  return {
    ...kept,
    earn: earnOf(draw, isTiered),
    growth: { growth: draw.of(0, 1, 1, 2), perFen: draw.of(50, 100, 200) },
    checkIn: checkIn?.makeUp ? makeUpLadder(draw, checkIn) : ladder(draw),
    expiry: expiryOf(draw),
    claim: claimOf(draw),
    tasks: draw.of(true, true, true, false) ? tasksOf(draw, tasks) : [],
    ...draw.maybe('caps', capsOf(draw)),
    ...draw.maybe('profile', { points: draw.of(0, 10, 30) }),
    ...(isTiered ? { tierPolicy: policyOf(draw, tierPolicy ?? {}) } : {}),
    ...draw.maybe('contact', contactOf(draw)),
    ...draw.maybe('notices', noticesOf(draw)),
    giveBack: {
      ...(base.giveBack as Fields),
      worthPoints: 10_000,
      expiryPercent: draw.of(0, 20),
      marginPercent: draw.of(0, 55),
    },
    benefits: draw.of([], ['每天签到攒积分']),
  }
}

/** Choices of one programme, in the order in which they are asked for. */
class Draw {
  constructor(private readonly random: Random) {}

  of<T>(...list: readonly [T, ...T[]]): T {
    return this.random.pick(list)
  }

  /** A field, or nothing at all where the contract has a default. */
  maybe(field: string, value: unknown): Fields {
    return this.random.chance(0.75) ? { [field]: value } : {}
  }

  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.random.chance(0.4))
  }
}

function earnOf(draw: Draw, isTiered: boolean): Fields {
  const tiers = isTiered ? ['juqiu', 'zhuta'] : []
  return {
    points: draw.of(0, 1, 2, 3, 5, 7),
    perFen: draw.of(50, 100, 200, 300),
    ...draw.maybe('rounding', draw.of('floor', 'nearest', 'ceil')),
    ...draw.maybe(
      'tierMultipliers',
      tiers.map((tier) => ({ tier, percent: draw.of(120, 200, 330) })),
    ),
    ...draw.maybe(
      'memberDays',
      draw
        .some([20, 21, 22, 28])
        .map((dayOfMonth) => ({ name: '会员日', dayOfMonth, percent: draw.of(150, 200) })),
    ),
    ...draw.maybe('birthday', draw.of(null, { scope: draw.of('day', 'month'), percent: 200 })),
    ...draw.maybe(
      'campaigns',
      draw.some([1, 2, 3]).map((place) => campaignOf(draw, place)),
    ),
    ...draw.maybe(
      'rates',
      draw.some([1, 2]).map((place) => rateOf(draw, place, tiers)),
    ),
    ...draw.maybe('categories', draw.of([], [{ id: 'bread', name: '面包', words: ['吐司'] }])),
    ...draw.maybe('capPerOrder', draw.of(null, 500, 3000)),
    ...draw.maybe('capPerDay', draw.of(null, 900, 2500)),
  }
}

function campaignOf(draw: Draw, place: number): Fields {
  const [from = '', to = ''] = [draw.of(...pair(DAYS)), draw.of(...pair(DAYS))].sort()
  const channels = draw.of(['tmall'], draw.some(CHANNELS), [])
  return {
    name: `活动${place}`,
    from,
    to,
    percent: draw.of(110, 150, 200),
    ...draw.maybe('channels', channels),
    // An id without a budget limits nothing.
    ...draw.maybe('id', draw.of(null, `campaign-${place}`)),
    ...draw.maybe('budget', null),
  }
}

function rateOf(draw: Draw, place: number, tiers: string[]): Fields {
  return {
    name: `比例${place}`,
    points: draw.of(0, 1, 4),
    perFen: draw.of(100, 150),
    ...draw.maybe('channels', draw.of(['tmall'], draw.some(CHANNELS), [])),
    ...draw.maybe('tiers', draw.some(tiers)),
    ...draw.maybe('categories', []),
  }
}

function pair<T>(list: readonly T[]): [T, ...T[]] {
  return list as [T, ...T[]]
}

/** The ladder itself stays, because make-ups join rows of days. */
function makeUpLadder(draw: Draw, checkIn: Fields): Fields {
  const makeUp = { cost: draw.of(5, 20), perMonth: draw.of(1, 3), withinDays: draw.of(3, 7, 14) }
  return { ...checkIn, ...monthlyOf(draw), makeUp }
}

function ladder(draw: Draw): Fields {
  const cycleDays = draw.of(3, 7, 10, 15, 30)
  const first = draw.of(0, 1, 5)
  const rewards = Array.from({ length: cycleDays }, (_, day) => first + Math.floor(day / 2))
  const milestones = draw.some([2, 3]).map((day) => ({
    day,
    ...draw.of<Fields>(
      { points: 12 },
      { growth: 7 },
      { points: 0, growth: 7 },
      { points: 12, growth: 0 },
    ),
  }))
  return {
    cycleDays,
    rewards,
    ...draw.maybe('milestones', milestones),
    ...monthlyOf(draw),
    makeUp: null,
  }
}

function monthlyOf(draw: Draw): Fields {
  const steps = draw
    .some([1, 2, 4])
    .map((days) => ({ days, ...draw.maybe('points', draw.of(0, 9)), growth: draw.of(0, 4) }))
  return draw.maybe('monthly', steps.filter(bringsSomething))
}

function bringsSomething(gift: Fields): boolean {
  return Boolean(gift.points) || Boolean(gift.growth)
}

function expiryOf(draw: Draw): Fields {
  const graceDays = draw.maybe('graceDays', draw.of(3, 7, 30))
  const rolling = { ...draw.maybe('policy', 'rolling'), months: draw.of(1, 2, 4, 12) }
  const fixed = { policy: 'fixedDate', on: draw.of('12-31', '02-28', '06-30') }
  const years = draw.maybe('yearsLater', draw.of(0, 1))
  const least = draw.maybe('leastDays', draw.of(0, 20))
  return { ...draw.of<Fields>(rolling, { ...fixed, ...years, ...least }), ...graceDays }
}

function claimOf(draw: Draw): Fields {
  return {
    windowDays: draw.of(30, 180),
    waitDays: draw.of(5, 15),
    perDay: draw.of(6, 20),
    proof: 'never',
    postDays: draw.of(0, 0, 1, 5),
    ...draw.maybe('lockAfter', draw.of(3, 10)),
    ...draw.maybe('deficitLimit', draw.of(null, 0, 40)),
    ...draw.maybe('postDaysByChannel', draw.of({}, { tmall: draw.of(0, 2) }, { jd: 3 })),
  }
}

function capsOf(draw: Draw): Fields {
  return {
    ...draw.maybe('interactionPerDay', draw.of(null, 8, 30)),
    ...draw.maybe('checkInPerDay', draw.of(null, 4, 12)),
    ...draw.maybe('printCodePerDay', draw.of(null, 40)),
    ...draw.maybe('taskPerDay', draw.of(null, 60)),
  }
}

function tasksOf(draw: Draw, tasks: readonly Fields[]): Fields[] {
  const follow = { id: 'follow', kind: 'follow', title: '关注公众号' }
  return [...tasks.map((task) => taskOf(draw, task)), ...draw.of([follow], [])]
}

function taskOf(draw: Draw, task: Fields): Fields {
  const { to: _, growth: _1, points: _2, perDay, inviteePoints: _3, ...rest } = task
  // Of invitations the contract wants to know how many a day.
  const often = task.kind === 'invite' ? { perDay } : draw.maybe('perDay', perDay)
  const own: Partial<Record<string, Fields>> = {
    invite: draw.maybe('inviteePoints', draw.of(0, 15)),
    review: draw.maybe('leastLetters', draw.of(1, 12)),
  }
  const points = draw.of(0, 20, 45)
  const growth = points === 0 ? 60 : draw.of(0, 60)
  const isCounted = 'from' in task
  const end = isCounted ? draw.maybe('to', draw.of(null, '2027-12-31')) : {}
  return {
    ...rest,
    ...(points === 0 ? draw.maybe('points', 0) : { points }),
    growth,
    ...end,
    ...(perDay === undefined ? {} : often),
    ...own[String(task.kind)],
  }
}

function policyOf(draw: Draw, policy: Fields): Fields {
  const { graceDays: _, ...rest } = policy
  const benefit = (tier: string) => ({
    tier,
    ...draw.maybe('discountPercent', draw.of(null, 90)),
    ...draw.maybe('birthday', null),
    ...draw.maybe('earlyHours', draw.of(0, 24)),
    ...draw.maybe('words', draw.of([], ['新品试吃'])),
  })
  return {
    ...rest,
    ...draw.maybe('graceDays', draw.of(0, 20)),
    ...draw.maybe('noticeDays', draw.of([], [30, 7])),
    ...draw.maybe('benefits', draw.some(['juqiu', 'zhuta']).map(benefit)),
  }
}

function contactOf(draw: Draw): Fields {
  return {
    ...draw.maybe('service', draw.of(true, false)),
    ...draw.maybe('phone', draw.of(null, '0571-87001234')),
  }
}

function noticesOf(draw: Draw): Fields {
  return {
    ...draw.maybe('expiryDays', draw.of([], [30, 7])),
    ...draw.maybe('templateId', ''),
    ...draw.maybe('fields', { points: 'number1', date: 'date2', hint: 'thing3' }),
  }
}
