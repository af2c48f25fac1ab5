import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { ORDER_EXPORT_LIMITS } from './limits'

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Parses XML as it arrives. Yields the number of bytes of each piece, so that the consumer sets the
 * pace. The parser keeps whatever has not ended yet, so a text, a tag or a comment without end is
 * stopped, as are endless nesting and a DOCTYPE, which no workbook has.
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new StringDecoder('utf8')
  let depth = 0
  let sinceEvent = 0
  const heard = () => void (sinceEvent = 0)
  parser.on('opentag', (tag) => {
    heard()
    if (++depth > ORDER_EXPORT_LIMITS.xmlDepth) throw new Error('the XML is nested too deeply')
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => {
    heard()
    depth--
    handlers.close?.(localName(tag.name))
  })
  parser.on('doctype', () => {
    throw new Error('a workbook has no doctype')
  })
  for await (const chunk of stream) {
    sinceEvent += chunk.length
    parser.write(decoder.write(chunk))
    if (sinceEvent > ORDER_EXPORT_LIMITS.xmlPieceBytes)
      throw new Error('a piece of the XML is too long')
    yield chunk.length
  }
  parser.close()
}

export async function parseWholeXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const pieces = parseXml(stream, handlers)
  while ((await pieces.next()).done !== true);
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
