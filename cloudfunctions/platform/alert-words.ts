import type { Alert } from '../domain/alert'
import { alertInWords } from '../domain/alert-words'
import { _ } from './cloud'
import { findFields } from './collection'

/** The sentences of alerts, by id: whoever they are about is looked up now and named here alone. */
export async function alertsInWords(
  alerts: readonly Alert[],
  brand: string,
): Promise<Map<string, string>> {
  const subjects = alerts.filter(({ topic }) => topic === 'account').map(({ subject }) => subject)
  const actors = alerts.flatMap(({ actor }) => (actor === undefined ? [] : [`${brand}:${actor}`]))
  const among = (ids: string[]) => ({ where: { _id: _.in([...new Set(ids)]) }, limit: ids.length })
  const accounts =
    subjects.length === 0 ? [] : await findFields('accounts', among(subjects), ['_id', 'nickname'])
  const staff = actors.length === 0 ? [] : await findFields('staff', among(actors), ['_id', 'name'])
  const names = new Map([
    ...accounts.map(({ _id, nickname }) => [_id, nickname] as const),
    ...staff.map(({ _id, name }) => [`staff:${_id}`, name] as const),
  ])
  const called = {
    member: (account: string) => names.get(account),
    staff: (memberId: string) => names.get(`staff:${brand}:${memberId}`),
  }
  return new Map(alerts.map((alert) => [alert._id, alertInWords(alert, called)]))
}
