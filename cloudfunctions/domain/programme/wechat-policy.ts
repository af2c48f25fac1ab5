/**
 * 平台规则: what WeChat's operation rules and the law do not allow a task or a campaign to reward. A
 * definition is read as staff wrote it, including fields that no task of ours has, so that the
 * answer names the rule and not only an unknown field.
 */
export interface Offer {
  /** Its name, for the sentence. */
  name: string
  /** What the member does: a task's kind, or `campaign`. */
  kind: string
  /** Everything in it that members read. */
  texts: string[]
  isRewarded: boolean
  /** The reward is drawn by lot, or is a chance in a draw. */
  isRandom: boolean
  /** How many levels of people are paid for one new member. */
  levels: number
  /** Days between the condition and the reward. */
  delayDays: number
  /** People in a team, including the one who shares; 0 for no team. */
  teamSize: number
  /** Both rewards are shown before anything is shared. */
  isShownBefore: boolean
  /** Something is held back until the member shares. */
  gatesOnSharing: boolean
  /** The most invited people per day who are paid for; null for no limit. */
  perDay: number | null
  /** The review must be positive, or is written on a marketplace. */
  review: { wantsGood: boolean; isOurs: boolean }
}

export interface BrokenRule {
  /** Its number in 微信小程序平台运营规范, or the law. */
  rule: string
  /** What is wrong, and what would be allowed. */
  sentence: string
}

interface PolicyRule {
  rule: string
  says: string
  isBroken(offer: Offer): boolean
}

const FORWARDING = ['share', 'forward', 'like']
const CLICKING = ['follow', 'subscribe', 'click', 'add-to-mine']
/** Kinds of tasks in which one member brings another. */
const SHARING = [...FORWARDING, 'moments', 'invite', 'team', 'bargain', 'fission']

const isSharing = ({ kind }: Offer) => SHARING.includes(kind)
const saysAny = ({ texts }: Offer, words: RegExp) => texts.some((text) => words.test(text))

/** In the order of their numbers; what one of them forbids is reported once. */
const RULES: readonly PolicyRule[] = [
  {
    rule: '5.1.1',
    says: '不能要求分享后才能继续。请把功能直接开放，分享只作为会员自己的选择',
    isBroken: ({ gatesOnSharing }) => gatesOnSharing,
  },
  {
    rule: '5.1.3',
    says: '发朋友圈不能有任何好处。请去掉朋友圈的字样，可以改成邀请好友入会的任务',
    isBroken: (offer) => offer.isRewarded && (offer.kind === 'moments' || saysAny(offer, /朋友圈/)),
  },
  {
    rule: '5.1.5',
    says: '双方的奖励要在分享之前完整告知，不能隐藏。请去掉隐藏奖励的设置',
    isBroken: (offer) => isSharing(offer) && !offer.isShownBefore,
  },
  {
    rule: '5.1.6',
    says: '分享、邀请的奖励不能随机，也不能是抽奖机会。请改成固定的积分',
    isBroken: (offer) =>
      isSharing(offer) && (offer.isRandom || saysAny(offer, /抽奖|随机|盲盒|手气|最高可?得/)),
  },
  {
    rule: '5.1.7',
    says: '分享、邀请的奖励要当场到账，不能延后。请去掉延后的天数',
    isBroken: (offer) => isSharing(offer) && offer.delayDays > 0,
  },
  {
    rule: '5.1.8',
    says: '组队连发起人在内最多 5 人。请把组队人数改成 5 或更少',
    isBroken: ({ teamSize }) => teamSize > 5,
  },
  {
    rule: '5.1.9',
    says: '邀请奖励要有每天的人数上限。请填每天计奖的邀请人数，最多 20',
    isBroken: ({ kind, perDay }) => kind === 'invite' && (perDay === null || perDay > 20),
  },
  {
    rule: '5.3.1',
    says: '转发、分享、集赞本身不能给奖励。可以改成邀请任务：好友真的入会后，双方得固定积分',
    isBroken: (offer) =>
      offer.isRewarded &&
      (FORWARDING.includes(offer.kind) ||
        (!isSharing(offer) && saysAny(offer, /转发|分享|集赞|点赞/))),
  },
  {
    rule: '5.9',
    says: '奖励只能有一级，不能因为好友再邀请别人而得奖。请去掉奖励级数和下级、团队的说法',
    isBroken: (offer) =>
      offer.levels > 1 || (offer.isRewarded && saysAny(offer, /下级|二级|两级|多级|分销|团队奖/)),
  },
  {
    rule: '5.21',
    says: '关注、订阅消息、点击不能给奖励。可以保留为不带奖励的入口（关注任务，不填积分和成长值）',
    isBroken: (offer) =>
      offer.isRewarded &&
      (CLICKING.includes(offer.kind) || saysAny(offer, /关注|订阅|点广告|点击|添加到我的小程序/)),
  },
  {
    rule: '5.24',
    says: '投票不能有奖励，也不能用积分或消费换票数。投票可以办，不给积分、券和奖品',
    isBroken: (offer) => offer.isRewarded && (offer.kind === 'vote' || saysAny(offer, /投票/)),
  },
  {
    rule: '电子商务法第十七条',
    says: '不能用奖励换好评，也不能奖励其他平台上的评价。只能奖励自己小程序里的评价，几星都一样',
    isBroken: (offer) => {
      const asksForPraise = saysAny(offer, /好评|五星|5 ?星/)
      if (offer.kind !== 'review') return offer.isRewarded && asksForPraise
      return offer.isRewarded && (asksForPraise || offer.review.wantsGood || !offer.review.isOurs)
    },
  },
]

