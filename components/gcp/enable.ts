import { IamAuditConfig } from "@pulumi/gcp/organizations/iamAuditConfig.js";
import { IAMAuditConfig } from "@pulumi/gcp/projects/iamauditConfig.js";
import { Service } from "@pulumi/gcp/projects/service.js";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { child, childName, type Room } from "../room.ts";

/** The APIs that the stores and the key need. They stay enabled: others in the project may use them too. */
export const enableServices = (room: Room, { project, services }: GcpBlueprint): Service[] =>
  services.map(
    (service) =>
      new Service(
        childName(room, `service-${service.split(".")[0]}`),
        { project, service, disableOnDestroy: false },
        child(room),
      ),
  );

/**
 * Which reads are logged: in the whole organization where its events are routed, else in the project. They stay enabled:
 * there is one configuration of each service, and others may count on it.
 */
export const enableAuditLogs = (
  room: Room,
  { project, organizationId, auditConfigs }: GcpBlueprint,
): (IAMAuditConfig | IamAuditConfig)[] =>
  auditConfigs.map((config) => {
    const name = childName(room, `audit-${config.service}`);
    const options = child(room, { retainOnDelete: true });
    return organizationId === undefined
      ? new IAMAuditConfig(name, { project, ...config }, options)
      : new IamAuditConfig(name, { orgId: organizationId, ...config }, options);
  });
