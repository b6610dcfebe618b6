import { expect, it } from "vitest";
import { staleParts } from "../../sdk-gen/sdks/record.ts";

it("the committed SDKs are what `npm run sdk` made of the committed schema with the pinned generators", () => {
  expect(staleParts()).toEqual([]);
});
