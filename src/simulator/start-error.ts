import { UnusableInput } from '../model/unusable-input';

/** What a port that cannot be listened at means, in one line. */
export function startError(error: unknown, what: string): unknown {
  const { code, address, port } = error as NodeJS.ErrnoException & { readonly address?: string; readonly port?: number };
  switch (code) {
    case 'EADDRINUSE': return new UnusableInput(`port ${port} of ${address} is in use: give another one for ${what}, or 0 for a free one`);
    case 'EACCES': return new UnusableInput(`port ${port} of ${address} is only for privileged users: give one from 1024 up for ${what}, or 0 for a free one`);
    case 'EADDRNOTAVAIL': return new UnusableInput(`${address} is no address of this machine`);
    default: return error;
  }
}
