/** How to write a column's value. */
export type Format = 'plain' | 'time' | 'yuan' | 'status' | 'entry' | 'part'

export interface Column {
  path: string
  title: string
  format?: Format
}

export interface Collection {
  name: string
  title: string
  columns: Column[]
  sort: Record<string, 1 | -1>
  /** Staff write these documents; a change acts after it was checked and published. */
  edited?: boolean
  /** Points, coupons and orders: the product itself changes them only through functions. */
  money?: boolean
}

const BY_ID = { _id: 1 } as const

function at(path: string, title: string, format?: Format): Column {
  return { path, title, format }
}

function edited(name: string, title: string, columns: Column[]): Collection {
  const all = [...columns, at('version', '版本'), at('status', '状态', 'status')]
  return { name, title, columns: all, sort: BY_ID, edited: true }
}

/** Its documents are shown as they are. */
function plain(name: string, title: string): Collection {
  return { name, title, columns: [], sort: BY_ID }
}

const EDITED: Collection[] = [
  edited('programs', '会员规则', [at('_id', '规则', 'part')]),
  edited('catalog', '兑换品', [
    at('name', '名称'),
    at('points', '积分'),
    at('stock', '库存'),
    at('onSale', '上架'),
  ]),
  edited('coupon_templates', '券模板', [
    at('title', '名称'),
    at('kind', '类型'),
    at('value', '面值'),
  ]),
  edited('shops', '门店', [at('name', '名称'), at('dutyCode', '上岗码'), at('open', '营业')]),
]

const MONEY: Collection[] = [
  {
    name: 'accounts',
    title: '积分账户',
    columns: [
      at('nickname', '会员'),
      at('balance', '积分'),
      at('growth', '成长值'),
      at('deficit', '欠扣'),
    ],
    sort: BY_ID,
  },
  {
    name: 'ledger',
    title: '积分流水',
    columns: [
      at('occurredAt', '时间', 'time'),
      at('what', '事项', 'entry'),
      at('points', '积分'),
      at('balanceAfter', '余额'),
      at('account', '账户'),
    ],
    sort: { occurredAt: -1, seq: -1 },
  },
  {
    name: 'orders',
    title: '订单',
    columns: [
      at('orderNo', '订单号'),
      at('channel', '渠道'),
      at('status', '状态'),
      at('paidFen', '实付', 'yuan'),
      at('refundedFen', '退款', 'yuan'),
    ],
    sort: BY_ID,
  },
  {
    name: 'claims',
    title: '待认领订单',
    columns: [at('orderNo', '订单号'), at('state', '状态'), at('claimedAt', '提交', 'time')],
    sort: { claimedAt: -1 },
  },
  {
    name: 'coupons',
    title: '券',
    columns: [
      at('face.title', '券'),
      at('memberName', '会员'),
      at('state', '状态'),
      at('code', '券码'),
      at('expiresAt', '有效至', 'time'),
    ],
    sort: { issuedAt: -1 },
  },
  {
    name: 'redemptions',
    title: '兑换单',
    columns: [
      at('placedAt', '时间', 'time'),
      at('name', '兑换品'),
      at('points', '积分'),
      at('account', '账户'),
    ],
    sort: { placedAt: -1 },
  },
  {
    name: 'stock',
    title: '库存分片',
    columns: [at('rewardId', '兑换品'), at('left', '剩余')],
    sort: BY_ID,
  },
]

const OTHERS: Collection[] = [
  {
    name: 'members',
    title: '会员',
    columns: [
      at('nickname', '昵称'),
      at('phoneMasked', '手机'),
      at('joinedAt', '入会', 'time'),
      at('source', '来源'),
    ],
    sort: { joinedAt: -1 },
  },
  {
    name: 'guides',
    title: '导购',
    columns: [
      at('name', '姓名'),
      at('number', '工号'),
      at('shops', '门店'),
      at('duty.shopName', '在岗'),
    ],
    sort: BY_ID,
  },
  {
    name: 'published',
    title: '已发布版本',
    columns: [at('version', '版本'), at('current', '生效中'), at('publishedAt', '发布', 'time')],
    sort: { publishedAt: -1 },
  },
  {
    name: 'imports',
    title: '导入记录',
    columns: [
      at('startedAt', '时间', 'time'),
      at('layout', '格式'),
      at('state', '状态'),
      at('orders', '订单'),
      at('errorCount', '错误'),
    ],
    sort: { startedAt: -1 },
  },
  {
    name: 'audit',
    title: '操作记录',
    columns: [
      at('time', '时间'),
      at('operator', '操作人'),
      at('action', '动作'),
      at('outcome', '结果'),
    ],
    sort: { at: -1 },
  },
  {
    name: 'identities',
    title: '身份',
    columns: [at('memberId', '会员'), at('linkedAt', '时间', 'time')],
    sort: BY_ID,
  },
  {
    name: 'staff',
    title: '员工',
    columns: [at('name', '姓名'), at('active', '在职')],
    sort: BY_ID,
  },
  {
    name: 'alerts',
    title: '需要处理',
    columns: [
      at('kind', '提醒'),
      at('sentence', '内容'),
      at('state', '状态'),
      at('lastSeenAt', '时间', 'time'),
    ],
    sort: { lastSeenAt: -1 },
  },
  {
    name: 'approvals',
    title: '待复核',
    columns: [
      at('requestedAt', '时间', 'time'),
      at('points', '积分'),
      at('reason', '原因'),
      at('state', '状态'),
    ],
    sort: { requestedAt: -1 },
  },
  {
    name: 'reviews',
    title: '购后评价',
    columns: [at('at', '时间', 'time'), at('stars', '星'), at('text', '评价')],
    sort: { at: -1 },
  },
  {
    name: 'code_batches',
    title: '一物一码批次',
    columns: [at('name', '名称'), at('points', '积分'), at('count', '个数'), at('state', '状态')],
    sort: BY_ID,
  },
  plain('codes', '一物一码'),
  plain('reservations', '要付款的兑换'),
  plain('pool_codes', '兑换码库'),
  plain('messages', '消息'),
  plain('budgets', '活动预算'),
  plain('stats_daily', '每日统计'),
  plain('reconciliations', '对账'),
  plain('pushes', '推送记录'),
  plain('staff_days', '员工每日额度'),
  plain('roster_names', '花名册姓名'),
  plain('staff_requests', '员工请求号'),
  plain('claim_tries', '认领尝试'),
  plain('devices', '认领设备'),
  plain('departures', '注销进度'),
  plain('memories', '用过的礼与额度'),
  plain('walks', '任务进度'),
]

const KNOWN = [...EDITED, ...MONEY.map((each) => ({ ...each, money: true })), ...OTHERS]

export interface Listed extends Collection {
  count: number
}

/** The cloud's collections in the order of this file; an unknown one keeps its own name. */
export function listCollections(counts: { name: string; count: number }[]): Listed[] {
  const rank = (name: string) => {
    const place = KNOWN.findIndex((each) => each.name === name)
    return place < 0 ? KNOWN.length : place
  }
  return counts
    .map(({ name, count }) => {
      const known = KNOWN.find((each) => each.name === name)
      return { ...(known ?? { name, title: name, columns: [], sort: BY_ID }), count }
    })
    .sort((a, b) => rank(a.name) - rank(b.name))
}
