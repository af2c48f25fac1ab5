import { useState } from 'react'
import { ClockPanel } from './clock/clock-panel'
import { useClock, type Ticking } from './clock/use-clock'
import { cloudApi, type Person } from './cloud-api'
import { DataPanel } from './data/data-panel'
import { FilesPanel } from './files/files-panel'
import { FunctionsPanel } from './functions/functions-panel'
import { LogsPanel } from './logs/logs-panel'
import { MessagesPanel } from './logs/messages-panel'
import { Landscape } from './phones/landscape'
import { Phones } from './phones/phones'
import { shanghaiTime } from './shanghai-time'
import { useTheme } from './theme'
import { Icon } from './ui/icon'
import { Note } from './ui/note'
import { useKept } from './use-kept'
import { useLoaded } from './use-loaded'

const TABS = [
  { id: 'data', title: '数据' },
  { id: 'files', title: '文件' },
  { id: 'functions', title: '函数' },
  { id: 'logs', title: '日志' },
  { id: 'messages', title: '消息' },
  { id: 'clock', title: '时钟' },
] as const

type TabId = (typeof TABS)[number]['id']

/** The stage: two phones and the cloud console beside them. */
export function App() {
  const persons = useLoaded(cloudApi.persons)
  const clock = useClock()
  const theme = useTheme()
  const [tab, setTab] = useKept('tab', 'data')
  const [console, setConsole] = useKept('console', 'open')
  const [refresh, setRefresh] = useState(0)
  const isOpen = console === 'open'
  return (
    <div className={`stage ${isOpen ? '' : 'alone'}`}>
      <main className="scene">
        <Landscape />
        <header className="masthead">
          <h1>
            聚沙<span>演示台</span>
          </h1>
          <ClockFace clock={clock} onOpen={() => [setTab('clock'), setConsole('open')]} />
          <button
            type="button"
            className="button veil"
            title={theme.isDark ? '换成浅色' : '换成深色'}
            aria-label={theme.isDark ? '换成浅色' : '换成深色'}
            onClick={theme.flip}
          >
            <Icon name={theme.isDark ? 'sun' : 'moon'} />
          </button>
          <button
            type="button"
            className="button veil"
            aria-pressed={isOpen}
            onClick={() => setConsole(isOpen ? 'closed' : 'open')}
          >
            <Icon name="panel" />
            {isOpen ? '收起控制台' : '打开控制台'}
          </button>
        </header>
        <Note tone="danger">{persons.problem}</Note>
        <Phones persons={persons.value ?? []} isDark={theme.isDark} refresh={refresh} />
      </main>
      {isOpen && (
        <section className="console" aria-label="云控制台">
          <nav className="tabs" role="tablist">
            {TABS.map(({ id, title }) => (
              <button
                key={id}
                type="button"
                role="tab"
                aria-selected={tab === id}
                onClick={() => setTab(id)}
              >
                {title}
              </button>
            ))}
          </nav>
          <div className="console-body" role="tabpanel">
            <Panel
              tab={TABS.find(({ id }) => id === tab)?.id ?? 'data'}
              persons={persons.value ?? []}
              clock={clock}
              onMoved={() => setRefresh(refresh + 1)}
            />
          </div>
        </section>
      )}
    </div>
  )
}

interface PanelProps {
  tab: TabId
  persons: Person[]
  clock: Ticking
  onMoved: () => void
}

function Panel({ tab, persons, clock, onMoved }: PanelProps) {
  switch (tab) {
    case 'data':
      return <DataPanel />
    case 'files':
      return <FilesPanel />
    case 'functions':
      return <FunctionsPanel persons={persons} />
    case 'logs':
      return <LogsPanel persons={persons} />
    case 'messages':
      return <MessagesPanel persons={persons} />
    case 'clock':
      return <ClockPanel clock={clock} onMoved={onMoved} />
  }
}

function ClockFace({ clock, onOpen }: { clock: Ticking; onOpen: () => void }) {
  const moved = clock.offset !== 0
  return (
    <button type="button" className="button veil now" title="云里的时间" onClick={onOpen}>
      {shanghaiTime(clock.now).slice(5, 16)}
      {moved && <small>已调</small>}
    </button>
  )
}
