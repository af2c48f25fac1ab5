import type { OutputOf } from '@contracts/action'
import type { listNotices } from '@contracts/message/notice'
import type { openStatement } from '@contracts/ledger/statement'

type Notices = OutputOf<typeof listNotices>
type Statement = OutputOf<typeof openStatement>

export type InboxItem =
  | { kind: 'notice'; at: number; notice: Notices['notices'][number] }
  | { kind: 'line'; at: number; line: Statement['lines'][number] }

/**
 * 消息: notices and all movements of points in one list, newest first. If a list has more pages,
 * items older than its last loaded one wait, because something may still come before them.
 */
export function inboxOf(notices: Notices, statement: Statement | null): InboxItem[] {
  const lines = statement?.lines ?? []
  const items: InboxItem[] = [
    ...notices.notices.map((notice) => ({ kind: 'notice' as const, at: notice.at, notice })),
    ...lines.map((line) => ({ kind: 'line' as const, at: line.at, line })),
  ]
  const reach = Math.max(
    notices.next === null ? 0 : oldest(notices.notices),
    !statement || statement.next === null ? 0 : oldest(lines),
  )
  return items.filter(({ at }) => at >= reach).sort((one, other) => other.at - one.at)
}

function oldest(items: { at: number }[]): number {
  return items[items.length - 1]?.at ?? 0
}
