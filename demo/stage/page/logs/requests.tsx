import type { DatabaseRequest } from '../cloud-api'

/** What a call asked of the database, with the index used or the walk taken. */
export function Requests({ requests }: { requests: DatabaseRequest[] }) {
  if (requests.length === 0) return null
  return (
    <table className="requests">
      <tbody>
        {requests.map((request, at) => (
          // A list that is written once and never reordered, so the place can be the key.
          <tr key={at} className={request.error ? 'failed' : undefined}>
            <td>{request.action.replace(/^database\./, '')}</td>
            <td>{request.collection ?? ''}</td>
            <td>{request.error ?? pathOf(request)}</td>
            <td>{request.transactionId ? '事务' : ''}</td>
            <td className="number">{request.ms} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function pathOf({ index, scanned }: DatabaseRequest): string {
  if (scanned === undefined) return ''
  return index === undefined ? `全表扫描 ${scanned} 份` : `索引 ${index}，读 ${scanned} 份`
}
