import { useState } from 'react'
import { useClock } from './clock/use-clock'
import { cloudApi } from './cloud-api'
import { Console } from './console'
import { Masthead } from './masthead'
import { Landscape } from './phones/landscape'
import { Phones } from './phones/phones'
import { useTheme } from './theme'
import { Note } from './ui/note'
import { useKept } from './use-kept'
import { useLoaded } from './use-loaded'

/** The stage: two phones and the cloud console beside them. */
export function App() {
  const persons = useLoaded(cloudApi.persons)
  const clock = useClock()
  const theme = useTheme()
  const [tab, setTab] = useKept('tab', 'data')
  const [shown, show] = useKept('console', 'open')
  const [refresh, setRefresh] = useState(0)
  const consoleOpen = shown === 'open'
  const everybody = persons.value ?? []
  const openClock = () => {
    setTab('clock')
    show('open')
  }
  return (
    <div className={`stage ${consoleOpen ? '' : 'alone'}`}>
      <main className="scene">
        <Landscape />
        <Masthead
          clock={clock}
          theme={theme}
          consoleOpen={consoleOpen}
          onClock={openClock}
          onConsole={() => show(consoleOpen ? 'closed' : 'open')}
        />
        <Note tone="danger">{persons.problem}</Note>
        <Phones persons={everybody} isDark={theme.isDark} refresh={refresh} />
      </main>
      {consoleOpen && (
        <Console
          tab={tab}
          onTab={setTab}
          persons={everybody}
          clock={clock}
          onMoved={() => setRefresh(refresh + 1)}
        />
      )}
    </div>
  )
}
