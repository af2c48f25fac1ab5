import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { askToSubscribe } from '@/device/subscribe'
import { REMIND } from '@/text/notice'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/page/notice'
import { createRemind } from './remind-state'

/** 订阅: one tap gives one accept, which allows one message. */
export function RemindCard({ templateIds }: { templateIds: string[] }) {
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
