import type { Document } from '../database/document'
import { CloudError } from '../database/errors'
import type { Caller, Invocation } from './invocation'
import type { FunctionPool } from './pool'

/** What the caller of a function gets when the function threw, crashed or took too long. */
export class PlatformError extends Error {
  readonly code: string
  readonly requestId: string

  constructor(code: string, message: string, requestId: string) {
    super(message)
    this.name = 'PlatformError'
    this.code = code
    this.requestId = requestId
  }
}

/** `cloud.callFunction` inside a function: the caller is passed on, and the source chain grows. */
export async function invokeFunction(
  pool: FunctionPool,
  body: Document,
  parent: Invocation | undefined,
): Promise<Document> {
  const text = typeof body.request_data === 'string' ? body.request_data : ''
  const data: unknown = text ? JSON.parse(text) : {}
  const outcome = await pool.invoke(String(body.function_name), data, chain(parent?.caller))
  if (outcome.error) throw new CloudError(outcome.error.code, outcome.error.message)
  return { data: { response_data: JSON.stringify(outcome.result ?? null) } }
}

function chain(caller: Caller | undefined): Caller {
  const source = caller?.source ? `scf,${caller.source}` : 'scf'
  return { ...caller, source }
}
