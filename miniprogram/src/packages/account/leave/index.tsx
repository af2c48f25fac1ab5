import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { openLeave } from '@contracts/member/leave'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openTab } from '@/screen/ways'
import { lossesOf, whatIsDeleted } from '@/text/leave'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/page/nav-bar'
import { PRESSED } from '@/ui/press'
import { forgetMember } from './forget-member'
import { SheetPlace } from '@/ui/sheet/sheet'
import { LastStep } from './last-step'
import { createLeave, type Leave } from './leave-state'
import './index.scss'

type Page = OutputOf<typeof openLeave>

/** 注销会员. */
export default function LeavePage() {
  const [screen] = useState(() => createScreen(openLeave, { call }))
  const [leave] = useState(() => createLeave(call, forgetMember))
  const shown = useStore(screen.state)
  const { done } = useStore(leave.state)
  const load = () => {
    if (!leave.state.getState().done) void screen.load({})
  }

  useDidShow(load)

  return (
    <View className="page-leave">
      <NavBar title="注销会员" back={!done} />
      {done ? (
        <Left />
      ) : (
        <Gate screen={shown} shape="rows" onRetry={load}>
          {(page) => (
            <>
              <View className="leave-intro">
                <Text className="leave-title">注销后，这些都会清零</Text>
                <Text className="leave-hint">不想用了随时可以注销；想清楚再点，找不回来。</Text>
              </View>
              <Losses page={page} />
              <DeletedData page={page} />
              <Foot page={page} leave={leave} />
              <SheetPlace>
                <LastStep page={page} leave={leave} onReload={load} />
              </SheetPlace>
            </>
          )}
        </Gate>
      )}
    </View>
  )
}

function Losses({ page }: { page: Page }) {
  return (
    <Card className="losses">
      {lossesOf(page).map(({ id, label, value }) => (
        <View key={id} className="loss">
          <Text className="loss-label">{label}</Text>
          <Text id={`loss-${id}`} className="loss-value">
            {value}
          </Text>
        </View>
      ))}
    </Card>
  )
}

function DeletedData({ page }: { page: Page }) {
  return (
    <View className="leave-deleted">
      {whatIsDeleted(page).map((line) => (
        <View key={line} className="leave-line">
          <Icon name="info" size={18} className="leave-line-icon" />
          <Text className="leave-line-words">{line}</Text>
        </View>
      ))}
    </View>
  )
}

function Foot({ page, leave }: { page: Page; leave: Leave }) {
  const { agreed, sending } = useStore(leave.state)
  return (
    <>
      <View className="leave-foot-room" />
      <View className="leave-foot">
        <View
          id="leave-agree"
          className="leave-agree"
          ariaRole="checkbox"
          ariaLabel={`我看过了，注销后找不回来${agreed ? '，已勾选' : ''}`}
          hoverClass={PRESSED}
          onClick={() => leave.agree(!agreed)}
        >
          <View className={`leave-mark ${agreed ? 'is-agreed' : ''}`}>
            {agreed && <Icon name="check" size={14} />}
          </View>
          <Text className="leave-agree-words">我看过了，知道注销后找不回来</Text>
        </View>
        <Button
          id="leave-next"
          size="large"
          look="outline"
          disabled={!agreed}
          loading={sending}
          onPress={() => leave.open(page)}
        >
          {agreed ? '下一步' : '先勾选，再下一步'}
        </Button>
        <View className="safe-bottom" />
      </View>
    </>
  )
}

function Left() {
  return (
    <View id="left" className="left">
      <View className="left-mark">
        <Icon name="check" size={28} />
      </View>
      <Text className="left-title">已经注销</Text>
      <Text className="left-line">你的信息都删除了。想回来，随时可以重新加入。</Text>
      <Button id="left-home" className="left-home" onPress={() => openTab('home')}>
        回首页逛逛
      </Button>
    </View>
  )
}
