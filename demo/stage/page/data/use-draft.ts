import { useState } from 'react'
import { cloudApi, type Doc } from '../cloud-api'
import { readDocument } from './filter'

const NEW_DOCUMENT = '{\n  "_id": ""\n}'

/** A document that is edited as JSON; `shown` is what the cloud held when it was read. */
export function useDraft(name: string, opened: Doc | null) {
  const [shown, setShown] = useState(opened)
  const [text, setText] = useState(() => (opened ? textOf(opened) : NEW_DOCUMENT))
  const read = readDocument(text)
  const isSame = shown !== null && text === textOf(shown)
  const fault = 'problem' in read ? read.problem : faultOf(read.document, shown)

  const reread = async (id: unknown) => {
    const fresh = await cloudApi.get(name, id)
    if (!fresh) throw new Error('这份文档已经不在了')
    setShown(fresh)
    setText(textOf(fresh))
  }
  /** Writes it, unless somebody else changed it first; returns its id. */
  const write = async (): Promise<unknown> => {
    if ('problem' in read) throw new Error(read.problem)
    const there = await cloudApi.get(name, read.document._id)
    const isFresh = shown ? there !== null && textOf(there) === textOf(shown) : there === null
    if (!isFresh) {
      throw new Error(
        shown ? '这份文档刚刚被别处改过，点「重新读取」再改' : '这个编号已经有文档了，换一个',
      )
    }
    await cloudApi.put(name, read.document)
    return read.document._id
  }
  return { shown, text, setText, isSame, fault: isSame ? '' : fault, reread, write }
}

function faultOf(document: Doc, shown: Doc | null): string {
  if (typeof document._id !== 'string' || document._id === '') return '要有编号 _id，写成文字'
  if (shown && document._id !== shown._id) return '编号 _id 不能改，要换编号请新增一份'
  return ''
}

function textOf(document: Doc): string {
  return JSON.stringify(document, null, 2)
}
