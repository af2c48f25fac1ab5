import { forgedInWords, partsInWords } from './pay-words'
import { ACTION_TITLES } from '../../contracts/action-titles'
import { CHANNEL_NAMES } from '../../contracts/order/channel'
import { called } from '../programme/publishing/called'
import { stoppedReason } from '../programme/publishing/stopped-shop'
import { say } from '../say'
import type { AlertCode, AlertFactsOf, Found, FoundAs } from './alert-facts'

/** What is wrong, in numbers, as staff read it. */
export function foundInWords(found: Found): string {
  return sentenceOf(found)
}

function sentenceOf<C extends AlertCode>({ kind, facts }: FoundAs<C>): string {
  return SENTENCES[kind](facts)
}

const SENTENCES: { [C in AlertCode]: (facts: AlertFactsOf[C]) => string } = {
  entries: (facts) =>
    'broken' in facts
      ? say`流水不对：${facts.broken}`
      : say`账户记着 ${facts.said} 条流水，实际有 ${facts.right} 条`,
  balance: sums('余额'),
  growth: sums('成长值'),
  deficit: sums('欠账'),
  pending: sums('待入账积分', '订单上待入账的'),
  'kind-consumption': sums('累计消费积分'),
  'kind-reward': sums('累计奖励积分'),
  'kind-interaction': sums('累计互动积分'),
  lots: ({ expiresOn, said, right }) =>
    say`积分批次不对：${expiresOn} 到期的是 ${said}，流水加起来是 ${right}`,
  expiry: ({ said, right }) => say`最近到期日记成了 ${said}，应是 ${right}，到期任务会漏掉它`,
  missing: ({ seq, balance }) => say`账户不见了，它有 ${seq} 条流水，余额 ${balance}`,
  stock: ({ name, left, redeemed, stock }) => {
    const sum = left + redeemed
    const shown = say`「${name}」剩 ${left}、已兑 ${redeemed}，合计 ${sum}，发布的库存是 ${stock}`
    return say`${shown}，差 ${Math.abs(sum - stock)}`
  },
  pool: ({ name, left, given, all }) =>
    say`「${name}」的码库剩 ${left} 个、已兑 ${given} 个，合计 ${left + given}，导入的是 ${all} 个，` +
    say`差 ${Math.abs(all - left - given)}，请找技术人员核对`,
  'pool-low': ({ name, left }) =>
    (left === 0
      ? say`「${name}」的兑换码用完了，已停售。`
      : say`「${name}」的兑换码只剩 ${left} 个。`) +
    `请用「${ACTION_TITLES['code-pool.load']}」补上新的码`,
  'claim-guessing': () => '连续填写对不上的订单号，像在试号，已锁定 24 小时',
  'claim-sequence': ({ inRow }) => say`连着认领 ${inRow} 个相邻的订单号`,
  'claim-hurry': ({ inHour }) => say`一小时内认领了 ${inHour} 笔订单`,
  'claim-buyers': ({ buyers }) => say`认领的订单来自 ${buyers} 位不同的买家`,
  'claim-buyer': () => '下单手机号对得上的会员来认领，积分已给了只填编号的会员，请核对归谁',
  'claim-lines': () => '两位会员各认领了同一笔订单的主订单号和子订单号，已只留一位，请核对',
  'claim-device': ({ members }) => say`同一台手机上有 ${members} 位会员认领订单`,
  'code-till': wrongCodes('券码或取货码'),
  'code-duty': wrongCodes('上岗码'),
  'code-visit': wrongCodes('到店码'),
  'code-label': wrongCodes('商品码'),
  'day-limit': ({ of, points }) => say`今天${DID[of]}的积分到了上限 ${points}`,
  'large-move': ({ of, points }) => say`${WANTS[of](points)}，等第二个人复核`,
  'staff-denied': ({ times, operator }) =>
    say`今天有人 ${times} 次想用员工功能，都被拒绝了，最早的一次来自 ${operator ?? '一位员工'}`,
  'pay-unknown': ({ fen }) =>
    say`微信支付收到一笔 ¥${yuan(fen)} 的款或退款，这边没有这张单。请在商户平台核对，可能有人伪造`,
  'pay-contradiction': ({ name, fen, told, parts }) =>
    say`「${name}」应付 ¥${yuan(fen)}，微信支付说的是 ¥${yuan(told)}，对不上的是${partsInWords(parts)}。` +
    '没有发货，积分还留着。请在商户平台核对，可能有人改了价格',
  'pay-forged': ({ why }) =>
    say`有人冒充微信支付来报付款（${forgedInWords(why)}），没有理会，什么都没有改`,
  'refund-failed': ({ name, fen }) =>
    say`「${name}」的 ¥${yuan(fen)} 没能退回去，微信支付说收款账户有问题。请在商户平台退给客人`,
  unfetched: ({ name, shop, lastDay, redemption }) => {
    const [, month, day] = lastDay.split('-').map(Number)
    return (
      say`「${name}」过了取货日还没取：${shop}，最后一天是 ${month} 月 ${day} 日，取货码已停用。` +
      `可以用「${ACTION_TITLES['redemption.extendPickUp']}」延期，` +
      `或用「${ACTION_TITLES['redemption.cancelByStaff']}」退积分，` +
      say`兑换单号 ${redemption}。`
    )
  },
  damaged: ({ collection, id }) =>
    say`有一份${NAMES[collection] ?? '数据'}读不出来，已先跳过，其余照常：` +
    say`请在云控制台的 ${collection} 里核对编号「${id}」，照历史或备份改好`,
  denied: ({ channel, answer }) =>
    say`${CHANNEL_NAMES[channel]}的订单接口拒绝了查询（${answer}），` +
    '请在开放平台检查授权和应用权限，再更新环境变量里的 accessToken',
  unread: ({ source, records, named }) => {
    const places = named.map(({ place, orderNo }) =>
      orderNo === null ? say`第 ${place} 条` : say`第 ${place} 条（订单 ${orderNo}）`,
    )
    const more = records > named.length ? ' 等' : ''
    return (
      say`推送来源「${source}」有 ${records} 条记录看不懂，没有收下：${places.join('、')}${more}。` +
      '请对方改正后重发，或导入订单文件补上。'
    )
  },
  'import-stopped': ({ file, orders, reason }) =>
    say`订单文件“${file}”导入了 ${orders} 个订单后停了：${reason}。` +
    '已导入的不受影响，处理后请重新预览、确认',
  stopped: ({ name, how, ...inShop }) => called('shops', name) + stoppedReason(how, inShop),
  offSale: ({ collection, name, reason }) =>
    say`${called(collection, name)}已停售：${reason}。补上或改好以后会自动重新上架`,
  contradiction: ({ collection, name, reason }) => say`${called(collection, name)}：${reason}`,
  tightened: ({ collection, name, version, reason }) =>
    say`${called(collection, name)}照${versionName(version)}执行，但按现在的规则有地方要改：${reason}`,
  stray: ({ collection, name, reason }) => say`${called(collection, name)}没有生效：${reason}`,
  removed: ({ collection, name, id, version }) =>
    say`${called(collection, name)}的文档被删掉了，仍照${versionName(version)}执行。请按编号「${id}」放回一份`,
  unreadable: ({ collection, name, version }) =>
    say`${called(collection, name)}已发布的${versionName(version)}在数据库里被改动或读不出来，` +
    '已按历史版本执行或先停用，并照员工写的文档重新发布；请核对一遍',
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}

