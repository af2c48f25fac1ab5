import { cloudApi } from '../cloud-api'
import { OPERATOR } from '../data/publish'

export interface Preset {
  title: string
  function: string
  action: string
  /** The person who calls; undefined means the console. */
  person?: string
  input: () => Promise<object>
}

function fixed(input: object): () => Promise<object> {
  return () => Promise.resolve(input)
}

/** A guide is enrolled by a member's number, so look one up. */
async function enrolInput(): Promise<object> {
  const [account] = await cloudApi.find('accounts', {
    query: { isGuide: { $ne: true } },
    sort: { _id: 1 },
    skip: 0,
    limit: 1,
  })
  const memberId = typeof account?.memberId === 'string' ? account.memberId : '先让这个人入会'
  const name = typeof account?.nickname === 'string' ? account.nickname : '导购'
  const shops = [await firstShop()]
  return { operator: OPERATOR, memberId, name, number: 'A008', shops, active: true }
}

async function adjustInput(): Promise<object> {
  const page = { query: {}, sort: { _id: 1 as const }, skip: 0, limit: 1 }
  const [account] = await cloudApi.find('accounts', page)
  const memberId = String(account?.memberId ?? '先让这个人入会')
  // Picking it makes a new request id, so pressing the button twice adjusts once.
  const requestId = `stage-adjust-${Date.now()}`
  return { operator: OPERATOR, reason: '门店活动补发', memberId, requestId, points: 50 }
}

async function firstShop(): Promise<string> {
  const page = { query: {}, sort: { _id: 1 as const }, skip: 0, limit: 1 }
  const [shop] = await cloudApi.find('shops', page)
  return String(shop?._id ?? '').replace(/^.*:/, '')
}

/** The document that was published most often goes back by one version. */
async function rollBackInput(): Promise<object> {
  const page = { query: { collection: 'programs', current: true }, skip: 0, limit: 1 }
  const [newest] = await cloudApi.find('published', { ...page, sort: { version: -1 as const } })
  const version = Math.max(1, Number(newest?.version ?? 1) - 1)
  const document = String(newest?.document ?? '')
  return { operator: OPERATOR, collection: 'programs', document, version }
}

export const PRESETS: Preset[] = [
  {
    title: '检查并发布',
    function: 'staff',
    action: 'program.check',
    input: fixed({ operator: OPERATOR }),
  },
  { title: '退回历史版本', function: 'staff', action: 'program.rollBack', input: rollBackInput },
  {
    title: '上岗码图片',
    function: 'staff',
    action: 'shop.makeDutyCode',
    input: async () => ({ shopId: await firstShop(), operator: OPERATOR }),
  },
  { title: '登记导购', function: 'staff', action: 'guide.enrol', input: enrolInput },
  { title: '人工调整积分', function: 'staff', action: 'correction.adjust', input: adjustInput },
  { title: '到期任务', function: 'jobs', action: 'job.runDue', input: fixed({}) },
  {
    title: '打开商城',
    function: 'member',
    action: 'mall.open',
    person: 'lin',
    input: fixed({}),
  },
  {
    title: '识别订单号',
    function: 'member',
    action: 'claim.recognise',
    person: 'lin',
    input: fixed({ orderNo: '1930679858170647' }),
  },
  {
    title: '导购工作台',
    function: 'guide',
    action: 'duty.open',
    person: 'shen',
    input: fixed({}),
  },
]

export const FUNCTIONS = ['staff', 'jobs', 'member', 'guide']
