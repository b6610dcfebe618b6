import type { CloudError, Json, Rule } from "../resource.ts";
import type { Statement } from "./policy.ts";
import { readPolicy } from "./policy.ts";
import { invalidPrincipal } from "./principal.ts";

const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";

/** A service whose resources have policies of their own. */
export interface PolicyOwner {
  service: "sns" | "sqs";
  /** Where the service says which actions a policy may name. */
  actionsSource: string;
  /** In lower case, without the service. */
  actions: readonly string[];
  malformed(reason: string): CloudError;
  unknownPrincipal: CloudError;
  actionOutOfScope: CloudError;
}

/** The statements of a policy; none where it can't be read. */
export function statementsOf(policy: Json | undefined): Statement[] {
  const reading = readPolicy(policy);
  return "fault" in reading ? [] : reading.statements;
}

function isInScope({ service, actions }: PolicyOwner, action: string): boolean {
  const [owner, name = ""] = action.toLowerCase().split(":");
  if (action === "*") return true;
  return owner === service && (/[*?]/.test(name) || actions.includes(name));
}

/** What the service asks of the policy in the property `policy`, where there is one. */
export function policyRules(owner: PolicyOwner): readonly Rule[] {
  const { service } = owner;
  const rule = (what: string, source: string, refuse: (policy: Json) => CloudError | undefined): Rule => ({
    id: `${service}-policy-${what}`,
    source,
    on: ["create", "update"],
    refuse: ({ inputs }) => (inputs.policy === undefined ? undefined : refuse(inputs.policy)),
  });
  return [
    rule("is-well-formed", GRAMMAR, (policy) => {
      const reading = readPolicy(policy);
      return "fault" in reading ? owner.malformed(reading.message) : undefined;
    }),
    rule("names-principals-and-resources", GRAMMAR, (policy) =>
      statementsOf(policy).some(
        (s) => (s.principal ?? s.notPrincipal) === undefined || (s.resources ?? s.notResources) === undefined,
      )
        ? owner.malformed("each statement needs a Principal and a Resource")
        : undefined,
    ),
    rule(
      "principals-are-valid",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      (policy) => (invalidPrincipal(statementsOf(policy)) === undefined ? undefined : owner.unknownPrincipal),
    ),
    rule("actions-are-of-the-service", owner.actionsSource, (policy) => {
      const named = statementsOf(policy).flatMap((s) => [...(s.actions ?? []), ...(s.notActions ?? [])]);
      return named.every((action) => isInScope(owner, action)) ? undefined : owner.actionOutOfScope;
    }),
  ];
}
