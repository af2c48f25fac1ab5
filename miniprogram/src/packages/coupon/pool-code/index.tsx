import { Image, Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { phoneNow } from '@/cloud/clock'
import { writeClipboard } from '@/device/clipboard'
import { decoded } from '@/device/decoded'
import { CancelSheet } from '@/features/redemption-cancel/cancel-sheet'
import { createCancel } from '@/features/redemption-cancel/cancel-state'
import { pictureOf } from '@/pages/mall/picture'
import { Gate } from '@/screen/gate'
import { follow, openTab } from '@/screen/ways'
import { dayOf, dayWithYear, shortDayAndTime } from '@/text/dates'
import { Card } from '@/ui/card'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'
import { grouped } from '@/ui/numbers'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { SheetPlace } from '@/ui/sheet/sheet'
import { createPoolCode, type PoolCode, type Shown } from './pool-code-state'
import './index.scss'

/** 兑换码: a code out of a pool, seen by a tap, then big and to be copied. */
export default function PoolCodePage() {
  const redemptionId = decoded(useRouter().params['redemptionId'])
  const [page] = useState(() => createPoolCode({ call, redemptionId, write: writeClipboard }))
  const shown = useStore(page.screen.state)
  const open = () => void page.open()
  const [cancel] = useState(() => createCancel({ call, onDone: open }))
  useDidShow(open)
  return (
    <View className="page-pool-code">
      <NavBar title="兑换码" back />
      <Gate screen={shown} shape="rows" onRetry={open}>
        {(data) => (
          <>
            <Card className="code-pass">
              <Thing data={data} />
              <View className="code-cut" />
              <Code data={data} page={page} />
            </Card>
            <Failed page={page} onStay={open} />
            <Use data={data} />
            <View className="code-acts">
              {data.redemption.cancellable && (
                <Button
                  id="pool-code-cancel"
                  className="code-act"
                  look="outline"
                  size="large"
                  onPress={() => cancel.open(data.redemption)}
                >
                  不要了，取消兑换
                </Button>
              )}
              {data.redemption.state === 'cancelled' && (
                <Button
                  id="pool-code-more"
                  className="code-act"
                  size="large"
                  onPress={() => openTab('mall')}
                >
                  再换一件
                </Button>
              )}
            </View>
          </>
        )}
      </Gate>
      <SheetPlace>
        <CancelSheet cancel={cancel} onReload={open} />
      </SheetPlace>
    </View>
  )
}

function Thing({ data: { redemption } }: { data: Shown }) {
  const { name, picture, points, placedAt } = redemption
  return (
    <View className="code-thing">
      <Image className="code-picture" mode="aspectFill" src={pictureOf(picture)} />
      <View className="code-words">
        <Text className="code-name">{name}</Text>
        <Text className="code-line">1 个 · {grouped(points)} 积分</Text>
        <Text className="code-line">{shortDayAndTime(placedAt)} 换的</Text>
      </View>
    </View>
  )
}

/** The code itself, the button that reveals it, or why there is none. */
function Code({ data: { code, redemption }, page }: { data: Shown; page: PoolCode }) {
  const { revealing, copied } = useStore(page.state)
  if (redemption.state === 'cancelled') {
    return (
      <>
        <Text className="code-title">这笔兑换取消了</Text>
        <Text className="code-ask">积分已经退回，兑换码回到了商家那里。</Text>
      </>
    )
  }
  if (code === null) {
    return (
      <>
        <Text className="code-ask">看过以后不能取消，要用时再看。</Text>
        <Button
          id="pool-code-reveal"
          size="large"
          className="code-main"
          loading={revealing}
          onPress={() => void page.reveal()}
        >
          看兑换码
        </Button>
      </>
    )
  }
  return (
    <>
      <Text className="code-ask">这串码只给你一个人，别发给别人</Text>
      <Text
        id="pool-code"
        className={code.length > 14 ? 'code-text code-long' : 'code-text'}
        userSelect
      >
        {code}
      </Text>
      <Button
        id="pool-code-copy"
        size="large"
        className="code-main"
        onPress={() => void page.copy(code)}
      >
        复制兑换码
      </Button>
      {copied !== null && (
        <View id="pool-code-copied" className={`code-copied code-${copied}`} ariaRole="alert">
          <Icon name={copied === 'done' ? 'check-circle' : 'alert'} size={18} />
          <Text className="code-told">
            {copied === 'done' ? '已复制，去粘贴吧' : '没有复制成，请长按上面的码选中复制'}
          </Text>
        </View>
      )}
    </>
  )
}

function Failed({ page, onStay }: { page: PoolCode; onStay: () => void }) {
  const { failure } = useStore(page.state)
  if (!failure) return null
  const { title, body, wayOut } = failure
  return (
    <Notice id="pool-code-failure" tone="danger" title={title} {...(body ? { body } : {})}>
      {wayOut && (
        <Button
          id="pool-code-way-out"
          size="small"
          look="outline"
          onPress={() => follow(wayOut.way, onStay)}
        >
          {wayOut.label}
        </Button>
      )}
    </Notice>
  )
}

/** 怎么用, and until when. */
function Use({ data: { redemption } }: { data: Shown }) {
  const { poolCode, state } = redemption
  if (!poolCode || state === 'cancelled') return null
  const { howTo, lastDay } = poolCode
  return (
    <Card>
      <Text className="code-head">怎么用</Text>
      <Text className="code-how">{howTo}</Text>
      {lastDay !== null && (
        <View id="pool-code-until" className="code-until">
          <Icon name="clock" size={18} />
          <Text className="code-told">
            {dayWithYear(lastDay, dayOf(phoneNow()))}当天为止，过期作废
          </Text>
        </View>
      )}
    </Card>
  )
}
