import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { decoded } from '@/device/decoded'
import { NavBar } from '@/ui/page/nav-bar'
import { CheckedCoupon } from './checked-coupon'
import { CheckedGoods } from './checked-goods'
import { CodeEntry } from './code-entry'
import { HandedOver } from './handed-over'
import { Receipt } from './receipt'
import { makeWriteOffState } from './write-off-state'
import './index.scss'

const TITLES = {
  code: '核销和交货',
  checked: '确认核销',
  goods: '交货',
  done: '核销结果',
  handedOver: '交货结果',
}

/** 核销: takes a code, shows what it is and, after one more press, the result. */
export default function WriteOffPage() {
  const [writeOff] = useState(() => makeWriteOffState(call))
  const state = useStore(writeOff)
  const { step } = state
  useLoad(({ code }) => {
    if (decoded(code) !== '') void state.validate(decoded(code))
  })
  return (
    <View className="page-write-off">
      <NavBar title={TITLES[step.at]} back />
      {step.at === 'code' && <CodeEntry {...state} />}
      {step.at === 'checked' && <CheckedCoupon {...state} coupon={step.coupon} />}
      {step.at === 'goods' && <CheckedGoods {...state} goods={step.goods} />}
      {step.at === 'handedOver' && <HandedOver receipt={step.receipt} next={state.next} />}
      {step.at === 'done' && <Receipt receipt={step.receipt} next={state.next} />}
    </View>
  )
}
