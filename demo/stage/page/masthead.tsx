import type { Ticking } from './clock/use-clock'
import { shanghaiTime } from './shanghai-time'
import type { Theme } from './theme'
import { Icon } from './ui/icon'
import { IconButton } from './ui/icon-button'

interface Props {
  clock: Ticking
  theme: Theme
  consoleOpen: boolean
  onClock: () => void
  onConsole: () => void
}

export function Masthead({ clock, theme, consoleOpen, onClock, onConsole }: Props) {
  return (
    <header className="masthead">
      <h1>
        聚沙<span>演示台</span>
      </h1>
      <button type="button" className="button veil now" title="云里的时间" onClick={onClock}>
        {shanghaiTime(clock.now).slice(5, 16)}
        {clock.offset !== 0 && <small>已调</small>}
      </button>
      <IconButton
        className="button veil square"
        icon={theme.isDark ? 'sun' : 'moon'}
        label={theme.isDark ? '换成浅色' : '换成深色'}
        onPress={theme.flip}
      />
      <button type="button" className="button veil" aria-pressed={consoleOpen} onClick={onConsole}>
        <Icon name="panel" />
        {consoleOpen ? '收起控制台' : '打开控制台'}
      </button>
    </header>
  )
}
