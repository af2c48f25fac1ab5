import { useState, type FormEvent } from 'react'
import { Note } from '../ui/note'
import { readFilter } from './filter'

interface Props {
  onFilter: (query: Record<string, unknown>) => void
}

export function FilterBox({ onFilter }: Props) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const apply = (text: string) => {
    const read = readFilter(text)
    setProblem('problem' in read ? read.problem : '')
    if ('query' in read) onFilter(read.query)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply(typed)
  }
  const clear = () => {
    setTyped('')
    apply('')
  }
  return (
    <form className="filter" onSubmit={submit}>
      <input
        type="search"
        aria-label="筛选"
        placeholder="筛选：name~咖啡  onSale=true，或一段 JSON"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button outline small">
        筛选
      </button>
      {typed !== '' && (
        <button type="button" className="button quiet small" onClick={clear}>
          清除
        </button>
      )}
      <Note tone="warning">{problem}</Note>
    </form>
  )
}
