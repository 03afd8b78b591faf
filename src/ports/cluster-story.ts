/** Hears what is done with a cluster, and tells it to people. */
export interface ClusterStory {
  /** What is being done, a line. */
  tell(line: string): void;
  warn(text: string): void;
  /** k0sctl is in this phase. */
  phase(name: string): void;
  /** What k0sctl says within a phase. */
  detail(text: string): void;
}
