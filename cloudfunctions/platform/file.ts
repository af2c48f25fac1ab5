import { cloud } from './wechat/cloud'

/** A file in the cloud's storage; null when there is none under this id. */
export async function downloadFile(fileId: string): Promise<Buffer | null> {
  try {
    const { fileContent } = await cloud.downloadFile({ fileID: fileId })
    return Buffer.isBuffer(fileContent) ? fileContent : Buffer.from(String(fileContent))
  } catch (thrown) {
    if (/-50300\d|not exist|NONEXIST|404/i.test(JSON.stringify(thrown) + String(thrown)))
      return null
    throw thrown
  }
}

export async function uploadFile(cloudPath: string, fileContent: Buffer): Promise<string> {
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent })
  return fileID
}
