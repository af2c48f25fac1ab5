import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { openTier } from '@contracts/tier/tier'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openPage } from '@/screen/ways'
import { earningInWords, rulesInWords, type TierPage } from '@/text/tier'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/page/nav-bar'
import { PRESSED } from '@/ui/press'
import { Sheet, SheetPlace } from '@/ui/sheet/sheet'
import { Benefits } from './benefits'
import { Keep } from './keep'
import { TierCards } from './tier-cards'
import './index.scss'

/** 会员等级. */
export default function TierScreen() {
  const [screen] = useState(() => createScreen(openTier, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})

  useDidShow(load)

  return (
    <View className="page-tier">
      <NavBar title="会员等级" back />
      <Gate screen={shown} shape="hero" onRetry={load}>
        {(page) => (
          <>
            <TierCards page={page} />
            <Keep page={page} />
            <Benefits page={page} />
            <Earning />
            <Foot page={page} />
          </>
        )}
      </Gate>
    </View>
  )
}

/** 成长值从哪来: the way to earn growth that is open now. */
function Earning() {
  return (
    <Card className="tier-earning">
      <View className="tier-earning-words">
        <Text className="tier-earning-title">买过的订单也算</Text>
        <Text className="tier-earning-body">认领后，积分和成长值一起到账</Text>
      </View>
      <Button id="tier-claim" size="small" onPress={() => openPage('claim')}>
        去认领
      </Button>
    </Card>
  )
}

function Foot({ page }: { page: TierPage }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <View className="tier-foot">
        <Text className="tier-foot-words">{earningInWords(page)}</Text>
        <View
          id="tier-rules"
          className="tier-foot-link"
          ariaRole="button"
          hoverClass={PRESSED}
          onClick={() => setOpen(true)}
        >
          <Text>看完整规则</Text>
          <Icon name="chevron-right" size={14} />
        </View>
      </View>
      <SheetPlace>
        {open && (
          <Sheet id="tier-rules-sheet" title="等级规则" onClose={() => setOpen(false)}>
            {rulesInWords(page).map((line) => (
              <Text key={line} className="tier-rule">
                {line}
              </Text>
            ))}
          </Sheet>
        )}
      </SheetPlace>
    </>
  )
}
