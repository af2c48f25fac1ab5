import { Text, View } from '@tarojs/components'
import { useDidShow, useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { Empty, ErrorState } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { decoded } from '@/device/decoded'
import { openTab } from '@/screen/ways'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { Skeleton } from '@/ui/page/skeleton'
import { clockTime } from '@/text/dates'
import { makeDutyState, type DutyState } from './duty-state'
import { DutyDone } from './duty-done'
import { DutyStart } from './duty-start'
import { DutyWork } from './duty-work'
import './index.scss'

/** 导购工作台. */
export default function DutyPage() {
  const [duty] = useState(() => makeDutyState(call))
  const state = useStore(duty)
  // Scanning the shop's code in WeChat opens this page with it, so one press is enough.
  useLoad(({ scene }) => {
    if (decoded(scene) !== '') state.typeShopCode(decoded(scene))
  })
  useDidShow(() => void state.open())
  return (
    <View className="page-duty">
      <NavBar title="导购工作台" back />
      {state.board ? <Board {...state} board={state.board} /> : <Unopened {...state} />}
    </View>
  )
}

function Unopened({ failure, open }: DutyState) {
  if (!failure) return <Skeleton shape="rows" />
  if (failure.kind === 'refused') {
    return (
      <Empty
        title={failure.title}
        body={failure.body}
        way={{ id: 'duty-home', label: '回首页', onPress: goHome }}
      />
    )
  }
  return <ErrorState {...failure} onRetry={() => void open()} />
}

function Board(props: DutyState & { board: NonNullable<DutyState['board']> }) {
  const { board, failure, busy, end } = props
  const { guide, duty } = board
  return (
    <>
      <View className="duty-who">
        <View className="duty-face">{guide.name.slice(0, 1)}</View>
        <View className="duty-words">
          <View className="duty-name">
            {guide.name}
            <Text className="duty-number">工号 {guide.number}</Text>
          </View>
          <View className={duty ? 'duty-place is-on' : 'duty-place'}>
            {duty ? `${duty.shopName} · ${clockTime(duty.since)} 上岗` : '还没上岗'}
          </View>
        </View>
        {duty && (
          <Button id="duty-end" look="outline" loading={busy === 'end'} onPress={() => void end()}>
            下岗
          </Button>
        )}
      </View>
      {duty ? <DutyWork writtenOffToday={board.writtenOffToday} /> : <DutyStart {...props} />}
      {failure && (
        <Notice id="duty-failure" tone="danger" title={failure.title} body={failure.body} />
      )}
      <DutyDone board={board} />
    </>
  )
}

function goHome() {
  openTab('home')
}
