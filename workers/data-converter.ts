import type { DataConverter, PayloadCodec } from '@temporalio/common';

/** A team's converter with Banjie's codec behind its own ones: they go first when something is written, and last when it is read. */
export const encryptedBy = (codec: PayloadCodec, theirs: DataConverter = {}): DataConverter => ({
  ...theirs,
  payloadCodecs: [...(theirs.payloadCodecs ?? []), codec],
});

/** Whether both convert alike: one reads what the other has written. */
export const convertAlike = (one: DataConverter, other: DataConverter = {}): boolean =>
  one.payloadConverterPath === other.payloadConverterPath &&
  one.failureConverterPath === other.failureConverterPath &&
  (one.payloadCodecs ?? []).length === (other.payloadCodecs ?? []).length &&
  (one.payloadCodecs ?? []).every((codec, index) => codec === other.payloadCodecs?.[index]);
