import { useCallback } from 'react'
import { CHANNEL_NAMES } from '../../../../cloudfunctions/contracts/order/channel'
import { cloudApi, type Doc, type Person } from '../cloud-api'
import { CopyButton } from '../ui/copy-button'
import { useLoaded } from '../use-loaded'
import { codesMark, ownCodes, type Code } from './own-codes'

const REFRESH_MS = 4000
const SHOWN = 3

/** Codes that lie on the counter: browsers cannot scan, so people copy and paste them. */
export function ScanStrip({ consumer }: { consumer: Person | undefined }) {
  const { value } = useLoaded(loadCounter, REFRESH_MS)
  const own = useOwnCodes(consumer?.id)
  return (
    <section className="strip" aria-label="可以扫的码">
      <Codes title="上岗码" codes={value?.shops ?? []} nothing="门店还没有上岗码" />
      <Codes
        title={`${consumer?.name ?? '顾客'}的券码和取货码`}
        codes={own}
        nothing="先在商城换一张券，或换一件好物"
      />
      <Codes title="可认领的订单" codes={value?.orders ?? []} nothing="先导入一份订单表" />
    </section>
  )
}

async function loadCounter() {
  const [shops, orders] = await Promise.all([
    first('shops', {}),
    first('orders', { claim: null, status: 'completed', refundedFen: 0 }),
  ])
  return {
    shops: codesOf(shops, 'name', 'dutyCode'),
    orders: codesOf(orders, 'channel', 'orderNo'),
  }
}

/** Asked for again only when something has changed, so that the log shows what people do. */
function useOwnCodes(person: string | undefined): Code[] {
  const { value: mark } = useLoaded(codesMark, REFRESH_MS)
  const load = useCallback(async () => {
    const isReady = person !== undefined && mark !== undefined
    return { person, codes: isReady ? await ownCodes(person, SHOWN) : [] }
  }, [person, mark])
  const { value } = useLoaded(load)
  return value?.person === person ? (value?.codes ?? []) : []
}

function Codes({ title, codes, nothing }: { title: string; codes: Code[]; nothing: string }) {
  return (
    <div className="codes">
      <h3>{title}</h3>
      {codes.length === 0 && <p>{nothing}</p>}
      {codes.map(({ title: what, code }) => (
        <div key={code} className="code-row">
          <span>{what}</span>
          <CopyButton text={code} what={`${what} ${code}`} className="code-button">
            {code}
          </CopyButton>
        </div>
      ))}
    </div>
  )
}

function first(name: string, query: object): Promise<Doc[]> {
  return cloudApi.find(name, { query, sort: { _id: 1 }, skip: 0, limit: SHOWN })
}

function codesOf(documents: Doc[], title: string, code: string): Code[] {
  return documents.map((each) => ({
    title: channelOr(String(each[title])),
    code: String(each[code]),
  }))
}

function channelOr(text: string): string {
  return Object.entries(CHANNEL_NAMES).find(([id]) => id === text)?.[1] ?? text
}
