/** The Chromium or Chrome of this machine: that of AUDITLOG_CHROMIUM, or of the PATH. */
export function findChromium(): string | undefined;
