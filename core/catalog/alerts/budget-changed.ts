import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "budget-changed",
  title: "A budget is changed or deleted",
  severity: "medium",
  groups: ["cost"],
  why: "The budget is what tells of costs that nobody planned.",
  firstSteps: ["Put it back.", "Look at the costs since."],
  references: [attack("T1496")],
  clouds: {
    aws: {
      when: 'service == "budgets.amazonaws.com" && operation in ["ModifyBudget", "UpdateBudget", "DeleteBudget", "DeleteBudgetAction"]',
    },
    gcp: {
      when: 'service == "billingbudgets.googleapis.com" && operation.matches("BudgetService\\\\.(?:Update|Delete)Budget$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Consumption/budgets/write", "Microsoft.Consumption/budgets/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("budgets", "DeleteBudget", { awsRegion: "us-east-1" })],
    nearMisses: [aws.call("budgets", "CreateBudget", { awsRegion: "us-east-1" })],
  },
  gcp: {
    matching: [gcp.call("billingbudgets", "google.cloud.billing.budgets.v1.BudgetService.DeleteBudget")],
    nearMisses: [gcp.call("billingbudgets", "google.cloud.billing.budgets.v1.BudgetService.CreateBudget")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Consumption/budgets/delete")],
    nearMisses: [azure.activity("Microsoft.CostManagement/exports/write")],
  },
});
