import type { Activity } from "../activity.ts";

export const authFailure: Activity = {
  id: "auth.failure",
  title: "Failed sign-ins",
  description:
    "A sign-in that failed: wrong password or second factor, a locked account, no such user. A permission refused to somebody signed in is access.denied.",
  gcp: {
    "login.googleapis.com": ["google.login.LoginService.loginFailure"],
  },
  when: {
    aws: 'service == "signin.amazonaws.com" && operation in ["ConsoleLogin", "CredentialVerification"] && outcome == "failure"',
    azure: 'category == "identity" && operation == "Sign-in activity" && outcome in ["failure", "denied"]',
  },
};
