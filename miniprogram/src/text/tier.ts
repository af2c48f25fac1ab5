import type { OutputOf } from '@contracts/action'
import type { openTier } from '@contracts/tier/tier'
import { grouped, shortYuan } from '@/ui/numbers'
import { dayInWords, dayWithYear } from './dates'

export type TierPage = OutputOf<typeof openTier>
type Benefits = TierPage['tiers'][number]['benefits']

/** What the growth on the card counts. */
export function growthLabel({ window }: Pick<TierPage, 'window'>): string {
  switch (window.kind) {
    case 'none':
      return '累计成长值'
    case 'calendarYear':
      return '今年的成长值'
    case 'anniversary':
      return '这个会员年的成长值'
    case 'rolling':
      return `近 ${window.months} 个月成长值`
  }
}

/** ¥1,320: roughly what to spend for this much growth; null if spending brings none. */
export function spendFor(growth: number, { earning }: Pick<TierPage, 'earning'>): string | null {
  if (earning.growth === 0) return null
  const fen = Math.ceil((growth * earning.perFen) / earning.growth)
  return shortYuan(Math.ceil(fen / 100) * 100)
}

export interface KeepWords {
  tone: 'success' | 'warning'
  status: string
  lines: string[]
}

/** 保级: whether this tier stays, how much growth is missing, and the last day. */
export function keepInWords(page: TierPage): KeepWords {
  const { keep, manual, tier, tiers, today } = page
  const day = (on: string) => dayWithYear(on, today)
  if (manual) {
    const lines = [
      `店里送的「${tier.name}」，用到 ${day(manual.until)}。`,
      `原因：${manual.reason}`,
    ]
    return { tone: 'success', status: '店里送的', lines }
  }
  if (!keep) {
    const isFirst = tiers[0]?.id === tier.id
    const line = isFirst ? '这一级一直有效，不会掉级。' : '成长值一直累计，没有到期日；退款会减少。'
    return { tone: 'success', status: '一直有效', lines: [line] }
  }
  if (keep.missing === 0) {
    const lines = [`${day(keep.by)}这一期结束，成长值已经够了。`, ...leavingInWords(page)]
    return { tone: 'success', status: '稳住了', lines }
  }
  const missing = grouped(keep.missing)
  const fallen = `不够的话，过了 ${day(keep.lastDay)}降一级。`
  if (keep.isGrace) {
    const line = `上一期没攒够，宽限到 ${day(keep.lastDay)}，再攒 ${missing} 就能保住。`
    return { tone: 'warning', status: `宽限期，还差 ${missing}`, lines: [line, fallen] }
  }
  const line = `${day(keep.by)}前再攒 ${missing}，就能保住「${tier.name}」。`
  return {
    tone: 'warning',
    status: `还差 ${missing}`,
    lines: [line, fallen, ...leavingInWords(page)],
  }
}

function leavingInWords({ leaving }: TierPage): string[] {
  if (!leaving) return []
  const { after, growth, rest } = leaving
  const out = `${dayInWords(after)}后有 ${grouped(growth)} 成长值移出统计`
  return [`${out}，预计剩 ${grouped(rest)}。`]
}

/** One row in the table of benefits: its name, and what each tier gets. */
export interface BenefitRow {
  name: string
  /** Null if the tier gets none; true for a tick. */
  cells: (string | true | null)[]
}

/** Rows in which no tier gets anything are left out. */
export function benefitRows({ tiers }: Pick<TierPage, 'tiers'>): BenefitRow[] {
  const row = (name: string, of: (benefits: Benefits) => string | true | null) => ({
    name,
    cells: tiers.map(({ benefits }) => of(benefits)),
  })
  const words = [...new Set(tiers.flatMap(({ benefits }) => benefits.words))]
  const multiplies = tiers.some(({ benefits }) => benefits.multiplierPercent !== null)
  const rows = [
    row('积分倍率', (each) => (multiplies ? `${(each.multiplierPercent ?? 100) / 100}×` : null)),
    row('兑换折扣', (each) => discountInWords(each.discountPercent)),
    row('生日礼', ({ birthday }) => birthday && packInWords(birthday)),
    row('等级礼', ({ gift }) => gift && packInWords(gift)),
    row('提前购', ({ earlyHours }) => (earlyHours > 0 ? hoursInWords(earlyHours) : null)),
    ...words.map((word) => row(word, (each) => each.words.includes(word) || null)),
  ]
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null))
}

/** 95 → 95 折, 80 → 8 折. */
function discountInWords(percent: number | null): string | null {
  if (percent === null) return null
  return `${percent % 10 === 0 ? percent / 10 : percent} 折`
}

function packInWords({ points, couponTitle }: { points: number; couponTitle: string | null }) {
  if (couponTitle === null) return `${grouped(points)} 分`
  return points > 0 ? `${grouped(points)} 分\n+券` : '送券'
}

function hoursInWords(hours: number): string {
  return hours % 24 === 0 ? `早 ${hours / 24} 天` : `早 ${hours} 时`
}

/** 成长值从哪来. */
export function earningInWords({ earning: { growth, perFen } }: TierPage): string {
  if (growth === 0) return '消费不得成长值，活动会另外送。'
  return `每实付 ${shortYuan(perFen)} 元得 ${growth} 成长值，退款同步减少`
}

/** 完整规则: one sentence each. */
export function rulesInWords(page: TierPage): string[] {
  const { window, graceDays, tiers } = page
  const steps = tiers.map(({ name, growth }) => `${name} ${grouped(growth)}`).join('，')
  return [
    `各级需要的成长值：${steps}。`,
    `${earningInWords(page)}。花积分、积分过期都不影响成长值。`,
    ...windowInWords(window),
    ...(window.kind === 'none' || graceDays === 0
      ? []
      : [`期满没攒够，再给 ${graceDays} 天；补上了就保住，补不上降一级。`]),
    ...(window.kind !== 'none' && graceDays === 0 ? ['期满没攒够，降一级。'] : []),
    '升级马上生效。升级礼、保级礼每一级每期只送一次，生日礼一年一次。',
  ]
}

function windowInWords(window: TierPage['window']): string[] {
  switch (window.kind) {
    case 'none':
      return ['成长值一直累计，等级没有到期日。']
    case 'calendarYear':
      return ['成长值按自然年算，每年 12 月 31 日看这一年够不够保级。']
    case 'anniversary':
      return ['成长值按会员年算，从入会那天起每满一年看够不够保级。']
    case 'rolling':
      return [
        `成长值算最近 ${window.months} 个月，到达一级后满 ${window.months} 个月看够不够保级。`,
      ]
  }
}
