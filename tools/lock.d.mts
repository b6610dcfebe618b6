/** Runs `work` while no other process holds the lock; the lock of a dead process is taken over. */
export function withLock<Result>(
  file: string,
  work: () => Promise<Result>,
  options?: { onWait?: (pid: number | undefined) => void; pollMs?: number },
): Promise<Result>;
