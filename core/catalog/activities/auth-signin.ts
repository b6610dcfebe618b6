import type { Activity } from "../activity.ts";

// The sign-in events of the console and of IAM Identity Center:
// https://docs.aws.amazon.com/singlesignon/latest/userguide/sign-in-events.html
// A sign-in of Microsoft Entra has the one operation `Sign-in activity`.
export const authSignin: Activity = {
  id: "auth.signin",
  title: "Sign-ins",
  description:
    "Somebody signs in, or out, or is challenged: `outcome` says whether it succeeded. Sessions of roles and tokens of services are impersonation.",
  aws: {
    "cognito-idp.amazonaws.com": [
      "AdminInitiateAuth",
      "AdminRespondToAuthChallenge",
      "InitiateAuth",
      "RespondToAuthChallenge",
    ],
    "signin.amazonaws.com": [
      "CheckMfa",
      "ConsoleLogin",
      "CredentialChallenge",
      "CredentialVerification",
      "ExitRole",
      "ExternalIdPDirectoryLogin",
      "GetSigninToken",
      "RenewRole",
      "SwitchRole",
      "UserAuthentication",
    ],
    "sso-oauth.amazonaws.com": ["CreateToken", "CreateTokenWithIAM"],
    "sso.amazonaws.com": ["Authenticate", "CreateToken", "Federate", "Logout"],
  },
  gcp: {
    "iap.googleapis.com": ["AuthorizeUser"],
    "login.googleapis.com": [
      "google.login.LoginService.govAttackWarning",
      "google.login.LoginService.loginChallenge",
      "google.login.LoginService.loginFailure",
      "google.login.LoginService.loginSuccess",
      "google.login.LoginService.loginVerification",
      "google.login.LoginService.logout",
      "google.login.LoginService.riskySensitiveAction*",
      "google.login.LoginService.suspicious*",
    ],
  },
  entra: ["Fraud reported - *", "Sign-in activity", "Suspicious activity reported", "User Risk Detection"],
};
