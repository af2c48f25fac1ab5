import { useEffect, useState } from 'react'
import { cloudApi, type Doc } from '../cloud-api'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import { effectOf, statusText } from './cell'
import type { Collection } from './collections'
import { readDocument } from './filter'

interface Props {
  collection: Collection
  /** Null for a new document. */
  opened: Doc | null
  onChanged: () => Promise<void>
  onClose: () => void
}

const NEW_DOCUMENT = '{\n  "_id": ""\n}'

/** A document as JSON, to be changed, saved or deleted. */
export function DocumentDrawer({ collection, opened, onChanged, onClose }: Props) {
  const [shown, setShown] = useState(opened)
  const [text, setText] = useState(() => (opened ? textOf(opened) : NEW_DOCUMENT))
  const [saved, setSaved] = useState('')
  const [deleting, setDeleting] = useState(false)
  const task = useTask()
  const { name } = collection
  const read = readDocument(text)
  const faulty = 'problem' in read ? read.problem : faultOf(read.document, shown)
  const isSame = shown !== null && text === textOf(shown)
  useCloseByKey(onClose)

  const showFresh = async (id: unknown) => {
    const fresh = await cloudApi.get(name, id)
    setShown(fresh)
    if (fresh) setText(textOf(fresh))
  }
  const save = async () => {
    if ('problem' in read) return
    const id = read.document._id
    const there = await cloudApi.get(name, id)
    if (shown ? !sameText(there, shown) : there !== null) {
      throw new Error(
        shown ? '这份文档刚刚被别处改过，点「重新读取」再改' : '这个编号已经有文档了，换一个',
      )
    }
    await cloudApi.put(name, read.document)
    await onChanged()
    await showFresh(id)
    setSaved('已保存')
  }
  const remove = async () => {
    await cloudApi.remove(name, shown?._id)
    await onChanged()
    onClose()
  }
  return (
    <aside className="drawer" aria-label="文档">
      <header className="view-head">
        <h2 className="drawer-title">{shown ? String(shown._id) : `新增${collection.title}`}</h2>
        {shown && <CopyButton text={String(shown._id)} what="编号" />}
        <button
          type="button"
          className="button quiet small"
          title="关闭"
          aria-label="关闭"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {collection.edited && shown && (
        <p className={`status-line ${effectOf(shown)}`}>{statusText(shown)}</p>
      )}
      {collection.money && <p className="advice warning">产品从不直接改这里，改了账就对不上。</p>}
      <textarea
        className="code"
        aria-label="文档 JSON"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setSaved('')
        }}
      />
      <Note tone="danger">{task.problem}</Note>
      {faulty && !isSame ? (
        <Note tone="warning">{faulty}</Note>
      ) : (
        <Note tone="success">{saved}</Note>
      )}
      <footer className="drawer-foot">
        <button
          type="button"
          className="button main"
          disabled={task.busy || Boolean(faulty) || isSame}
          onClick={() => void task.run(save)}
        >
          {task.busy ? '保存中…' : '保存'}
        </button>
        {shown && (
          <button
            type="button"
            className="button quiet"
            onClick={() => void task.run(() => showFresh(shown._id))}
          >
            重新读取
          </button>
        )}
        <span className="gap" />
        {shown && (
          <button
            type="button"
            className="button quiet danger"
            onBlur={() => setDeleting(false)}
            onClick={() => (deleting ? void task.run(remove) : setDeleting(true))}
          >
            {deleting ? '再点一次，确认删除' : '删除'}
          </button>
        )}
      </footer>
    </aside>
  )
}

function useCloseByKey(onClose: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose])
}

function faultOf(document: Doc, shown: Doc | null): string {
  if (typeof document._id !== 'string' || document._id === '') return '要有编号 _id，写成文字'
  if (shown && document._id !== shown._id) return '编号 _id 不能改，要换编号请新增一份'
  return ''
}

function textOf(document: Doc): string {
  return JSON.stringify(document, null, 2)
}

function sameText(there: Doc | null, shown: Doc): boolean {
  return there !== null && textOf(there) === textOf(shown)
}
