import { ACTION_TITLES } from '../../../contracts/action-titles'
import { say } from '../../say'

const MOVE = ACTION_TITLES['redemption.extendPickUp']
const CANCEL = ACTION_TITLES['redemption.cancelByStaff']

/** What is going on in a shop that is about to stop. */
export interface InShop {
  /** Names of guides on duty there now, and of all others who are enrolled there. */
  onDuty: readonly string[]
  enrolled: readonly string[]
  /** Goods to be picked up there, and coupons that name the shop. */
  pickUps: number
  coupons: number
}

export type StopsHow = 'withdrawn' | 'closed'

const HOW: Record<StopsHow, string> = {
  withdrawn: '文档已删除，门店即将停用',
  closed: '改成了停业',
}

/** Above this number, names are only counted. */
const NAMED = 20

/** What staff should take care of before the shop stops, in one sentence. */
export function stoppedReason(how: StopsHow, inShop: InShop): string {
  const { onDuty, enrolled, pickUps, coupons } = inShop
  const parts = [
    onDuty.length > 0 ? `正在上岗的导购 ${namesOf(onDuty)} 会自动下岗` : '',
    enrolled.length > 0 ? `另有登记在这里的导购 ${namesOf(enrolled)}` : '',
    pickUps !== 0 ? say`${pickUps} 单自提还没取，请用「${MOVE}」或「${CANCEL}」` : '',
    coupons !== 0 ? say`${coupons} 张未用的券写着这家店` : '',
  ].filter(Boolean)
  return say`${HOW[how]}：${parts.length > 0 ? parts.join('；') : '没有导购、自提和券受影响'}`
}

function namesOf(names: readonly string[]): string {
  const told = names.slice(0, NAMED).join('、')
  return names.length > NAMED ? `${told} 等 ${names.length} 人` : told
}
