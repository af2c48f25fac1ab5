import type { Person } from '../cloud-api'
import { FUNCTIONS } from './presets'

interface Props {
  name: string
  onName: (name: string) => void
  /** Empty for the console. */
  person: string
  onPerson: (id: string) => void
  persons: Person[]
  busy: boolean
  canCall: boolean
  onCall: () => void
}

/** Chooses the function and the caller. */
export function CallHead(props: Props) {
  const { name, onName, person, onPerson, persons, busy, canCall, onCall } = props
  return (
    <div className="call-head">
      <label>
        函数
        <input
          list="functions"
          value={name}
          spellCheck={false}
          onChange={(event) => onName(event.target.value)}
        />
        <datalist id="functions">
          {FUNCTIONS.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </label>
      <label>
        谁来调用
        <select value={person} onChange={(event) => onPerson(event.target.value)}>
          <option value="">控制台（没有 openid）</option>
          {persons.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {called}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button main"
        disabled={busy || !canCall || name === ''}
        onClick={onCall}
      >
        {busy ? '运行中…' : '运行'}
      </button>
    </div>
  )
}
