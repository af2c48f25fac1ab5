import { useEffect, useState } from 'react'
import { cloudApi } from '../cloud-api'
import { Note } from '../ui/note'
import { useLoaded } from '../use-loaded'
import { CollectionView } from './collection-view'
import { listCollections, type Listed } from './collections'
import './data.css'

const REFRESH_MS = 5000

/** 数据: what staff see and edit in the cloud console. */
export function DataPanel() {
  const { value, problem, reload } = useLoaded(cloudApi.collections, REFRESH_MS)
  const [chosen, setChosen] = useState('programs')
  const collections = listCollections(value ?? [])
  const current = collections.find((each) => each.name === chosen) ?? collections[0]
  useEffect(() => {
    document.getElementById(`collection-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div className="data">
      <nav className="collections" aria-label="集合">
        <Group
          title="可以编辑"
          list={collections.filter((each) => each.edited)}
          chosen={current?.name}
          onChoose={setChosen}
        />
        <Group
          title="只看"
          list={collections.filter((each) => !each.edited)}
          chosen={current?.name}
          onChoose={setChosen}
        />
      </nav>
      <div className="data-main">
        <Note tone="danger">{problem}</Note>
        {current && (
          <CollectionView key={current.name} collection={current} onChanged={() => void reload()} />
        )}
      </div>
    </div>
  )
}

interface GroupProps {
  title: string
  list: Listed[]
  chosen: string | undefined
  onChoose: (name: string) => void
}

function Group({ title, list, chosen, onChoose }: GroupProps) {
  return (
    <section>
      <h3>{title}</h3>
      {list.map(({ name, title: label, count }) => (
        <button
          key={name}
          id={`collection-${name}`}
          type="button"
          className="collection"
          title={name}
          aria-current={name === chosen}
          onClick={() => onChoose(name)}
        >
          <span>{label}</span>
          <small>{count.toLocaleString('en-US')}</small>
        </button>
      ))}
    </section>
  )
}
