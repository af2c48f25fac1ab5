import {
  openStatement,
  StatementLine,
  type STATEMENT_FILTERS,
} from '../../contracts/ledger/statement'
import { spendable } from '../../domain/account/account'
import { monthOf } from '../../domain/business-day'
import { couponOf, isNews } from '../../domain/ledger/entry-news'
import { entryWords } from '../../domain/ledger/entry-words'
import { expiryView } from '../../domain/ledger/expiry'
import type { Lots } from '../../domain/account/lot'
import { memberHandler } from '../../platform/door/caller-gate'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { readOwnAccount } from '../../platform/door/member-account'
import { inForce } from '../../workflows/programme/publication'
import type { Entry } from '../../domain/account/entry'

const LINES_PER_PAGE = 20

const KINDS: Record<Exclude<(typeof STATEMENT_FILTERS)[number], 'all'>, string[]> = {
  earn: ['earn'],
  burn: ['burn'],
  expire: ['expire'],
  restore: ['clawback', 'restore', 'adjust'],
}

export const handleStatement = memberHandler(openStatement, async (input, context) => {
  const { brand, now, today, accountId } = context
  const { rules } = (await inForce(brand, now)).program
  const kinds = input.filter === 'all' ? {} : { kind: _.in(KINDS[input.filter]) }
  const before = input.before === undefined ? {} : { seq: _.lt(input.before) }
  const [account, entries] = await Promise.all([
    readOwnAccount(accountId),
    findDocuments('ledger', {
      where: { account: accountId, ...before, ...kinds },
      sort: [['seq', -1]],
      limit: LINES_PER_PAGE + 1,
    }),
  ])
  const page = entries.slice(0, LINES_PER_PAGE)
  const lines = await readable(context, 'ledger', page, StatementLine, lineOf)
  const { points, lots } = spendable(account, today)
  return {
    balance: points,
    deficit: account.deficit,
    expiry: expiryView(rules.expiry),
    byKind: account.earnedByKind,
    expiring: byMonth(lots),
    lines,
    next: entries.length > LINES_PER_PAGE ? (lines.at(-1)?.seq ?? null) : null,
  }
})

function lineOf(entry: Entry) {
  const { seq, occurredAt: at, kind, source, points } = entry
  return {
    seq,
    at,
    kind,
    source,
    ...entryWords(entry),
    points,
    coupon: couponOf(entry),
    isNews: isNews(entry),
  }
}

/** A month may hold several lots after a change of policy; the day shown is the first one's. */
function byMonth(lots: Lots): { month: string; on: string; points: number }[] {
  const months: { month: string; on: string; points: number }[] = []
  for (const { expiresOn: on, points } of lots) {
    const last = months.at(-1)
    if (last?.month === monthOf(on)) last.points += points
    else months.push({ month: monthOf(on), on, points })
  }
  return months
}
