import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { openStatement, STATEMENT_FILTERS } from '@contracts/ledger/statement'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { openTab } from '@/screen/ways'
import { Empty } from '@/ui/page/blank'
import { Chip } from '@/ui/form/chip'
import { NavBar } from '@/ui/page/nav-bar'
import { Forecast } from './forecast'
import { Lines } from './lines'
import './index.scss'

type Filter = (typeof STATEMENT_FILTERS)[number]

const LABELS: Record<Filter, string> = {
  all: '全部',
  earn: '赚取',
  burn: '使用',
  expire: '过期',
  restore: '退回',
}

export default function StatementPage() {
  const [screen] = useState(() => createScreen(openStatement, { call }))
  const [filter, setFilter] = useState<Filter>('all')
  const shown = useStore(screen.state)
  const load = () => void screen.load({ filter })

  useDidShow(load)
  useReachBottom(() => {
    const before = shown.data?.next
    if (before) {
      void screen.more({ filter, before }, (page, next) => ({
        ...next,
        lines: [...page.lines, ...next.lines],
      }))
    }
  })

  return (
    <View className="page-statement">
      <NavBar title="积分明细" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(data) => (
          <>
            <Forecast data={data} />
            <Filters
              filter={filter}
              onPick={(name) => {
                setFilter(name)
                void screen.load({ filter: name })
              }}
            />
            {data.lines.length === 0 ? (
              <Empty
                title={filter === 'all' ? '还没有积分变动' : `没有「${LABELS[filter]}」的记录`}
                body="签到、认领订单都会记在这里。"
                way={{ id: 'statement-home', label: '去签到', onPress: () => openTab('home') }}
              />
            ) : (
              <Lines lines={data.lines} complete={data.next === null} />
            )}
          </>
        )}
      </Gate>
    </View>
  )
}

function Filters({ filter, onPick }: { filter: Filter; onPick: (filter: Filter) => void }) {
  return (
    <View className="statement-filters">
      {STATEMENT_FILTERS.map((name) => (
        <Chip
          key={name}
          id={`filter-${name}`}
          label={LABELS[name]}
          selected={name === filter}
          onPress={() => onPick(name)}
        />
      ))}
    </View>
  )
}
