import { posix, win32 } from 'node:path'

const LINUX_NAMES = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  ...['microsoft-edge', 'microsoft-edge-stable'],
]
const LINUX_FOLDERS = [
  ...['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/opt/microsoft/msedge', '/snap/bin'],
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where people have Chrome, Chromium or Edge; the likeliest place comes first. */
export function browserPlaces(platform, env, home) {
  if (platform === 'darwin') return macPlaces(home)
  if (platform === 'win32') return windowsPlaces(env)
  const onPath = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'))
  const folders = new Set([...onPath, ...LINUX_FOLDERS])
  return [...folders].flatMap((folder) => LINUX_NAMES.map((name) => posix.join(folder, name)))
}

function macPlaces(home) {
  const folders = ['/Applications', posix.join(home, 'Applications')]
  return folders.flatMap((folder) =>
    MAC_APPS.map((app) => posix.join(folder, `${app}.app/Contents/MacOS/${app}`)),
  )
}

function windowsPlaces(env) {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
  return folders.flatMap((folder) => WINDOWS_PROGRAMS.map((program) => win32.join(folder, program)))
}

/**
 * The browser that tests the screens, or undefined. If CHROMIUM_PATH names one, no other is tried:
 * taking another one would hide a typing error.
 */
export function findBrowser(places, env, works) {
  if (!env.CHROMIUM_PATH) return places.find(works)
  if (works(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
  throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, but no browser starts there`)
}
