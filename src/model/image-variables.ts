/** What variables of the environment say of the image of one machine, beside its secrets. */
export interface ImageVariables {
  /** The machine's name in the hostgroup. */
  readonly machine: string;
  /** NODE_HOSTNAME */
  readonly hostname: string | null;
  /** Type and key of the file that SSH_KEY_PATH names. */
  readonly sshKey: string | null;
  /** IGN_PATH */
  readonly ignitionUrl: string | null;
}
