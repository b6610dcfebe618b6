import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { type LogEntry, parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { bindings, controls, crm, entry } from "./cis-gcp-events.ts";

const matches = (query: string, one: LogEntry): boolean => {
  const { filter, problems } = parseCloudLoggingQuery(query);
  expect(problems, query).toBeUndefined();
  return matchesCloudLoggingQuery(filter!, one);
};

const matched = (query: string, entries: readonly LogEntry[]): readonly LogEntry[] =>
  entries.filter((one) => matches(query, one));

describe("the CIS Google Cloud query", () => {
  it.each(controls)("$id matches $about, and not what is near", ({ query, matching, nearMisses }) => {
    expect(matched(query, matching)).toEqual(matching);
    expect(matched(query, nearMisses)).toEqual([]);
  });

  it("exists for nine controls, each tried on an entry or more, and on two near misses or more", () => {
    expect(controls).toHaveLength(9);
    expect(controls.filter(({ matching, nearMisses }) => matching.length < 1 || nearMisses.length < 2)).toEqual([]);
  });
});

describe("the CIS Google Cloud query of project ownership", () => {
  const { query } = controls[0]!;
  const service = '(protoPayload.serviceName="cloudresourcemanager.googleapis.com")';
  const words = "(ProjectOwnership OR projectOwnerInvitee)";
  const delta = "protoPayload.serviceData.policyDelta.bindingDeltas";
  const removed = `(${delta}.action="REMOVE" AND ${delta}.role="roles/owner")`;
  const added = `(${delta}.action="ADD" AND ${delta}.role="roles/owner")`;

  it("is of one service alone, as OR binds before AND, though it reads as if AND did", () => {
    const asItIs = `${service} AND (${words} OR ${removed} OR ${added})`;
    const asItReads = `(${service} AND ${words}) OR ${removed} OR ${added}`;
    const given = bindings({ action: "ADD", role: "roles/owner", member: "user:eva@example.com" });
    const entries = [
      entry("project", crm, "SetIamPolicy", given),
      entry("bigquery_dataset", "bigquery.googleapis.com", "SetIamPolicy", given),
      entry("project", crm, "InsertProjectOwnershipInvite"),
      entry("project", "example.googleapis.com", "InsertProjectOwnershipInvite"),
      entry("project", crm, "GetProject"),
    ];
    expect(query).toBe(`${service} AND ${words} OR ${removed} OR ${added}`);
    expect(entries.map((one) => matches(query, one))).toEqual([true, false, true, false, false]);
    expect(entries.map((one) => matches(asItIs, one))).toEqual([true, false, true, false, false]);
    expect(entries.map((one) => matches(asItReads, one))).toEqual([true, true, true, false, false]);
  });

  it("doesn't tell the elements of a list apart: one gives a role, another is of the owner's", () => {
    const apart = bindings({ action: "ADD", role: "roles/viewer" }, { action: "REMOVE", role: "roles/owner" });
    expect(matches(added, entry("project", crm, "SetIamPolicy", apart))).toBe(true);
    const viewers = bindings({ action: "ADD", role: "roles/viewer" }, { action: "REMOVE", role: "roles/editor" });
    expect(matches(added, entry("project", crm, "SetIamPolicy", viewers))).toBe(false);
  });
});

const published = resolve(import.meta.dirname, "../../../../shared/facts/gcp.md");

it.skipIf(!existsSync(published))("the queries here are those that scanners look for, to the letter", () => {
  const lines = readFileSync(published, "utf8").split("\n");
  expect(controls.filter(({ id, query }) => !lines.includes(`${id}: ${query}`))).toEqual([]);
});
