import type { Activity } from "../activity.ts";

export const aiChange: Activity = {
  id: "ai.change",
  title: "AI models and platforms",
  description:
    "A model, agent, endpoint, dataset, guardrail or training job is made, changed or deleted. Asking a model is function.invoke.",
  azure: {
    "Microsoft.BotService": ["*"],
    "Microsoft.CognitiveServices": ["*"],
    "Microsoft.MachineLearningServices": ["*"],
    "Microsoft.Search": ["*"],
  },
  when: {
    aws: 'service in ["bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com", "sagemaker.amazonaws.com"] && access == "write"',
    gcp: 'service in ["aiplatform.googleapis.com", "automl.googleapis.com", "dialogflow.googleapis.com", "discoveryengine.googleapis.com", "generativelanguage.googleapis.com", "ml.googleapis.com"] && access == "write"',
  },
};
