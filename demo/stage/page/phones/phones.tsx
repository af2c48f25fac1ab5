import type { Person } from '../cloud-api'
import { useKept } from '../use-kept'
import { FRAME, Phone } from './phone'
import { ScanStrip } from './scan-strip'
import { useScale } from './use-scale'
import './phones.css'

const GAP = 28
/** The row of names above each phone; it does not shrink. */
const PICKER = 46
const BOTH = { width: 2 * FRAME.width, height: FRAME.height, above: PICKER, between: GAP }

interface Props {
  persons: Person[]
  isDark: boolean
  /** When it changes, both phones load again. */
  refresh: number
}

export function Phones({ persons, isDark, refresh }: Props) {
  const [consumerId, chooseConsumer] = useKept('consumer', 'lin')
  const [guideId, chooseGuide] = useKept('guide', 'shen')
  const consumers = persons.filter(({ role }) => role !== 'guide')
  const guides = persons.filter(({ role }) => role === 'guide')
  const { frame, scale } = useScale(BOTH)
  const common = { scale, isDark, refresh }
  return (
    <>
      <div className="phones" ref={frame}>
        <Phone
          {...common}
          title="顾客"
          start=""
          persons={consumers}
          chosen={consumerId}
          onChoose={chooseConsumer}
        />
        <Phone
          {...common}
          title="导购"
          start="#/packages/guide/duty/index"
          persons={guides}
          chosen={guideId}
          onChoose={chooseGuide}
        />
      </div>
      <ScanStrip consumer={consumers.find(({ id }) => id === consumerId)} />
    </>
  )
}
