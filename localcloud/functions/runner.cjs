'use strict'
// Runs one cloud function in a child process. It is plain JavaScript because it starts unbuilt,
// from the sources and from the bundle.

const { readFileSync } = require('node:fs')
const http = require('node:http')
const { format } = require('node:util')

const RealDate = Date
let clockOffsetMs = 0

function now() {
  return RealDate.now() + clockOffsetMs
}

/** Date as the function sees it: the real one, moved by the cloud's clock. */
function CloudDate(...parts) {
  if (!new.target) return new RealDate(now()).toString()
  const values = parts.length === 0 ? [now()] : parts
  return Reflect.construct(RealDate, values, new.target === CloudDate ? RealDate : new.target)
}
CloudDate.prototype = RealDate.prototype
CloudDate.parse = RealDate.parse
CloudDate.UTC = RealDate.UTC
CloudDate.now = now
Object.defineProperty(CloudDate, 'name', { value: 'Date' })
Object.defineProperty(CloudDate, 'length', { value: 7 })
RealDate.prototype.constructor = CloudDate
globalThis.Date = CloudDate

for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
  console[level] = (...parts) => process.send({ type: 'log', level, text: format(...parts) })
}

/**
 * Numbers the requests of this process and tells the cloud which earlier ones are still unanswered.
 * The local network is so fast that the cloud itself could not see that two operations of one
 * transaction were in flight together.
 */
const sendRequest = http.request
const unanswered = new Set()
let requestNumber = 0
http.request = function (url, options, callback) {
  if (typeof url !== 'string' || !url.startsWith(process.env.LOCALCLOUD_URL)) {
    return Reflect.apply(sendRequest, http, arguments)
  }
  const number = ++requestNumber
  const headers = { ...options.headers, 'x-localcloud-request': [number, ...unanswered].join() }
  unanswered.add(number)
  const request = sendRequest.call(http, url, { ...options, headers }, callback)
  request.on('response', (response) => response.once('end', () => unanswered.delete(number)))
  request.once('close', () => unanswered.delete(number))
  // A fault: the cloud says that the SDK has waited long enough, and the SDK times out as usual.
  request.once('information', () => request.emit('timeout'))
  return request
}

let entry
const callerKeys = new Set()

function setCaller(variables) {
  for (const key of callerKeys) delete process.env[key]
  callerKeys.clear()
  for (const [key, value] of Object.entries(variables)) {
    process.env[key] = value
    callerKeys.add(key)
  }
}

function describe(error) {
  if (error instanceof Error) {
    return { message: error.message, stack: error.stack, code: error.code ?? error.errCode }
  }
  const text = typeof error === 'object' && error !== null ? error.errMsg || error.message : error
  return { message: String(text ?? 'unknown error'), code: error?.errCode ?? error?.code }
}

/**
 * Of this process alone: on Linux `maxRSS` includes what the parent held at the fork. It is 0 inside
 * the cloud's process.
 */
function peakKilobytes() {
  const { maxRSS } = process.resourceUsage()
  if (process.platform !== 'linux' || maxRSS === 0) return maxRSS
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
}

async function invoke({ event, context, variables, offsetMs }) {
  clockOffsetMs = offsetMs
  setCaller(variables)
  const deadline = RealDate.now() + context.time_limit_in_ms
  context.getRemainingTimeInMillis = () => deadline - RealDate.now()
  try {
    entry ??= require(process.argv[2])
    const result = JSON.stringify(await entry.main(event, context))
    process.send({ type: 'result', result, kilobytes: peakKilobytes() })
  } catch (error) {
    process.send({ type: 'error', error: describe(error) })
  } finally {
    setCaller({})
  }
}

process.on('message', (message) => {
  if (message.type === 'invoke') void invoke(message)
  // Only inside the cloud's process, where the next call loads the function again.
  if (message.type === 'restart') entry = undefined
})
process.on('disconnect', () => process.exit(0))
