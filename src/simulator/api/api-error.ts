/** An error as AWS answers it. */
export class ApiError extends Error {
  /** @param type what SDKs call it */
  public constructor(public readonly type: string, message: string, public readonly status = 400) {
    super(message);
  }
}
