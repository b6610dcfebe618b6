import { endsShown } from "./ends.ts";
import type { CommandEntry } from "./entry.ts";

export const completionCommand = {
  call: "bash|zsh|fish|powershell",
  shortCall: "SHELL",
  summary: "the script with which a shell completes these commands",
  about: `Prints the script with which SHELL completes commands, options and the ids of the catalog. It belongs into the file that
the shell reads when it starts, so that it is that of the installed version.`,
  options: {},
  without: {
    ndjson: "a script has no other form",
  },
  examples: [
    { call: "completion bash", does: "in ~/.bashrc: source <(auditlog completion bash)" },
    { call: "completion zsh", does: "in ~/.zshrc, after compinit: source <(auditlog completion zsh)" },
    { call: "completion fish", does: "in ~/.config/fish/config.fish: auditlog completion fish | source" },
    {
      call: "completion powershell",
      does: "in $PROFILE: auditlog completion powershell | Out-String | Invoke-Expression",
    },
  ],
  ends: endsShown,
  takesFiles: false,
} as const satisfies CommandEntry;
