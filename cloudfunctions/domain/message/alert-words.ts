import { shownName } from '../../contracts/member/nickname'
import type { Alert } from './alert'
import { foundInWords } from './alert-sentence'

/** Current names of those whom alerts are about; somebody who is not found has no name. */
export interface Called {
  member(account: string): string | undefined
  staff(memberId: string): string | undefined
}

/** How older alerts named somebody at their beginning; whatever the name was, it ends here. */
const NAMED: Partial<Record<Alert['topic'], RegExp>> = {
  account: /^会员「.*」的/su,
  staff: /^.*?(?=今天动的积分到了上限 \d+$|要动一位会员的 \d+ 积分，等第二个人复核$)/su,
}

/** The sentence of an alert as it is stored: whom it is about is given by ids alone. */
export function withoutName({ topic }: Pick<Alert, 'topic'>, sentence: string): string {
  const named = NAMED[topic]
  return named ? sentence.replace(named, '') : sentence
}

/** What is wrong, without the name of anybody it is about. */
export function alertSentence(alert: Alert): string {
  return alert.facts === undefined ? withoutName(alert, alert.sentence) : foundInWords(alert)
}

/** The sentence as staff read it, with the names that are known now. */
export function alertInWords(alert: Alert, called: Called): string {
  const { topic, kind, subject, actor } = alert
  const sentence = alertSentence(alert)
  if (topic === 'account') {
    const name = called.member(subject)
    return name === undefined ? sentence : `会员「${shownName(name)}」的${sentence}`
  }
  if (topic !== 'staff' || !OF_ONE_PERSON.includes(kind)) return sentence
  const name = actor === undefined ? '云控制台的操作人' : (called.staff(actor) ?? '一位员工')
  return `${name} ${sentence}`
}

export const OF_ONE_PERSON = ['day-limit', 'large-move']
