// What tests of the screens need from a machine: a browser, and a font with Chinese characters.
// Both are searched where people have them, else fetched once, with a message that says so.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { browserPlaces, findBrowser } from './browser-places.mjs'

const PLAYWRIGHT = 'node_modules/playwright-core/cli.js'
const BY_HAND =
  'Install Chrome, Chromium or Edge, or set CHROMIUM_PATH to one; on a slow line, set ' +
  'PLAYWRIGHT_DOWNLOAD_HOST to a mirror to download from.'

/**
 * Without root a missing font is an error: missing characters become boxes, which are narrower, so
 * measured button sizes would be wrong without notice. A font of 20 MB is too large to ship.
 */
export async function prepareMachine() {
  const lacking = []
  if (!(await installedBrowser())) lacking.push('chromium')
  if (!hasChineseFont()) lacking.push('fonts-noto-cjk', 'fontconfig')
  if (lacking.length > 0 && mayUseApt()) aptInstall(lacking)
  process.env.CHROMIUM_PATH = (await installedBrowser()) ?? (await downloadedBrowser())
  if (!hasChineseFont()) {
    refuse('No font has Chinese characters, so screens cannot be measured: install fonts-noto-cjk.')
  }
}

/** A browser that starts on this machine; undefined if there is none. */
export async function installedBrowser() {
  const places = browserPlaces(process.platform, process.env, homedir())
  const found = findBrowser(places, process.env, startsThere)
  if (found) return found
  const { chromium } = await import('playwright-core')
  return [chromium.executablePath()].find(startsThere)
}

/** Ubuntu's chromium is a script that asks for snap, so being there is not enough. */
function startsThere(place) {
  if (!existsSync(place)) return false
  // On Windows, asking for the version would open a window.
  return process.platform === 'win32' || run(place, '--version').status === 0
}

async function downloadedBrowser() {
  say('No browser found: playwright-core downloads Chromium into its cache (once) …')
  const deps = mayUseApt() ? ['--with-deps'] : []
  const got = run(process.execPath, PLAYWRIGHT, 'install', ...deps, '--no-shell', 'chromium')
  const found = await installedBrowser()
  if (found) return found
  const why =
    got.status === 0
      ? 'It lacks libraries: run `sudo npx playwright-core install-deps chromium`.'
      : (/^Error: .*$/m.exec(got.stderr)?.[0] ?? '')
  return refuse(`No browser starts. ${why}\n${BY_HAND}`)
}

/** Windows and macOS come with one. */
function hasChineseFont() {
  return process.platform !== 'linux' || run('fc-list', ':lang=zh-cn', 'family').stdout !== ''
}

function mayUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function aptInstall(packages) {
  say(`Installing ${packages.join(', ')} with apt-get (once, a minute or two) …`)
  run('apt-get', 'update', '-qq')
  const settings = ['install', '-y', '-qq', '--no-install-recommends']
  const { status, stderr } = run('apt-get', ...settings, ...packages)
  if (status !== 0) process.stderr.write(stderr)
}

/** No command may wait for a person's input. */
function run(command, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const stdio = ['ignore', 'pipe', 'pipe']
  const { status, stdout, stderr } = spawnSync(command, args, { env, stdio, encoding: 'utf8' })
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
