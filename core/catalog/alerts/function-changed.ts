import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "function-changed",
  title: "The code of a function, or who may call it, is changed",
  severity: "low",
  groups: ["identity"],
  why: "Code put into a function runs with its permissions, for as long as nobody looks.",
  firstSteps: [
    "Compare the code with what was deployed last.",
    "Find the deployment behind it; if there is none, put the old code back.",
  ],
  references: [attack("T1525"), attack("T1546")],
  clouds: {
    aws: {
      when: 'service == "lambda.amazonaws.com" && (operation.startsWith("UpdateFunctionCode") || operation.startsWith("UpdateFunctionConfiguration") || operation.startsWith("AddPermission") || operation.startsWith("CreateFunctionUrlConfig"))',
    },
    gcp: {
      when: 'service == "cloudfunctions.googleapis.com" && operation.matches("FunctionService\\\\.(?:UpdateFunction|SetIamPolicy)$") || service == "run.googleapis.com" && operation.matches("Services\\\\.(?:ReplaceService|UpdateService|SetIamPolicy)$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Web/sites/publish/action", "Microsoft.Web/sites/config/write", "Microsoft.Web/sites/functions/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("lambda", "UpdateFunctionCode20150331v2", { requestParameters: { functionName: "app" } }),
      aws.call("lambda", "AddPermission20150331v2", { requestParameters: { functionName: "app", principal: "*" } }),
    ],
    nearMisses: [aws.look("lambda", "GetFunction20150331v2")],
  },
  gcp: {
    matching: [gcp.call("cloudfunctions", "google.cloud.functions.v2.FunctionService.UpdateFunction")],
    nearMisses: [gcp.look("cloudfunctions", "google.cloud.functions.v2.FunctionService.GetFunction")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Web/sites/functions/write")],
    nearMisses: [azure.activity("Microsoft.Web/sites/restart/action")],
  },
});
