import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { openProfile } from '@contracts/member/profile'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { showBalance } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { fullDay, gainsInWords, monthDayInWords } from '@/text/profile'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Foot } from '@/ui/page/foot'
import { Icon } from '@/ui/icon'
import { Intro } from '@/ui/page/intro'
import { MonthDayPicker } from '@/ui/form/month-day-picker'
import { NavBar } from '@/ui/page/nav-bar'
import { Promised } from '@/ui/sheet/promised'
import { SheetPlace } from '@/ui/sheet/sheet'
import { KnownCard } from '../known-card'
import { KeepSheet } from './keep-sheet'
import { createProfile, daysOf, pickedOf, type Profile } from './profile-state'
import './index.scss'

type Page = OutputOf<typeof openProfile>

/** 我的生日. */
export default function ProfilePage() {
  const [screen] = useState(() => createScreen(openProfile, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [profile] = useState(() =>
    createProfile({
      call,
      onDone: ({ balance }) => {
        showBalance(balance)
        load()
      },
    }),
  )

  useDidShow(load)

  return (
    <View className="page-profile">
      <NavBar title="我的生日" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(page) => (
          <>
            {page.birthday === null ? (
              <Intro title="你的生日是哪天" hint="只要月和日，点两下就好。" />
            ) : (
              <Known page={page} birthday={page.birthday} />
            )}
            <Gains page={page} />
            {canTell(page) && <Telling page={page} profile={profile} />}
            <Privacy page={page} />
            {canTell(page) && <Next page={page} profile={profile} />}
            <SheetPlace>
              <KeepSheet page={page} profile={profile} onReload={load} />
            </SheetPlace>
          </>
        )}
      </Gate>
    </View>
  )
}

function canTell({ changeableFrom, today }: Page): boolean {
  return changeableFrom === null || changeableFrom <= today
}

/** 已填: the day, since when it counts, and when it can be changed next. */
function Known({ page, birthday }: { page: Page; birthday: string }) {
  const { untilNewYear, changeableFrom } = page
  const lines = [
    untilNewYear && `今年仍按 ${monthDayInWords(untilNewYear)}算，明年 1 月 1 日起按新的`,
    changeableFrom === null || canTell(page)
      ? '现在可以改，一年一次'
      : `${fullDay(changeableFrom)}起可以改`,
  ].filter((line) => line !== null)
  return <KnownCard id="birthday" icon="cake" value={monthDayInWords(birthday)} lines={lines} />
}

function Gains({ page }: { page: Page }) {
  const gains = gainsInWords(page)
  if (gains.length === 0) return null
  return (
    <Card className="gains">
      {gains.map((gain) => (
        <View key={gain} className="gain">
          <Icon name="sparkles" size={18} className="gain-icon" />
          <Text className="gain-words">{gain}</Text>
        </View>
      ))}
    </Card>
  )
}

interface Props {
  page: Page
  profile: Profile
}

function Telling({ page, profile }: Props) {
  const { month, day } = useStore(profile.state)
  return (
    <Card>
      {page.birthday !== null && <Text className="picker-change">改成哪天</Text>}
      <MonthDayPicker
        month={month}
        day={day}
        days={month === null ? 0 : daysOf(month)}
        onMonth={profile.pickMonth}
        onDay={profile.pickDay}
      />
    </Card>
  )
}

function Privacy({ page }: { page: Page }) {
  return (
    <Promised
      words={`不问出生年份，只用来算生日积分。${page.multiplier ? '填写后买的才算。' : ''}`}
    />
  )
}

function Next({ page, profile }: Props) {
  const shown = useStore(profile.state)
  const picked = pickedOf(shown)
  return (
    <Foot>
      <Button
        id="birthday-next"
        size="large"
        disabled={picked === null || picked === page.birthday}
        loading={shown.sending}
        onPress={profile.open}
      >
        {footLabel(page, shown.month, picked)}
      </Button>
    </Foot>
  )
}

/** A disabled button says why. */
function footLabel({ birthday }: Page, month: number | null, picked: string | null): string {
  if (month === null) return '先选月份'
  if (picked === null) return '再选日期'
  return picked === birthday ? '和现在的一样' : `记下 ${monthDayInWords(picked)}`
}
