import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { deploy, registeredNames } from "../components/deploy.ts";

/** A property path and its reason, as the user sees them. */
export type Reason = [path: string, reason: string];

export interface Refused {
  message: string;
  reasons: Reason[];
}

/** How the arguments are refused, or `undefined` where they are not. What else is thrown is thrown. */
export const tryToDeploy = async (
  component: ComponentName,
  inputs: pulumi.Inputs,
  options?: { name: string },
): Promise<Refused | undefined> => {
  try {
    await deploy(component, inputs, options);
    return undefined;
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    const reasons = (error.errors ?? []).map(({ propertyPath, reason }): Reason => [propertyPath, reason]);
    return { message: error.message, reasons };
  }
};

/** How the arguments are refused: with not one resource registered, or the test fails. */
export const refused = async (
  component: ComponentName,
  inputs: pulumi.Inputs,
  options?: { name: string },
): Promise<Refused> => {
  const refusal = await tryToDeploy(component, inputs, options);
  await pulumi.runtime.disconnect();
  expect(registeredNames()).toEqual([]);
  if (refusal === undefined) throw new Error("the arguments were accepted");
  return refusal;
};

export interface Case {
  /** `AuditLog` where it is not said. */
  component?: ComponentName;
  /** The component's name, `audit` where it is not said. */
  name?: string;
  inputs: pulumi.Inputs;
  reasons: Reason[];
}

/** Each case is refused for exactly these reasons, all at once. */
export const testRefusals = (cases: Record<string, Case>): void =>
  test.each(Object.entries(cases))("refused with nothing created: %s", async (_, one) => {
    const { component = "AuditLog", name = "audit", inputs, reasons } = one;
    const count = reasons.length === 1 ? "1 error" : `${reasons.length} errors`;
    expect(await refused(component, inputs, { name })).toEqual({
      message: `invalid ${component}: ${count}, nothing was created`,
      reasons,
    });
  });
