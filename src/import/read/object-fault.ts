/** What keeps an object from becoming a manifest. */
export interface ObjectFault {
  readonly message: string;
  readonly hint?: string | undefined;
}
