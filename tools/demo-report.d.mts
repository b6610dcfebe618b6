/** What a destroy leaves in the clouds. */
export interface Kept {
  type: string;
  id: string;
}

export function renderReport(outputs: object): string;
export function keptBy(exported: { deployment: object }): Kept[];
export function renderKept(kept: readonly Kept[]): string;
