import type { Autoname } from "../resource.ts";

/** The provider's default for every `name`: https://github.com/pulumi/pulumi-gcp/blob/master/provider/resources.go */
export const bridgedName: Autoname = { property: "name", form: "dash-7-hex", maxLength: 255 };
