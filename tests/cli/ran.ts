import type { Io } from "../../cli/io.ts";
import { run } from "../../cli/run.ts";

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Files in memory: a text, bytes, or the code with which the system refuses them. */
export type Files = Readonly<Record<string, string | Uint8Array | { refused: string }>>;

/** Runs a call on files that are held in memory. */
export const ran = async (files: Files, args: readonly string[], hasColour = false): Promise<Ran> => {
  const result = { stdout: "", stderr: "" };
  const io: Io = {
    stdout: (text) => {
      result.stdout += text;
    },
    stderr: (text) => {
      result.stderr += text;
    },
    read: (file, most) => {
      const found = files[file] ?? { refused: "ENOENT" };
      if (typeof found === "string") return new TextEncoder().encode(found).subarray(0, most);
      if (found instanceof Uint8Array) return found.subarray(0, most);
      throw Object.assign(new Error("refused"), { code: found.refused });
    },
    isUnheard: () => false,
    hasColour,
    showsProgress: false,
    today: "2026-07-01",
  };
  return { code: await run(args, io, "1.2.3"), ...result };
};

/** A spec with nothing to say but one notice. */
export const fine = "version: 1\ncapture: { management: write }\nencryption: { customerManagedKey: false }\n";

export const noticeOfFine =
  "2:10: notice: capture.identity: CloudTrail records sign-ins with the management events; they are stored although not asked for";