function versionName(version: number | null): string {
  return version === null ? '一个版本' : say`第 ${version} 版`
}

function sums(name: string, source = '流水') {
  // A damaged account's own values are shown as they are.
  return ({ said, right }: { said: number; right: number }) =>
    `${name}是 ${said}，${source}加起来是 ${right}，差 ${Math.abs(said - right)}`
}

function wrongCodes(name: string) {
  return ({ wrong }: { wrong: number }) =>
    say`一天里输错 ${wrong} 次${name}，像在试码，今天已经锁住`
}

/** What the staff member did; also used in the refusal that says so. */
export const DID: Record<AlertFactsOf['day-limit']['of'], string> = {
  points: '动',
  cancelled: '取消兑换退回',
  claimed: '核对认领给出',
  codes: '启用印刷码放出',
}

const WANTS: Record<AlertFactsOf['large-move']['of'], (points: number) => string> = {
  points: (points) => say`要动一位会员的 ${points} 积分`,
  cancelled: (points) => say`要取消一位会员 ${points} 积分的兑换`,
  claimed: (points) => say`要把值 ${points} 积分的订单判给一位会员`,
  codes: (points) => say`要启用一批共 ${points} 积分的印刷码`,
}

/** The names that staff use for the documents of these collections. */
const NAMES: Record<string, string> = {
  accounts: '会员账户',
  alerts: '提醒',
  approvals: '待复核的积分',
  claims: '认领',
  coupons: '券',
  departures: '注销',
  imports: '订单导入',
  ledger: '积分流水',
  memories: '用过的记录',
  messages: '消息',
  orders: '订单',
  pool_codes: '兑换码',
  redemptions: '兑换单',
  stock: '库存',
  walks: '对账进度',
}
