import type { Activity } from "../activity.ts";

// Lambda's events may carry the version of the API, and there are several ways to invoke.
export const functionInvoke: Activity = {
  id: "function.invoke",
  title: "Functions, models and jobs run",
  description: "A function, workflow, job or model is invoked. There are very many of these.",
  aws: {
    "apigateway.amazonaws.com": ["TestInvokeMethod"],
    "bedrock.amazonaws.com": [
      "Converse",
      "ConverseStream",
      "InvokeAgent",
      "InvokeFlow",
      "InvokeInlineAgent",
      "InvokeModel",
      "InvokeModelWithResponseStream",
      "Retrieve",
      "RetrieveAndGenerate",
    ],
    "lambda.amazonaws.com": ["Invoke*"],
    "sagemaker.amazonaws.com": ["InvokeEndpoint", "InvokeEndpointAsync"],
    "states.amazonaws.com": ["StartExecution", "StartSyncExecution"],
  },
  gcp: {
    "aiplatform.googleapis.com": ["*PredictionService.*"],
    "cloudfunctions.googleapis.com": ["*.CallFunction"],
    "cloudscheduler.googleapis.com": ["*.RunJob"],
    "run.googleapis.com": ["*.RunJob"],
    "workflowexecutions.googleapis.com": ["*CreateExecution"],
  },
  azure: {
    "Microsoft.Automation": ["automationAccounts/jobs/write"],
    "Microsoft.DataFactory": ["factories/pipelines/createrun/action"],
    "Microsoft.Logic": ["workflows/run/action", "workflows/triggers/run/action"],
  },
};
