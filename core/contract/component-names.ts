/** The components, in a file of their own: the plugin says what it has before it loads what they need. */
export const componentNames = ["AuditLog", "AwsAuditLog", "GcpAuditLog", "AzureAuditLog"] as const;

export type ComponentName = (typeof componentNames)[number];
