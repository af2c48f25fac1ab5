import { useEffect, useRef } from 'react'
import type { Person } from '../cloud-api'
import { Icon } from '../ui/icon'

/** A screen of 375 × 812 and its bezel. */
export const FRAME = { width: 399, height: 836 }

/** A phone's scrollbar lies over the page; that of a desktop's browser would take room from it. */
const NO_SCROLLBARS = `
  * { scrollbar-width: none; }
  ::-webkit-scrollbar { display: none; }`

interface Props {
  title: string
  /** The screen on which the phone opens. */
  start: string
  persons: Person[]
  chosen: string
  onChoose: (id: string) => void
  scale: number
  isDark: boolean
  refresh: number
}

/** A phone in somebody's hands; the address alone says whose. */
export function Phone(props: Props) {
  const { title, start, persons, chosen, onChoose, scale, isDark, refresh } = props
  const screen = useRef<HTMLIFrameElement>(null)
  const person = persons.find(({ id }) => id === chosen) ?? persons[0]
  const reload = () => screen.current?.contentWindow?.location.reload()
  useEffect(() => {
    if (refresh > 0) screen.current?.contentWindow?.location.reload()
  }, [refresh])
  return (
    <figure className="phone" style={{ width: FRAME.width * scale }}>
      <figcaption>
        <div className="people" role="radiogroup" aria-label={`${title}是谁`}>
          {persons.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              role="radio"
              aria-checked={id === person?.id}
              onClick={() => onChoose(id)}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="button veil square"
          title={`刷新${title}的手机`}
          aria-label={`刷新${title}的手机`}
          onClick={reload}
        >
          <Icon name="reload" />
        </button>
      </figcaption>
      <div className="phone-room" style={{ height: FRAME.height * scale }}>
        <div className="bezel" style={{ transform: `scale(${scale})` }}>
          {person && (
            <iframe
              key={person.id}
              ref={screen}
              title={`${person.name}的手机`}
              onLoad={(event) => hideScrollbars(event.currentTarget.contentDocument)}
              src={`/as/${person.id}/${start}`}
              style={{ colorScheme: isDark ? 'dark' : 'light' }}
            />
          )}
        </div>
      </div>
    </figure>
  )
}

function hideScrollbars(page: Document | null): void {
  const style = page?.createElement('style')
  if (!style) return
  style.textContent = NO_SCROLLBARS
  page?.head.append(style)
}
