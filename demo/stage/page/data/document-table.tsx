import type { Doc } from '../cloud-api'
import { cellText, effectOf, statusText } from './cell'
import type { Collection, Column } from './collections'

interface Props {
  collection: Collection
  documents: Doc[]
  loading: boolean
  onOpen: (document: Doc) => void
}

const BY_NUMBER = new Set([
  'points',
  'balance',
  'balanceAfter',
  'growth',
  'deficit',
  'stock',
  'left',
])

export function DocumentTable({ collection, documents, loading, onOpen }: Props) {
  const { columns, edited } = collection
  if (documents.length === 0) {
    return <p className="empty">{loading ? '读取中…' : '没有符合的文档'}</p>
  }
  return (
    <div className="table-frame">
      {edited && <Rejected documents={documents} onOpen={onOpen} />}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.path} className={classOf(column)}>
                {column.title}
              </th>
            ))}
            <th>编号</th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <Row
              key={String(document._id)}
              document={document}
              columns={columns}
              onOpen={() => onOpen(document)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** First says why a document does not act. */
function Rejected({ documents, onOpen }: Pick<Props, 'documents' | 'onOpen'>) {
  const rejected = documents.filter((document) => effectOf(document) === 'rejected')
  return rejected.map((document) => (
    <button
      key={String(document._id)}
      type="button"
      className="rejected-line"
      onClick={() => onOpen(document)}
    >
      <b>{String(document._id)}</b>
      {statusText(document)}
    </button>
  ))
}

interface RowProps {
  document: Doc
  columns: Column[]
  onOpen: () => void
}

function Row({ document, columns, onOpen }: RowProps) {
  const id = String(document._id)
  return (
    <tr onClick={onOpen}>
      {columns.map((column) => (
        <td key={column.path} className={classOf(column)}>
          <Cell document={document} column={column} />
        </td>
      ))}
      <td className="id">
        <button type="button" title={id}>
          {id}
        </button>
      </td>
    </tr>
  )
}

function Cell({ document, column }: { document: Doc; column: Column }) {
  if (column.format !== 'status') return <>{cellText(document, column)}</>
  const effect = effectOf(document)
  const word = { inForce: '已发布', rejected: '未生效', stopped: '已停售', unchecked: '未检查' }[
    effect
  ]
  return (
    <span className={`effect ${effect}`} title={statusText(document)}>
      {word}
    </span>
  )
}

function classOf({ path, format }: Column): string | undefined {
  return format === 'yuan' || BY_NUMBER.has(path) ? 'number' : undefined
}