/** Every rule that this offer breaks; none for one that may be published. */
export function brokenRules(offer: Offer): BrokenRule[] {
  return RULES.filter(({ isBroken }) => isBroken(offer)).map(({ rule, says }) => {
    const source = /^\d/.test(rule) ? `微信运营规范 ${rule}` : rule
    return { rule, sentence: `${offer.name}不符合${source}：${says}` }
  })
}

/** What a programme's tasks and campaigns break, as one sentence, or null. */
export function policyFault(body: Record<string, unknown>): string | null {
  const earn = recordOf(body.earn)
  const offers = [
    ...listOf(body.tasks).map((task) => readOffer(task, `任务「${nameOf(task)}」`, '')),
    ...listOf(earn.campaigns).map((one) => readOffer(one, `活动「${nameOf(one)}」`, 'campaign')),
  ]
  const broken = offers.flatMap((offer) => brokenRules(offer))
  // As many as a person reads at once.
  return broken.length === 0 ? null : sentencesOf(broken.slice(0, 3))
}

function sentencesOf(broken: BrokenRule[]): string {
  return broken.map(({ sentence }) => sentence).join('；')
}

/** A definition as staff wrote it. */
export function readOffer(written: Record<string, unknown>, name: string, kind: string): Offer {
  const num = (field: string) => (typeof written[field] === 'number' ? written[field] : 0)
  const isSet = (field: string) => Boolean(written[field])
  const texts = Object.values(written).filter((value) => typeof value === 'string')
  const rewards = ['points', 'growth', 'coupon', 'inviteePoints', 'reward', 'prize', 'percent']
  const drawn = ['random', 'draw', 'drawChances', 'lottery', 'pointsMax', 'odds']
  const isRandom = drawn.some(isSet)
  return {
    name,
    texts,
    isRandom,
    kind: kind || String(written.kind ?? ''),
    isRewarded: isRandom || rewards.some(isSet),
    levels: Math.max(num('levels'), isSet('secondLevelPoints') ? 2 : 1),
    delayDays: num('delayDays'),
    teamSize: num('teamSize'),
    isShownBefore: written.showReward !== false,
    gatesOnSharing: isSet('shareToContinue'),
    perDay: typeof written.perDay === 'number' ? written.perDay : null,
    review: {
      wantsGood: num('minScore') > 1,
      isOurs: written.place === undefined || written.place === 'ours',
    },
  }
}

function nameOf(written: Record<string, unknown>): string {
  return String(written.title ?? written.name ?? written.id ?? '未命名')
}

function recordOf(value: unknown): Record<string, unknown> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? Object.fromEntries(Object.entries(value)) : {}
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : []
}
