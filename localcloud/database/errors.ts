/** An error as CloudBase words it; the SDK shows `code` and `message` to the function. */
export class CloudError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'CloudError'
    this.code = code
  }
}

export function requestFailed(message: string): CloudError {
  return new CloudError('DATABASE_REQUEST_FAILED', message)
}

export function updateFailed(message: string): CloudError {
  return requestFailed(
    `[FailedOperation] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`,
  )
}

export function invalidParameter(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message)
}

export function collectionNotExist(collection: string): CloudError {
  return new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. Please check your request,` +
      ' but if the problem cannot be solved, contact us.',
  )
}

export function duplicateKey(collection: string, index: string, key: unknown): CloudError {
  return updateFailed(
    `E11000 duplicate key error collection: tnt-local.${collection}` +
      ` index: ${index} dup key: ${JSON.stringify(key)}`,
  )
}

export function transactionConflict(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated' +
      ' by others. Please check your request, but if the problem cannot be solved, contact us.',
  )
}

export function transactionNotExist(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server,' +
      ' transaction must be commit or abort in 30 seconds. Please check your request,' +
      ' but if the problem cannot be solved, contact us.',
  )
}

export function transactionBusy(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please check your request,' +
      ' but if the problem cannot be solved, contact us.',
  )
}
