import { Text, View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { listNotices, readNotices } from '@contracts/notice'
import { openStatement } from '@contracts/statement'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { askToSubscribe } from '@/device/subscribe'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openPage, openTab } from '@/screen/ways'
import { dayAndTime } from '@/text/dates'
import { REMIND } from '@/text/notice'
import { sentenceOf } from '@/text/statement'
import { Batches } from '@/ui/batches'
import { Empty } from '@/ui/blank'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/nav-bar'
import { Notice } from '@/ui/notice'
import { Tile } from '@/ui/tile'
import { inboxOf, type InboxItem } from './inbox'
import { createRemind } from './remind-state'
import './index.scss'

type Page = OutputOf<typeof listNotices>
type Item = Page['notices'][number]

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
      .more({ before }, (page, next) => ({ ...next, notices: [...page.notices, ...next.notices] }))
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
                body="积分快到期、认领有结果时，会在这里告诉你。"
                way={{ id: 'notice-mall', label: '看看能换什么', onPress: () => openTab('mall') }}
              />
            ) : (
              <Batches items={inboxOf(data, moved)}>
                {(item) =>
                  item.kind === 'notice' ? (
                    <Row key={item.notice.noticeId} notice={item.notice} />
                  ) : (
                    <Move key={item.line.seq} line={item.line} />
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

/** Seen is read. The marks stay on this screen, so that the person sees what was new. */
function markRead(data: Page | null): void {
  const fresh = (data?.notices ?? []).filter(({ read }) => !read)
  if (fresh.length === 0) return
  void call(readNotices, { ids: fresh.slice(0, MARK_AT_ONCE).map(({ noticeId }) => noticeId) })
}

/** Where a notice leads. */
function wayOf({ kind, expiresOn, at }: Item) {
  switch (kind) {
    case 'claim':
      return {
        ...{ icon: 'receipt' as const, id: `notice-claims-${at}`, label: '看认领记录' },
        go: () => openPage('claim-list'),
      }
    case 'tier':
      return {
        ...{ icon: 'gem' as const, id: `notice-tier-${expiresOn}-${at}`, label: '看等级' },
        go: () => openPage('tier'),
      }
    case 'phone':
      return {
        ...{ icon: 'phone' as const, id: `notice-phone-${at}`, label: '我的手机号' },
        go: () => openPage('phone'),
      }
    default:
      return {
        ...{ icon: 'hourglass' as const, id: `notice-spend-${expiresOn}-${at}`, label: '去商城' },
        go: () => openTab('mall'),
      }
  }
}

function Row({ notice }: { notice: Item }) {
  const { title, text, at, read } = notice
  const { icon, id, label, go } = wayOf(notice)
  return (
    <Card className={read ? 'notice-card' : 'notice-card is-new'}>
      <Tile icon={icon} tone={read ? 'plain' : 'warning'} />
      <View className="notice-in">
        <View className="notice-head">
          <Text className="notice-name">{title}</Text>
          {!read && <Text className="notice-new">新</Text>}
        </View>
        <Text className="notice-text">{text}</Text>
        <View className="notice-foot">
          <Text className="notice-at">{dayAndTime(at)}</Text>
          <Button id={id} look="text" size="small" onPress={go}>
            {label}
          </Button>
        </View>
      </View>
    </Card>
  )
}

/** One movement of points: what happened, how many and why. */
function Move({ line }: { line: Extract<InboxItem, { kind: 'line' }>['line'] }) {
  return (
    <Card className="notice-card">
      <Tile icon={line.points > 0 ? 'sparkles' : 'receipt'} tone="plain" />
      <View className="notice-in">
        <Text className="notice-name">{line.points > 0 ? '积分到账' : '积分变动'}</Text>
        <Text className="notice-text">{sentenceOf(line)}</Text>
        <View className="notice-foot">
          <Text className="notice-at">{dayAndTime(line.at)}</Text>
        </View>
      </View>
    </Card>
  )
}

/** 订阅: one tap, one accept, one message. */
function RemindCard({ templateIds }: { templateIds: string[] }) {
  const [remind] = useState(() => createRemind(call, askToSubscribe))
  const { asking, said } = useStore(remind.state)
  return (
    <>
      <Card className="remind">
        <Icon name="bell" size={24} className="remind-bell" />
        <View className="remind-words">
          <Text className="remind-title">{REMIND.title}</Text>
          <Text className="remind-body">{REMIND.body}</Text>
        </View>
        <Button
          id="notice-subscribe"
          size="small"
          loading={asking}
          onPress={() => void remind.ask(templateIds)}
        >
          开启
        </Button>
      </Card>
      {said && <Notice id="notice-said" tone={said.tone} title={said.title} body={said.body} />}
    </>
  )
}
