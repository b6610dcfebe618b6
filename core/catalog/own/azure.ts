/**
 * The diagnostic settings that this package made on Azure: the subscription's and the key vault's. Tokens stand for names
 * that are known only when it is deployed: `core/compile/azure/own.ts` says which there are.
 */
export const ownSettings =
  'resource in ["/subscriptions/${subscription}/providers/Microsoft.Insights/diagnosticSettings/${setting}", "${vault}/providers/Microsoft.Insights/diagnosticSettings/${vaultSetting}"]';
