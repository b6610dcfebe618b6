import type { Activity } from "../activity.ts";

export const billingChange: Activity = {
  id: "billing.change",
  title: "Billing, budgets and purchases",
  description: "A billing account, budget, cost setting, reservation or marketplace purchase changes.",
  aws: {
    "ec2.amazonaws.com": ["PurchaseReservedInstancesOffering"],
    "rds.amazonaws.com": ["PurchaseReservedDBInstancesOffering"],
  },
  azure: {
    "Microsoft.Billing": ["*"],
    "Microsoft.BillingBenefits": ["*"],
    "Microsoft.Capacity": ["*"],
    "Microsoft.Consumption": ["budgets/delete", "budgets/write"],
    "Microsoft.CostManagement": [
      "budgets/delete",
      "budgets/write",
      "exports/delete",
      "exports/write",
      "scheduledActions/delete",
      "scheduledActions/write",
    ],
    "Microsoft.MarketplaceOrdering": ["*"],
    "Microsoft.SaaS": ["*"],
  },
  when: {
    aws: 'service in ["agreement-marketplace.amazonaws.com", "aws-marketplace.amazonaws.com", "bcm-data-exports.amazonaws.com", "billing.amazonaws.com", "billingconsole.amazonaws.com", "budgets.amazonaws.com", "ce.amazonaws.com", "cur.amazonaws.com", "invoicing.amazonaws.com", "payments.amazonaws.com", "purchase-orders.amazonaws.com", "savingsplans.amazonaws.com", "tax.amazonaws.com"] && access == "write"',
    gcp: 'service in ["billingbudgets.googleapis.com", "cloudbilling.googleapis.com"] && access == "write"',
  },
};
