import { it, vi } from "vitest";
import { cloudTrailEvents, cloudTrailPool } from "./cloudtrail-events.ts";
import { checkEventBridge } from "./eventbridge-fidelity.ts";
import { seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

it(`an EventBridge pattern says what its filter says, or more (seed ${seed})`, () => {
  checkEventBridge({ name: "EventBridge", pool: cloudTrailPool, records: cloudTrailEvents });
});
