import { browserPlaces, findBrowser } from './browser-places.mjs'

test('D12: on Linux the folders of PATH come first, then where packages put browsers', () => {
  const places = browserPlaces('linux', { PATH: '/home/li/bin:relative:/usr/bin' }, '/home/li')
  expect(places[0]).toBe('/home/li/bin/chromium')
  expect(places).toContain('/usr/bin/google-chrome-stable')
  expect(places).toContain('/opt/microsoft/msedge/microsoft-edge')
  expect(places).toContain('/snap/bin/chromium')
  expect(places.filter((place) => place === '/usr/bin/chromium')).toHaveLength(1)
  expect(places.some((place) => place.startsWith('relative'))).toBe(false)
})

test('D12: on a Mac the places are the applications of all users, then of this one', () => {
  const places = browserPlaces('darwin', {}, '/Users/li')
  expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  expect(places).toContain(
    '/Users/li/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  )
})

test('D12: on Windows the places are the programs of all users, then of this one', () => {
  const env = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' }
  const places = browserPlaces('win32', env, 'C:\\Users\\li')
  expect(places).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe')
  expect(places).toContain('C:\\Users\\li\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe')
})

test('D12: a place whose program does not start is skipped', () => {
  const works = (place: string) => place === '/usr/bin/google-chrome'
  expect(findBrowser(['/usr/bin/chromium', '/usr/bin/google-chrome'], {}, works)).toBe(
    '/usr/bin/google-chrome',
  )
  expect(findBrowser(['/usr/bin/chromium'], {}, works)).toBeUndefined()
})

test('D12: a browser that somebody named is used, and no other', () => {
  const env = { CHROMIUM_PATH: '/opt/mine/chrome' }
  expect(findBrowser(['/usr/bin/chromium'], env, () => true)).toBe('/opt/mine/chrome')
  const works = (place: string) => place === '/usr/bin/chromium'
  expect(() => findBrowser(['/usr/bin/chromium'], env, works)).toThrow('/opt/mine/chrome')
})
