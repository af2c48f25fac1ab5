import { useState } from 'react'
import type { Doc } from '../cloud-api'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import type { Collection, Listed } from './collections'
import { DocumentDrawer } from './document-drawer'
import { DocumentTable } from './document-table'
import { FilterBox } from './filter-box'
import { Pager } from './pager'
import { checkAndPublish, publishSentence } from './publish'
import { PublishBar } from './publish-bar'
import { useDocuments, type Choice } from './use-documents'

interface Props {
  collection: Listed
  /** Called because the number of documents may have changed. */
  onChanged: () => void
}

const EVERYTHING: Choice = { query: {}, page: 0 }

export function CollectionView({ collection, onChanged }: Props) {
  const [choice, setChoice] = useState(EVERYTHING)
  const [open, setOpen] = useState<Doc | 'new' | null>(null)
  const documents = useDocuments(collection, choice)
  const publishing = usePublishing(documents.reload)
  const afterChange = async () => {
    if (collection.edited && publishing.checksItself) await publishing.publish()
    else await documents.reload()
    onChanged()
  }
  return (
    <>
      <Head
        collection={collection}
        onNew={() => setOpen('new')}
        onReload={() => void documents.reload()}
      />
      <Advice collection={collection} />
      {collection.edited && <PublishBar {...publishing} onPublish={publishing.start} />}
      <Note tone="danger">{publishing.problem || documents.problem}</Note>
      <Note tone="info">{publishing.said}</Note>
      <FilterBox onFilter={(query) => setChoice({ query, page: 0 })} />
      <DocumentTable
        collection={collection}
        documents={documents.value?.documents ?? []}
        loading={documents.value === undefined && !documents.problem}
        onOpen={setOpen}
      />
      <Pager
        page={choice.page}
        total={documents.value?.total ?? 0}
        onPage={(page) => setChoice({ ...choice, page })}
      />
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

function usePublishing(reload: () => Promise<void>) {
  const [checksItself, onChecksItself] = useState(true)
  const [said, setSaid] = useState('')
  const { busy, problem, run } = useTask()
  const publish = async () => {
    setSaid(publishSentence(await checkAndPublish()))
    await reload()
  }
  const start = () => void run(publish)
  return { checksItself, onChecksItself, said, busy, problem, publish, start }
}

interface HeadProps {
  collection: Collection
  onNew: () => void
  onReload: () => void
}

function Head({ collection, onNew, onReload }: HeadProps) {
  return (
    <header className="view-head">
      <h2>
        {collection.title} <code>{collection.name}</code>
      </h2>
      <button type="button" className="button soft small" onClick={onNew}>
        <Icon name="plus" size={14} />
        新增
      </button>
      <IconButton icon="reload" label="重新读取" onPress={onReload} />
    </header>
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
