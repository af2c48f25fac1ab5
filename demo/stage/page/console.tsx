import { ClockPanel } from './clock/clock-panel'
import type { Ticking } from './clock/use-clock'
import type { Person } from './cloud-api'
import { DataPanel } from './data/data-panel'
import { FilesPanel } from './files/files-panel'
import { FunctionsPanel } from './functions/functions-panel'
import { LogsPanel } from './logs/logs-panel'
import { MessagesPanel } from './logs/messages-panel'

const TABS = [
  { id: 'data', title: '数据' },
  { id: 'files', title: '文件' },
  { id: 'functions', title: '函数' },
  { id: 'logs', title: '日志' },
  { id: 'messages', title: '消息' },
  { id: 'clock', title: '时钟' },
] as const

type TabId = (typeof TABS)[number]['id']

interface PanelProps {
  persons: Person[]
  clock: Ticking
  /** Data or time has changed for the phones. */
  onMoved: () => void
}

interface Props extends PanelProps {
  tab: string
  onTab: (tab: string) => void
}

/** What brand staff do in the WeChat cloud console. */
export function Console({ tab, onTab, ...panel }: Props) {
  const current = TABS.find(({ id }) => id === tab)?.id ?? 'data'
  return (
    <section className="console" aria-label="云控制台">
      <nav className="tabs" role="tablist">
        {TABS.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={current === id}
            onClick={() => onTab(id)}
          >
            {title}
          </button>
        ))}
      </nav>
      <div className="console-body" role="tabpanel">
        <Panel tab={current} {...panel} />
      </div>
    </section>
  )
}

function Panel({ tab, persons, clock, onMoved }: PanelProps & { tab: TabId }) {
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
