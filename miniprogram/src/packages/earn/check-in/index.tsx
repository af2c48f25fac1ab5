import { Image, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import { openCheckIn } from '@contracts/check-in/check-in'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { isDark } from '@/device/dark'
import { checkInState, homeScreen, showCheckIn } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { useJoinFirst } from '@/screen/use-join-first'
import { joinFirst } from '@/screen/ways'
import { pagoda } from '@/ui/art/pagoda'
import { tierScene } from '@/ui/art/scene'
import { NavBar, navRoom } from '@/ui/page/nav-bar'
import { SheetPlace } from '@/ui/sheet/sheet'
import { Calendar } from './calendar'
import { Ladder, reachedDays } from './ladder'
import { MakeUpCard } from './make-up-card'
import { MakeUpSheet } from './make-up-sheet'
import { createMakeUp } from './make-up-state'
import { Streak } from './streak'
import './index.scss'

type Page = OutputOf<typeof openCheckIn>

export default function CheckInPage() {
  const [screen] = useState(() => createScreen(openCheckIn, { call }))
  const [makeUp] = useState(() =>
    createMakeUp({
      call,
      onDone: (done) => {
        showCheckIn(done)
        void screen.load({ month: screen.state.getState().data?.month })
      },
    }),
  )
  const shown = useStore(screen.state)
  const acting = useStore(checkInState.state)
  const seen = useSeenMonths(shown.data)
  const strip = shown.data?.strip
  const load = () => void screen.load({})
  const checkIn = () => void checkInState.checkIn(strip?.today ?? '')

  const reload = () => {
    checkInState.forget()
    load()
  }

  const openMakeUp = (day: string) => {
    makeUp.open(day)
    // The sheet says how much is left, but the home page's balance may be from an earlier visit.
    void homeScreen.load({})
  }

  useEffect(reload, [])
  useEffect(() => {
    if (acting.done) load()
  }, [acting.done])
  useJoinFirst(acting.failure, checkInState.forget, checkIn)

  return (
    <View className="page-check-in">
      <Hero strip={strip}>
        {shown.data && (
          <Streak
            strip={shown.data.strip}
            acting={acting}
            monthlyDays={monthlyDays(shown.data, seen)}
            onCheckIn={shown.data.joined ? checkIn : () => joinFirst(checkIn)}
            onReload={reload}
          />
        )}
      </Hero>
      <View className="check-in-body">
        <Gate screen={shown} shape="rows" onRetry={load}>
          {(data) => (
            <>
              <Ladder data={data} />
              <Calendar
                data={data}
                onMonth={(month) => void screen.load({ month })}
                onMakeUp={openMakeUp}
              />
              <MakeUpCard data={data} onMakeUp={openMakeUp} />
              <SheetPlace>
                <MakeUpSheet data={data} makeUp={makeUp} onReload={reload} />
              </SheetPlace>
            </>
          )}
        </Gate>
      </View>
    </View>
  )
}

/** The pagoda grows with the running cycle. */
function Hero({ strip, children }: { strip?: Page['strip']; children: ReactNode }) {
  const built = strip?.days.filter(({ state }) => state === 'done').length ?? 0
  return (
    <View className="check-in-hero">
      <Image
        className="check-in-art"
        mode="aspectFill"
        src={tierScene(2, { dark: isDark(), bare: true })}
      />
      <Image className="check-in-pagoda" src={pagoda(built, 'shadow')} />
      <NavBar title="每日签到" back over="art" />
      <View className="check-in-over" style={{ paddingTop: navRoom() }}>
        {children}
      </View>
    </View>
  )
}

/** Days checked in by month, for the months that were loaded in this visit. */
type SeenMonths = Record<string, number[]>

function useSeenMonths(page: Page | null): SeenMonths {
  const [seen, setSeen] = useState<SeenMonths>({})
  useEffect(() => {
    if (page) setSeen((before) => ({ ...before, [page.month]: page.checkedDays }))
  }, [page])
  return seen
}

function monthlyDays({ strip, monthly }: Page, seen: SeenMonths): number | null {
  return reachedDays(monthly, seen[strip.today.slice(0, 7)]?.length ?? 0)
}
