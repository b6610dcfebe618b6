import { CompanyAudit } from "./company-audit.js";

const payments = new CompanyAudit("payments", { project: "acme-payments", email: "payments@example.com", days: 2192 });
const search = new CompanyAudit("search", { project: "acme-search", email: "search@example.com" });

export const archives = [payments.archive, search.archive];
