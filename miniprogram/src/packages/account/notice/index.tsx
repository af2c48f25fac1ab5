import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { listNotices, readNotices } from '@contracts/message/notice'
import { openStatement } from '@contracts/ledger/statement'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { showNothingNew } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openTab } from '@/screen/ways'
import { Batches } from '@/ui/page/batches'
import { Empty } from '@/ui/page/blank'
import { NavBar } from '@/ui/page/nav-bar'
import { inboxOf } from './inbox'
import { RemindCard } from './remind-card'
import { MoveRow, NoticeRow } from './rows'
import './index.scss'

type Page = OutputOf<typeof listNotices>

/** 消息. */
export default function NoticePage() {
  const [screen] = useState(() => createScreen(listNotices, { call }))
  const shown = useStore(screen.state)
  const [moves] = useState(() => createScreen(openStatement, { call }))
  const moved = useStore(moves.state).data
  const load = () => {
    void moves.load({ filter: 'all' })
    void screen.load({}).then(() => markRead(screen.state.getState().data))
  }

  useDidShow(load)
  useReachBottom(() => {
    const after = moved?.next
    if (after) {
      void moves.more({ filter: 'all', before: after }, (page, next) => ({
        ...next,
        lines: [...page.lines, ...next.lines],
      }))
    }
    const before = shown.data?.next
    if (!before) return
    void screen
      // New marks stay until the next visit, although loading the first page counted as reading.
      .more({ before }, ({ notices, newSince }, next) => ({
        ...next,
        newSince,
        notices: [...notices, ...next.notices],
      }))
      .then(() => markRead(screen.state.getState().data))
  })

  return (
    <View className="page-notice">
      <NavBar title="消息" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(data) => (
          <>
            {data.templateIds.length > 0 && <RemindCard templateIds={data.templateIds} />}
            {inboxOf(data, moved).length === 0 ? (
              <Empty
                title="还没有消息"
                body="积分和券到账、快到期、用掉时，会在这里告诉你。"
                way={{ id: 'notice-mall', label: '看看能换什么', onPress: () => openTab('mall') }}
              />
            ) : (
              <Batches rows={30} items={inboxOf(data, moved)} className="card notice-list">
                {(item) =>
                  item.kind === 'notice' ? (
                    <NoticeRow
                      key={item.notice.noticeId}
                      notice={item.notice}
                      now={data.through.at}
                    />
                  ) : (
                    <MoveRow
                      key={item.line.seq}
                      line={item.line}
                      isNew={item.line.isNews && item.at > data.newSince}
                      now={data.through.at}
                    />
                  )
                }
              </Batches>
            )}
          </>
        )}
      </Gate>
    </View>
  )
}

const MARK_AT_ONCE = 50

/** What was seen counts as read. The marks stay on this screen, to show what was new. */
function markRead(data: Page | null): void {
  if (!data) return
  // Coupons have no notice of their own; the mark on the account stands for them.
  const fresh = data.notices.filter(({ kind, read }) => !read && kind !== 'coupon')
  if (fresh.length === 0 && !data.hasNews) return
  const ids = fresh.slice(0, MARK_AT_ONCE).map(({ noticeId }) => noticeId)
  void call(readNotices, { ids, through: data.through }).then((reply) => {
    if ('ok' in reply) showNothingNew()
  })
}
