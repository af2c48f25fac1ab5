import type { Alert } from '../../domain/message/alert'
import { alertInWords } from '../../domain/message/alert-words'
import { _ } from '../../platform/wechat/cloud'
import { findFields } from '../../platform/database/collection'

/** The sentence of an alert: the members it is about are looked up now, and named only here. */
export async function wordsOfAlerts(
  alerts: readonly Alert[],
  brand: string,
): Promise<(alert: Alert) => string> {
  const subjects = alerts
    .filter(({ topic, subject }) => topic === 'account' && isText(subject))
    .map(({ subject }) => subject)
  const actors = alerts.flatMap(({ actor }) => (actor === undefined ? [] : [`${brand}:${actor}`]))
  const among = (ids: string[]) => ({ where: { _id: _.in([...new Set(ids)]) }, limit: ids.length })
  const accounts =
    subjects.length === 0 ? [] : await findFields('accounts', among(subjects), ['_id', 'nickname'])
  const staff = actors.length === 0 ? [] : await findFields('staff', among(actors), ['_id', 'name'])
  const names = new Map([
    ...accounts.map(({ _id, nickname }) => [_id, nickname] as const),
    ...staff.map(({ _id, name }) => [`staff:${_id}`, name] as const),
  ])
  // A damaged name counts as none; the alert is shown without it.
  const nameOf = (key: string) => {
    const name = names.get(key)
    return isText(name) ? name : undefined
  }
  const called = {
    member: nameOf,
    staff: (memberId: string) => nameOf(`staff:${brand}:${memberId}`),
  }
  return (alert) => alertInWords(alert, called)
}

function isText(kept: unknown): kept is string {
  return typeof kept === 'string'
}
