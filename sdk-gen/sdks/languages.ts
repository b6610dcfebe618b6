/** The languages with an SDK, each in a folder of that name in sdk-gen. */
export const languages = ["nodejs", "python", "go", "dotnet", "java"] as const;

export type Language = (typeof languages)[number];
