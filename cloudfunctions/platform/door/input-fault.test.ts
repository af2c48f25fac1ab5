import * as v from 'valibot'
import { RequestId } from '../../contracts/scalars'
import { inputFault } from './input-fault'

test('a request id of the wrong shape is refused with the shape that it needs', () => {
  const { issues = [] } = v.safeParse(v.object({ requestId: RequestId }), { requestId: 'abc' })
  expect(inputFault(issues)).toEqual({
    field: 'requestId',
    reason: '要 16 到 64 位字母、数字、- 或 _，每件事用一个新的',
  })
})
