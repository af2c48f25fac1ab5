import type { DoorRefusal } from '@contracts/action'
import { textIn, type Sentence, type Write } from './sentence'

const reload = { label: '刷新', way: 'reload' } as const

/** Refusals that every action can get before it runs. */
export const DOOR: Record<DoorRefusal, Write> = {
  ACTION_UNKNOWN: () => ({
    title: '这个功能正在更新',
    body: '关掉小程序再打开一次，积分和券都在。',
  }),
  INPUT_INVALID: () => ({
    title: '有一项没填对',
    body: '检查一下再提交，积分没有变化。',
    wayOut: { label: '去修改', way: 'edit' },
  }),
  CALLER_UNKNOWN: () => ({
    title: '没有认出你的微信',
    body: '请在微信里打开小程序，再试一次。',
    wayOut: reload,
  }),
  NOT_JOINED: () => ({
    title: '先加入会员',
    body: '加入后回到这里接着来，手机号可以不填。',
    wayOut: { label: '去加入', way: 'join' },
  }),
  CONSENT_NEEDED: () => ({
    title: '入会须知更新了',
    body: '看过新的一版并同意，就能接着攒、接着换；现有的积分和券都在。',
    wayOut: { label: '看新版', way: 'join' },
  }),
  ACCOUNT_DAMAGED: () => ({
    title: '你的会员资料暂时打不开',
    body: '积分和券都有记录，不会丢。已经告诉商家去核对，过一会儿再来，急用请到门店找店员。',
    wayOut: { label: '再试一次', way: 'reload' },
  }),
  NOT_A_GUIDE: () => ({
    title: '你不在导购名单里',
    body: '请店长在名单里加上你，再打开工作台。',
    wayOut: { label: '回首页', way: 'home' },
  }),
  NOT_STAFF: () => ({
    title: '这里只给品牌员工',
    body: '需要权限请找管理员。',
    wayOut: { label: '回首页', way: 'home' },
  }),
  ROLE_MISSING: (detail) => ({
    title: '你还没有这项权限',
    body: `${textIn(detail, 'reason') || '这一项不在你的工作里，需要的话请找管理员'}。`,
    wayOut: { label: '回首页', way: 'home' },
  }),
  OWN_AFFAIR: () => ({
    title: '自己的事请同事来办',
    body: '和你自己的积分、订单、等级有关的事，不能由你处理，什么都没有改动。',
    wayOut: reload,
  }),
  REQUEST_ID_REUSED: () => ({
    title: '这一步已经处理过',
    body: '刷新看看结果，需要的话再来一次。',
    wayOut: reload,
  }),
}

/** The cloud did not answer; a request that moves something is kept; the same tap repeats it. */
export const UNAVAILABLE: Sentence = {
  title: '网络不太好',
  body: '这次没有连上，请稍后再试一次；提交过的会接着查，不会重复。',
}

/** A bug of ours. Customer service can search for the reference. */
export const BUG: Sentence = {
  title: '这一步出了问题，是我们的错',
  body: '积分和券都有记录，不会丢，也不会重复扣。过一会儿再试一次。',
}

/** A whole page that could not be loaded. */
export const PAGE_FAILED: Sentence = {
  title: '这一页没加载出来',
  body: '你的积分和券都在，没有受影响。',
}
