import { useCallback } from 'react'
import { CHANNEL_NAMES } from '../../../../cloudfunctions/contracts/order/channel'
import { cloudApi, type Doc, type Person } from '../cloud-api'
import { CopyButton } from '../ui/copy-button'
import { useLoaded } from '../use-loaded'

const REFRESH_MS = 4000
const SHOWN = 3
const BY_ID = { _id: 1 } as const
const NEWEST = { issuedAt: -1 } as const

interface Code {
  title: string
  code: string
}

/** Codes that lie on the counter: browsers cannot scan, so people copy and paste them. */
export function ScanStrip({ consumer }: { consumer: Person | undefined }) {
  const name = consumer?.name
  const load = useCallback(async () => {
    const [shops, coupons, orders] = await Promise.all([
      first('shops', {}, BY_ID),
      first('coupons', { memberName: name, state: 'issued' }, NEWEST),
      first('orders', { claim: null, status: 'completed', refundedFen: 0 }, BY_ID),
    ])
    return {
      shops: codesOf(shops, 'name', 'dutyCode'),
      coupons: coupons.map((each) => ({ title: titleOf(each.face), code: String(each.code) })),
      orders: codesOf(orders, 'channel', 'orderNo'),
    }
  }, [name])
  const { value } = useLoaded(load, REFRESH_MS)
  return (
    <section className="strip" aria-label="可以扫的码">
      <Codes title="上岗码" codes={value?.shops ?? []} nothing="门店还没有上岗码" />
      <Codes
        title={`${name ?? '顾客'}的券码`}
        codes={value?.coupons ?? []}
        nothing="先在商城换一张券"
      />
      <Codes title="可认领的订单" codes={value?.orders ?? []} nothing="先导入一份订单表" />
    </section>
  )
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

function first(name: string, query: object, sort: Record<string, 1 | -1>): Promise<Doc[]> {
  return cloudApi.find(name, { query, sort, skip: 0, limit: SHOWN })
}

function codesOf(documents: Doc[], title: string, code: string): Code[] {
  return documents.map((each) => ({
    title: channelOr(String(each[title])),
    code: String(each[code]),
  }))
}

function titleOf(face: unknown): string {
  const hasTitle = typeof face === 'object' && face !== null && 'title' in face
  return hasTitle ? String(face.title) : '券'
}

function channelOr(text: string): string {
  return Object.entries(CHANNEL_NAMES).find(([id]) => id === text)?.[1] ?? text
}
