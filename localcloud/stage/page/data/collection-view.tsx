import { useState } from 'react'
import type { Doc } from '../cloud-api'
import { Icon } from '../ui/icon'
import { Note } from '../ui/note'
import { Switch } from '../ui/switch'
import { useTask } from '../use-task'
import type { Collection, Listed } from './collections'
import { DocumentDrawer } from './document-drawer'
import { DocumentTable } from './document-table'
import { FilterBox } from './filter-box'
import { checkAndPublish, publishSentence } from './publish'
import { PAGE_SIZE, useDocuments } from './use-documents'

interface Props {
  collection: Listed
  onCountChanged: () => void
}

export function CollectionView({ collection, onCountChanged }: Props) {
  const [query, setQuery] = useState<Record<string, unknown>>({})
  const [page, setPage] = useState(0)
  const [open, setOpen] = useState<Doc | 'new' | null>(null)
  const [checksItself, setChecksItself] = useState(true)
  const [said, setSaid] = useState('')
  const [asked] = useState<Pick<Collection, 'name' | 'sort'>>(() => collection)
  const { value, problem, reload } = useDocuments(asked, query, page)
  const publishing = useTask()

  const publish = async () => {
    setSaid(publishSentence(await checkAndPublish()))
    await reload()
  }
  const afterChange = async () => {
    setSaid('')
    if (collection.edited && checksItself) await publish()
    else await reload()
    onCountChanged()
  }
  const filter = (next: Record<string, unknown>) => {
    setQuery(next)
    setPage(0)
  }
  return (
    <>
      <header className="view-head">
        <h2>
          {collection.title} <code>{collection.name}</code>
        </h2>
        <button type="button" className="button soft small" onClick={() => setOpen('new')}>
          <Icon name="plus" size={14} />
          新增
        </button>
        <button
          type="button"
          className="button quiet small"
          title="重新读取"
          aria-label="重新读取"
          onClick={() => void reload()}
        >
          <Icon name="reload" size={14} />
        </button>
      </header>
      <Advice collection={collection} />
      {collection.edited && (
        <div className="publish-bar">
          <Switch label="保存后自动检查" on={checksItself} onChange={setChecksItself} />
          <button
            type="button"
            className="button main small"
            disabled={publishing.busy}
            onClick={() => void publishing.run(publish)}
          >
            {publishing.busy ? '检查中…' : '检查并发布'}
          </button>
        </div>
      )}
      <Note tone="danger">{publishing.problem || problem}</Note>
      <Note tone="info">{said}</Note>
      <FilterBox onFilter={filter} />
      <DocumentTable
        collection={collection}
        documents={value?.documents ?? []}
        loading={value === undefined && !problem}
        onOpen={setOpen}
      />
      <Pager page={page} total={value?.total ?? 0} onPage={setPage} />
      {open && (
        <DocumentDrawer
          key={open === 'new' ? 'new' : String(open._id)}
          collection={collection}
          opened={open === 'new' ? null : open}
          onChanged={afterChange}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function Advice({ collection }: { collection: Collection }) {
  if (collection.edited) return null
  return collection.money ? (
    <p className="advice warning">
      这里记着积分、券和订单。云控制台里能改，但产品从不这样做：改了账就对不上，只在演示里试。
    </p>
  ) : (
    <p className="advice">由产品写入，一般只看不改。</p>
  )
}

interface PagerProps {
  page: number
  total: number
  onPage: (page: number) => void
}

function Pager({ page, total, onPage }: PagerProps) {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1)
  return (
    <footer className="pager">
      <span>共 {total.toLocaleString('en-US')} 份</span>
      {last > 0 && (
        <>
          <button
            type="button"
            className="button quiet small"
            disabled={page === 0}
            onClick={() => onPage(page - 1)}
          >
            上一页
          </button>
          <span>
            {page + 1} / {last + 1}
          </span>
          <button
            type="button"
            className="button quiet small"
            disabled={page >= last}
            onClick={() => onPage(page + 1)}
          >
            下一页
          </button>
        </>
      )}
    </footer>
  )
}
