import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Parses XML as it arrives. Yields after each piece, so that the consumer sets the pace. */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new StringDecoder('utf8')
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => handlers.close?.(localName(tag.name)))
  for await (const chunk of stream) {
    parser.write(decoder.write(chunk))
    yield
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
