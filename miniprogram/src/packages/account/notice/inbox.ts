import type { OutputOf } from '@contracts/action'
import type { listNotices } from '@contracts/message/notice'
import type { openStatement } from '@contracts/ledger/statement'

type Notices = OutputOf<typeof listNotices>
type Statement = OutputOf<typeof openStatement>

export type InboxItem =
  | { kind: 'notice'; at: number; notice: Notices['notices'][number] }
  | { kind: 'line'; at: number; line: Statement['lines'][number] }

/**
 * 消息: notices and every movement of points by time, newest first. What is older than the last
 * thing loaded of a list that goes on waits: something might still come before it.
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
