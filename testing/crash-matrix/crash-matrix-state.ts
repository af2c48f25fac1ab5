import type { DirectDatabase } from '../../localcloud/database/direct'
import { isPlainObject, type Document } from '../../localcloud/database/document'
import type { Reader } from '../auditor/auditor-reader'
import { DAY_MS } from '../brand-cloud'

/** Every document of the cloud as text, by `<collection>/<id>`. */
export type State = ReadonlyMap<string, string>

/** A cell runs its steps within this time after the snapshot. */
const WINDOW_MS = 30 * 60_000

export async function readState(
  database: Reader & Pick<DirectDatabase, 'collections'>,
): Promise<State> {
  const state = new Map<string, string>()
  for (const collection of database.collections()) {
    for (const document of await database.all(collection)) {
      state.set(`${collection}/${String(document._id)}`, JSON.stringify(document))
    }
  }
  return state
}

/** What a run changed, in a form that two runs can share: no random ids, no exact times. */
export class Change {
  /** One line for each document that was made, changed or removed. */
  readonly lines: string[]
  private readonly names: [string, string][]
  private readonly from: number

  constructor(before: State, after: State, from: number, forget: Record<string, string[]>) {
    this.from = from
    this.names = freshNames(before, after)
    const lines: string[] = []
    for (const [id, text] of after) {
      if (before.get(id) !== text) lines.push(this.lineOf(id, text, forget))
    }
    for (const id of before.keys()) if (!after.has(id)) lines.push(`${id} is gone`)
    this.lines = withoutRepeatedCalls(lines.sort())
  }

  /** An answer in the same form. */
  word(answer: unknown): string {
    return this.neutral(canonical(answer ?? null))
  }

  private lineOf(id: string, text: string, forget: Record<string, string[]>): string {
    const [collection = ''] = id.split('/')
    const dropped = [...(forget[collection] ?? []), ...(collection === 'audit' ? ['_id'] : [])]
    const document: unknown = JSON.parse(text)
    if (isPlainObject(document))
      for (const field of dropped) Reflect.deleteProperty(document, field)
    return `${collection} ${this.neutral(canonical(document))}`
  }

  private neutral(text: string): string {
    let result = text
    for (const [name, neutral] of this.names) result = result.replaceAll(name, neutral)
    const timed = result.replace(/(?<!\d)0*1[789]\d{11}(?!\d)/g, (digits) =>
      this.neutralTime(digits),
    )
    return timed.replace(/\d{4}-\d\d-\d\d 10:\d\d(:\d\d)?/g, '<minute>')
  }

  /** A time of this run, or a time that is whole days away from it. */
  private neutralTime(digits: string): string {
    const passed = Number(digits) - this.from
    const days = Math.floor(passed / DAY_MS)
    if (passed - days * DAY_MS > WINDOW_MS) return digits
    return days === 0 ? '"<now>"' : `"<now and ${days} days>"`
  }
}

/** Ids and codes that a run draws at random. */
function freshNames(before: State, after: State): [string, string][] {
  const names: [string, string][] = []
  for (const [id, text] of after) {
    if (before.has(id)) continue
    const [collection, local = ''] = id.split('/')
    const document: unknown = JSON.parse(text)
    if (!isPlainObject(document)) continue
    if (collection === 'members') names.push([local, '<member>'])
    if (collection === 'members') names.push([String(document.phoneEncrypted), '<encrypted>'])
    if (collection === 'identities') names.push([local, local.replace(/:.*/, ':<hash>')])
    if (collection === 'coupons') names.push([String(document.code), '<code>'])
  }
  return names.filter(([name]) => name !== 'null')
}

/**
 * The audit has a line per call. So a retry leaves a second, equal line, and a call that was cut
 * off leaves one that says only that it began.
 */
function withoutRepeatedCalls(lines: string[]): string[] {
  const ended = lines.filter((line) => !/^audit .*"outcome":"begun"/.test(line))
  return ended.filter((line, i) => !line.startsWith('audit ') || line !== ended[i - 1])
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isPlainObject(inner) ? sorted(inner) : inner,
  )
}

function sorted(document: Document): Document {
  return Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Documents that differ between two moments of one run, apart from the log of calls. */
export function differences(one: State, other: State): string[] {
  const ids = new Set([...one.keys(), ...other.keys()])
  return [...ids].filter((id) => !id.startsWith('audit/') && one.get(id) !== other.get(id))
}
