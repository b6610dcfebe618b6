import type { Activity } from "../activity.ts";

// No row of Azure's Activity Log shows it: tokens of applications are sign-ins of Microsoft Entra.
export const impersonation: Activity = {
  id: "impersonation",
  title: "Roles assumed and tokens minted",
  description:
    "A principal takes on another identity, or mints a token or signature for one. What it does afterwards isn't here.",
  aws: {
    "cognito-identity.amazonaws.com": ["GetCredentialsForIdentity"],
    "eks-auth.amazonaws.com": ["AssumeRoleForPodIdentity"],
    "rolesanywhere.amazonaws.com": ["CreateSession"],
    "signin.amazonaws.com": ["SwitchRole"],
    "sso.amazonaws.com": ["GetRoleCredentials"],
    "sts.amazonaws.com": [
      "AssumeRole",
      "AssumeRoleWithSAML",
      "AssumeRoleWithWebIdentity",
      "AssumeRoot",
      "GetFederationToken",
      "GetSessionToken",
    ],
  },
  gcp: {
    "iam.googleapis.com": ["google.iam.admin.v1.SignBlob", "google.iam.admin.v1.SignJwt"],
    "iamcredentials.googleapis.com": ["GenerateAccessToken", "GenerateIdToken", "SignBlob", "SignJwt"],
    "sts.googleapis.com": ["google.identity.sts.v1.SecurityTokenService.ExchangeToken"],
  },
};
