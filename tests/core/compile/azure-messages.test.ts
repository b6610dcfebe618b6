import { describe, expect, it } from "vitest";
import { urlWithToken } from "../../../core/compile/azure/channels.ts";
import { workflowDefinition } from "../../../core/compile/azure/messages.ts";
import { pagerDutyUrl } from "../../../core/compile/channels.ts";

describe("the workflow of a Slack channel", () => {
  it("posts to a webhook, whose URL is its secret", async () => {
    const definition = workflowDefinition({ channel: "chat", slackChannel: undefined });
    await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot("__snapshots__/slack-webhook.json");
  });

  it("or with a bot's token, and fails where Slack says no", async () => {
    const definition = workflowDefinition({ channel: "bot", slackChannel: "#security" });
    await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot("__snapshots__/slack-token.json");
  });

  it.each([undefined, "#security"])("shows no secret in the history of its runs", (slackChannel) => {
    const text = JSON.stringify(workflowDefinition({ channel: "chat", slackChannel }));
    const uses = [...text.matchAll(/parameters\('secret'\)/g)];
    expect(uses).toHaveLength(1);
    const post = text.slice(text.indexOf('"Post":'));
    expect(post).toContain("parameters('secret')");
    expect(post).toContain('"secureData":{"properties":["inputs","outputs"]}');
  });

  /** Unquoted, each parenthesis and quotation mark of an expression has its other. */
  it("has expressions that are closed", () => {
    const text = JSON.stringify(workflowDefinition({ channel: "bot", slackChannel: "#security" }));
    const expressions = [...text.matchAll(/"@\{?([^"]+?)\}?"/g)].map(([, one]) => one!);
    expect(expressions.length).toBeGreaterThan(4);
    for (const one of expressions) {
      const code = one.replaceAll(/'[^']*'/g, "");
      expect(code, one).not.toContain("'");
      expect([...code.matchAll(/\(/g)].length, one).toBe([...code.matchAll(/\)/g)].length);
      expect([...code.matchAll(/\[/g)].length, one).toBe([...code.matchAll(/\]/g)].length);
    }
  });
});

describe("URLs that are called", () => {
  it.each([
    ["us", "https://events.pagerduty.com/integration/KEY/enqueue"],
    ["eu", "https://events.eu.pagerduty.com/integration/KEY/enqueue"],
  ] as const)("of PagerDuty in the region %s", (region, url) => expect(pagerDutyUrl("KEY", region)).toBe(url));

  it.each([
    ["https://example.com", "t", "https://example.com?auth_token=t"],
    ["https://example.com/hook", "a&b=c", "https://example.com/hook?auth_token=a%26b%3Dc"],
    ["https://example.com/hook?team=sec", "t/+", "https://example.com/hook?team=sec&auth_token=t%2F%2B"],
  ])("%s with the token %s", (url, token, expected) => expect(urlWithToken(url, token)).toBe(expected));
});
