import { cloudApi, type Message, type Person } from '../cloud-api'
import { shanghaiTime } from '../shanghai-time'
import { Note } from '../ui/note'
import { useLoaded } from '../use-loaded'

const REFRESH_MS = 3000

/** 消息: the subscription messages that people would have received in WeChat. */
export function MessagesPanel({ persons }: { persons: Person[] }) {
  const { value, problem } = useLoaded(cloudApi.inbox, REFRESH_MS)
  const messages = [...(value ?? [])].reverse()
  return (
    <div className="panel">
      <Note tone="danger">{problem}</Note>
      <ol className="messages">
        {messages.map((message, at) => (
          // New messages come at the front, so counting from the back keeps each key stable.
          <li key={messages.length - at}>
            <header>
              <b>
                {persons.find((each) => each.openid === message.touser)?.name ?? message.touser}
              </b>
              <time>{shanghaiTime(message.sentAt)}</time>
            </header>
            <dl>
              {fieldsOf(message).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <small>
              模板 {message.templateId}
              {message.page ? ` · 打开 ${message.page}` : ''}
            </small>
          </li>
        ))}
      </ol>
      {value && messages.length === 0 && (
        <p className="empty">还没有订阅消息。用户点了「提醒我」，到时间就会发到这里</p>
      )}
    </div>
  )
}

function fieldsOf({ data }: Message): [string, string][] {
  return Object.entries(data).map(([name, field]) => {
    const isField = typeof field === 'object' && field !== null && 'value' in field
    return [name, String(isField ? field.value : field)]
  })
}
