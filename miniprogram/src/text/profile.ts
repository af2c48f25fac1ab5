import type { OutputOf } from '@contracts/action'
import type { openProfile, setBirthday } from '@contracts/member/profile'
import { grouped } from '@/ui/numbers'
import { dayInWords } from './dates'
import { textIn, type Sentences } from './sentence'

type Profile = OutputOf<typeof openProfile>

export const SET_BIRTHDAY: Sentences<typeof setBirthday> = {
  BIRTHDAY_SET_LATELY: (detail) => ({
    title: '生日已经记下了',
    body: `一年内只能改一次，${fullDay(textIn(detail, 'from'))}起可以再改。`,
    wayOut: { label: '看看记的是哪天', way: 'reload' },
  }),
}

/** '05-04' → 5 月 4 日 */
export function monthDayInWords(monthDay: string): string {
  // A leap year, because 29 February is a birthday too.
  return dayInWords(`2000-${monthDay}`)
}

/** '2027-11-20' → 2027 年 11 月 20 日 */
export function fullDay(day: string): string {
  return `${day.slice(0, 4)} 年 ${dayInWords(day)}`
}

/** What giving the birthday brings, one line each; empty if the brand gives nothing for it. */
export function gainsInWords({ reward, multiplier }: Profile): string[] {
  const when = multiplier?.scope === 'day' ? '生日当天' : '生日当月'
  return [
    ...(reward > 0 ? [`第一次填写，得 ${grouped(reward)} 积分`] : []),
    ...(multiplier ? [`${when}买的，积分 ${multiplier.percent / 100} 倍`] : []),
  ]
}

/** What a person should know before the birthday is saved. */
export function beforeKeeping(page: Profile, wanted: string): string[] {
  const { birthday, untilNewYear, nextChangeFrom } = page
  const counting = untilNewYear ?? birthday
  return [
    `一年内只能改一次，${fullDay(nextChangeFrom)}起才能再改。`,
    ...(counting ? [`今年仍按 ${monthDayInWords(counting)}算，明年 1 月 1 日起按新的。`] : []),
    ...(wanted === '02-29' ? ['没有 2 月 29 日的年份，按 2 月 28 日算。'] : []),
  ]
}

type Kept = OutputOf<typeof setBirthday>

/** The result of saving it. */
export function keptInWords({ earned, missed, balance, changeableFrom }: Kept): string[] {
  return [
    ...(earned > 0 ? [`到账了，+${grouped(earned)} 积分`] : []),
    ...(missed > 0 ? [`到了今天的上限，少得 ${grouped(missed)} 积分`] : []),
    ...(earned > 0 ? [`现在有 ${grouped(balance)} 积分`] : []),
    `${fullDay(changeableFrom)}起可以再改`,
  ]
}
