const MB = 1024 * 1024

/** Limits that keep one import inside 256 MB; the SDK returns a file in one piece. */
export const ORDER_EXPORT_LIMITS = {
  fileBytes: 60 * MB,
  /** The most that a sheet may unpack to; it is streamed, so this limits time, not memory. */
  sheetBytes: 1024 * MB,
  /** The list of sheets and their places. */
  bookBytes: 4 * MB,
  /** The most that the shared strings' XML may unpack to. */
  stringsBytes: 256 * MB,
  /** A larger part that unpacks to more than `packRatio` times its size is a bomb. */
  packRatioFrom: 32 * MB,
  packRatio: 200,
  /** Shared strings stay in memory while the sheet is read. */
  sharedStringBytes: 64 * MB,
  sharedStrings: 4_000_000,
  /** Excel's own limit is 32,767. */
  cellChars: 64 * 1024,
  /** The longest piece of XML without the end of a tag or text. */
  xmlPieceBytes: 1 * MB,
  xmlDepth: 64,
  /** No export has 200 columns; a cell further to the right counts as one column too many. */
  columns: 512,
  sheets: 100,
  /** The length of one CSV record with quotes and line breaks; a longer one has an open quote. */
  recordChars: 16 * 1024,
  /** A header further down than this is not found. */
  headerRows: 30,
}
