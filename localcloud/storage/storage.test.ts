import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({})
})
afterAll(() => fixture.close())

describe('a file of the cloud', () => {
  it('is uploaded, addressed, downloaded and deleted by a function, under a Chinese name', async () => {
    const answer = await fixture.run(`
      const upload = await cloud.uploadFile({
        cloudPath: 'exports/十一月 账单.csv', fileContent: Buffer.from('积分,100') })
      const { fileList } = await cloud.getTempFileURL({ fileList: [upload.fileID] })
      const download = await cloud.downloadFile({ fileID: upload.fileID })
      const removal = await cloud.deleteFile({ fileList: [upload.fileID] })
      const gone = await cloud.getTempFileURL({ fileList: [upload.fileID] })
      return {
        fileID: upload.fileID,
        status: fileList[0].status,
        url: fileList[0].tempFileURL,
        text: download.fileContent.toString(),
        removed: removal.fileList[0].status,
        gone: gone.fileList[0].status,
      }`)
    expect(answer).toEqual({
      fileID: expect.stringMatching(/^cloud:\/\/local\.[^/]+\/exports\/十一月 账单\.csv$/),
      status: 0,
      url: expect.stringContaining(fixture.cloud.url),
      text: '积分,100',
      removed: 0,
      gone: -503003,
    })
  })

  it('is reached by its temporary address', async () => {
    const fileID = await fixture.cloud.storage.put('img/a b.png', Buffer.from([1, 2, 3]))
    const url = await fixture.run(
      `return (await cloud.getTempFileURL({ fileList: [event] })).fileList[0].tempFileURL`,
      fileID,
    )
    const response = await fetch(encodeURI(String(url)))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
  })

  it('cannot be outside the folder of the files', async () => {
    await expect(fixture.cloud.storage.put('../escape.txt', Buffer.from('x'))).rejects.toThrow(
      'bad cloud path',
    )
  })
})
