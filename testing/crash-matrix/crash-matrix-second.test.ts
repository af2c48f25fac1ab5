import { proveHalf } from './crash-matrix-proof'

jest.setTimeout(1_800_000)

test('L7: killed or faulted at any database request, then repeated: the state and answer of an undisturbed run', () =>
  proveHalf(2))
