/** One action on a cluster at a time. */
export interface ClusterLock {
  /** Takes the lock. Throws a `Failure` where another run has it. */
  take(cluster: string, action: string): Promise<HeldLock>;
}

export interface HeldLock {
  /** Aborts where the lock was lost, since another run took it for abandoned. */
  readonly lost: AbortSignal;
  /** Holds the lock also for a process that may outlive this one. */
  cover(pid: number): Promise<void>;
  release(): Promise<void>;
}
