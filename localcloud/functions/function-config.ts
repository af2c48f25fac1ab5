import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isPlainObject } from '../database/document'

export interface Trigger {
  name: string
  /** Seven fields (second minute hour day month week year), read in UTC+8. */
  config: string
}

export interface FunctionConfig {
  name: string
  entry: string
  timeoutSeconds: number
  memoryMegabytes: number
  triggers: readonly Trigger[]
  variables: Record<string, string>
  /** Changes when the function is built again. */
  version: number
}

const DEFAULT_TIMEOUT_SECONDS = 20
const DEFAULT_MEMORY_MEGABYTES = 256

export function listFunctions(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'index.js')))
    .sort()
}

export function readFunction(folder: string, name: string): FunctionConfig | undefined {
  const entry = join(folder, name, 'index.js')
  if (!/^[\w-]+$/.test(name) || !existsSync(entry)) return undefined
  const config = readJson(join(folder, name, 'config.json'))
  return {
    name,
    entry,
    timeoutSeconds: numberOr(config.timeout, DEFAULT_TIMEOUT_SECONDS),
    memoryMegabytes: numberOr(config.memorySize, DEFAULT_MEMORY_MEGABYTES),
    triggers: readTriggers(config.triggers),
    variables: readVariables(config.envVariables),
    version: functionVersion(folder, name),
  }
}

export function functionVersion(folder: string, name: string): number {
  return statSync(join(folder, name, 'index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readJson(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {}
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return isPlainObject(parsed) ? parsed : {}
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}

function readTriggers(value: unknown): Trigger[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isPlainObject)
    .filter(({ type }) => type === 'timer')
    .map(({ name, config }) => ({ name: String(name), config: String(config) }))
}

function readVariables(value: unknown): Record<string, string> {
  if (!isPlainObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}
