/* eslint-disable no-bitwise -- what is in a message is bits */
/** What a header tells. */
export interface Header {
  readonly id?: number;
  readonly flags?: number;
  readonly questions?: number;
  readonly answers?: number;
  readonly authorities?: number;
  readonly additionals?: number;
}

/** A header of 12 octets: RFC 1035, 4.1.1. */
export function header(fields: Header): Buffer {
  const bytes = Buffer.alloc(12);
  [fields.id ?? 0x1234, fields.flags ?? 0x0100, fields.questions ?? 1, fields.answers ?? 0, fields.authorities ?? 0, fields.additionals ?? 0]
    .forEach((value, i) => bytes.writeUInt16BE(value, i * 2));
  return bytes;
}

/** A name as labels, also longer than a name may be. */
export function labels(...names: readonly string[]): Buffer {
  return Buffer.concat([...names.map((name) => Buffer.concat([Buffer.from([name.length]), Buffer.from(name, 'latin1')])), Buffer.from([0])]);
}

/** A question's type and class. */
export function typeAndClass(type = 1, classOf = 1): Buffer {
  return Buffer.from([type >> 8, type & 0xff, classOf >> 8, classOf & 0xff]);
}

/** A question for `backend.ecs-internal`. */
export function question(type = 1, classOf = 1): Buffer {
  return Buffer.concat([labels('backend', 'ecs-internal'), typeAndClass(type, classOf)]);
}

/** An OPT record (RFC 6891, 6.1.2). */
export function opt(fields: { owner?: Buffer; size?: number; version?: number; data?: Buffer } = {}): Buffer {
  const data = fields.data ?? Buffer.alloc(0);
  const fixed = Buffer.from([0, 41, 0, 0, 0, fields.version ?? 0, 0, 0, 0, 0]);
  fixed.writeUInt16BE(fields.size ?? 1232, 2);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([fields.owner ?? Buffer.from([0]), fixed, data]);
}

/** The numbers of a header's flags. */
export function flagsOf(reply: Buffer) {
  const flags = reply.readUInt16BE(2);
  return {
    qr: flags >> 15,
    opcode: (flags >> 11) & 15,
    aa: (flags >> 10) & 1,
    tc: (flags >> 9) & 1,
    rd: (flags >> 8) & 1,
    ra: (flags >> 7) & 1,
    z: (flags >> 6) & 1,
    ad: (flags >> 5) & 1,
    rcode: flags & 15,
  };
}
