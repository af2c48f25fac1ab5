import { useEffect, useState } from 'react'
import { cloudApi, type Doc } from '../cloud-api'
import { CopyButton } from '../ui/copy-button'
import { IconButton } from '../ui/icon-button'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import { effectOf, statusText } from './cell'
import type { Collection } from './collections'
import { DrawerFoot } from './drawer-foot'
import { useDraft } from './use-draft'

interface Props {
  collection: Collection
  /** Null for a new document. */
  opened: Doc | null
  onChanged: () => Promise<void>
  onClose: () => void
}

/** A document as JSON, for changing, saving or deleting. */
export function DocumentDrawer({ collection, opened, onChanged, onClose }: Props) {
  const { shown, text, setText, isSame, fault, reread, write } = useDraft(collection.name, opened)
  const [saved, setSaved] = useState(false)
  const task = useTask()
  useCloseByKey(onClose)

  const save = async () => {
    const id = await write()
    await onChanged()
    await reread(id)
    setSaved(true)
  }
  const remove = async () => {
    await cloudApi.remove(collection.name, shown?._id)
    await onChanged()
    onClose()
  }
  const type = (typed: string) => {
    setText(typed)
    setSaved(false)
  }
  return (
    <aside className="drawer" aria-label="文档">
      <Head collection={collection} shown={shown} onClose={onClose} />
      <textarea
        className="code"
        aria-label="文档 JSON"
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <Note tone="danger">{task.problem}</Note>
      <Note tone="warning">{fault}</Note>
      {saved && <Saved collection={collection} shown={shown} />}
      <DrawerFoot
        busy={task.busy}
        canSave={!fault && !isSame}
        exists={shown !== null}
        onSave={() => void task.run(save)}
        onReread={() => void task.run(() => reread(shown?._id))}
        onRemove={() => void task.run(remove)}
      />
    </aside>
  )
}

/** Saved does not mean in force, so the note is not green while the status says otherwise. */
function Saved({ collection, shown }: Pick<HeadProps, 'collection' | 'shown'>) {
  const effect = collection.edited && shown ? effectOf(shown) : 'inForce'
  if (effect === 'inForce') return <Note tone="success">已保存</Note>
  const says = {
    rejected: '已保存，但没有生效，原因写在上面',
    stopped: '已保存，但现在不卖，原因写在上面',
    unchecked: '已保存，检查并发布以后才会生效',
  }
  return <Note tone="warning">{says[effect]}</Note>
}

interface HeadProps {
  collection: Collection
  shown: Doc | null
  onClose: () => void
}

function Head({ collection, shown, onClose }: HeadProps) {
  return (
    <>
      <header className="view-head">
        <h2 className="drawer-title">{shown ? String(shown._id) : `新增${collection.title}`}</h2>
        {shown && <CopyButton text={String(shown._id)} what="编号" />}
        <IconButton icon="close" label="关闭" onPress={onClose} />
      </header>
      {collection.edited && shown && (
        <p className={`status-line ${effectOf(shown)}`}>{statusText(shown)}</p>
      )}
      {collection.money && <p className="advice warning">产品从不直接改这里，改了账就对不上。</p>}
    </>
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
