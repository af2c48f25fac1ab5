import { Reader, Writer } from 'protobufjs/minimal'

/** A call of WeChat's API as the SDK encodes it: `CommApiData`. */
export interface ApiCall {
  /** JSON text by parameter name. */
  parameters: Map<string, string>
}

export interface ApiAnswer {
  body: Buffer
  contentType: string
}

/** CommApiData{2 openapiData{1 pairs[]{1 key, 2 value}}}; the other fields are not needed here. */
export function decodeApiCall(bytes: Uint8Array): ApiCall {
  const parameters = new Map<string, string>()
  readFields(bytes, 2, (openapi) => {
    readFields(openapi, 1, (pair) => {
      let key = ''
      let value = ''
      readFields(pair, 1, (text) => (key = Buffer.from(text).toString('utf8')))
      readFields(pair, 2, (text) => (value = Buffer.from(text).toString('utf8')))
      parameters.set(key, value)
    })
  })
  return { parameters }
}

/** CommOpenApiResp{1 respData, 2 contentType, 3 errorCode, 4 httpCode, 6 svrkitErrorCode}. */
export function encodeApiAnswer(answer: ApiAnswer): Buffer {
  const writer = Writer.create()
  writer.uint32(10).bytes(answer.body)
  writer.uint32(18).string(answer.contentType)
  writer.uint32(24).int32(0)
  writer.uint32(32).uint32(200)
  writer.uint32(48).int32(0)
  return Buffer.from(writer.finish())
}

function readFields(bytes: Uint8Array, wanted: number, take: (value: Uint8Array) => void): void {
  const reader = Reader.create(bytes)
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    if (tag >>> 3 === wanted && (tag & 7) === 2) take(reader.bytes())
    else reader.skipType(tag & 7)
  }
}
