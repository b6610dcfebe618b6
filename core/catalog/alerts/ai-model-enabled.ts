import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "ai-model-enabled",
  title: "A model of somebody else is switched on, or agreed to",
  severity: "medium",
  groups: ["cost"],
  why: "Stolen credentials are sold for their models: each call costs.",
  firstSteps: ["Ask who needs the model.", "Look at how often it was called, and by whom."],
  references: [attack("T1496")],
  clouds: {
    aws: {
      when: 'service == "bedrock.amazonaws.com" && operation in ["PutFoundationModelEntitlement", "CreateFoundationModelAgreement", "PutUseCaseForModelAccess"]',
    },
    gcp: {
      when: 'service == "aiplatform.googleapis.com" && operation.matches("ModelGardenService\\\\.(?:AcceptPublisherModelEula|Deploy|DeployPublisherModel)$|EndpointService\\\\.(?:CreateEndpoint|DeployModel)$")',
    },
    azure: {
      when: 'operation in ["Microsoft.CognitiveServices/accounts/deployments/write", "Microsoft.CognitiveServices/accounts/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("bedrock", "CreateFoundationModelAgreement", { awsRegion: "us-east-1" })],
    nearMisses: [aws.look("bedrock", "GetFoundationModelAvailability", { awsRegion: "us-east-1" })],
  },
  gcp: {
    matching: [gcp.call("aiplatform", "google.cloud.aiplatform.v1.EndpointService.DeployModel")],
    nearMisses: [gcp.look("aiplatform", "google.cloud.aiplatform.v1.EndpointService.ListEndpoints")],
  },
  azure: {
    matching: [azure.activity("Microsoft.CognitiveServices/accounts/deployments/write")],
    nearMisses: [azure.activity("Microsoft.CognitiveServices/accounts/deployments/delete")],
  },
});
