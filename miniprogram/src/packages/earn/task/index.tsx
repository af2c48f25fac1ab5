import { Image, Text, View } from '@tarojs/components'
import { useDidShow, useLoad } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { openTasks } from '@contracts/task/task'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { isDark } from '@/device/dark'
import { showBalance } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { useJoinFirst } from '@/screen/use-join-first'
import { decoded } from '@/device/decoded'
import { follow } from '@/screen/ways'
import { mascot } from '@/ui/art/mascot'
import { tierScene } from '@/ui/art/scene'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Figure } from '@/ui/figure'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { SheetPlace } from '@/ui/sheet/sheet'
import { InviteSheet } from './invite-sheet'
import { Row } from './row'
import { createTasks, type Tasks } from './task-state'
import { VisitSheet } from './visit-sheet'
import './index.scss'

type Page = OutputOf<typeof openTasks>

/** 赚积分. */
export default function TaskPage() {
  const [screen] = useState(() => createScreen(openTasks, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [tasks] = useState(() =>
    createTasks({
      call,
      onBalance: (balance) => {
        showBalance(balance)
        load()
      },
    }),
  )
  const { failure } = useStore(tasks.state)

  // The code on a shop's wall opens this page; then one tap is left, the visit.
  useLoad(({ scene }) => {
    if (scene) tasks.openVisit(decoded(scene))
  })
  useDidShow(load)
  // A tap on an invitation or a visit is not continued after joining: the new member taps again.
  useJoinFirst(failure, tasks.forget, load)

  return (
    <View className="page-task">
      <NavBar title="赚积分" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(page) => (
          <>
            <Today page={page} />
            {GROUPS.map(({ group, name, more }) => (
              <Group key={group} {...{ group, name, more, page, tasks }} onReload={load} />
            ))}
          </>
        )}
      </Gate>
      <SheetPlace>
        <VisitSheet tasks={tasks} />
        <InviteSheet tasks={tasks} />
      </SheetPlace>
    </View>
  )
}

/** 今天还能赚. */
function Today({ page: { left, earned, done, total } }: { page: Page }) {
  return (
    <View className="task-today">
      <Image
        className="task-art"
        mode="aspectFill"
        src={tierScene(2, { dark: isDark(), bare: true })}
      />
      <Image className="task-cat" src={mascot('calm')} />
      <View className="task-over">
        <Text className="task-today-name">今天还能赚</Text>
        <View id="task-left" className="task-left">
          <Figure value={left} size="l" />
          <Text className="task-unit">积分</Text>
        </View>
        <Text id="task-count" className="task-count">
          这一期完成 {done} / {total} · 今天已赚 {earned}
        </Text>
      </View>
    </View>
  )
}

const GROUPS = [
  { group: 'today', name: '今天做', more: '0 点刷新' },
  { group: 'shopping', name: '认领与购物', more: '退款后会退回进度' },
  { group: 'once', name: '只做一次', more: '' },
] as const

interface GroupProps {
  group: Page['rows'][number]['group']
  name: string
  more: string
  page: Page
  tasks: Tasks
  onReload: () => void
}

function Group({ group, name, more, page, tasks, onReload }: GroupProps) {
  const { at, sheet } = useStore(tasks.state)
  const rows = page.rows.filter((row) => row.group === group)
  if (rows.length === 0) return null
  return (
    <>
      <View className="task-group">
        <Text className="task-group-name">{name}</Text>
        <Text className="task-group-more">{more}</Text>
      </View>
      {at === group && sheet === null && <Outcome tasks={tasks} onReload={onReload} />}
      <Card className="task-rows">
        {rows.map((row) => (
          <Row key={`${row.id}:${row.cycle}`} row={row} today={page.today} tasks={tasks} />
        ))}
      </Card>
    </>
  )
}

/** What a tap brought, or why nothing. */
function Outcome({ tasks, onReload }: { tasks: Tasks; onReload: () => void }) {
  const { done, failure } = useStore(tasks.state)
  if (done) return <Notice id="task-done" tone="success" title={done.title} body={done.body} />
  if (!failure || failure.refusal === 'NOT_JOINED') return null
  const { title, body, reference, wayOut } = failure
  const again = () => {
    tasks.forget()
    onReload()
  }
  return (
    <Notice
      id="task-failure"
      tone="warning"
      title={title}
      body={reference ? `${body}编号 ${reference}。` : body}
    >
      <Button id="task-way-out" size="small" onPress={() => follow(wayOut?.way ?? 'reload', again)}>
        {wayOut?.label ?? '刷新看看'}
      </Button>
    </Notice>
  )
}
