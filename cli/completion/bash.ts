import { type Completions, programs, wordsOf } from "./words.ts";

/** For bash 3.2 and newer, without the package bash-completion. */
export const bash = ({ after, files, options, values }: Completions): string => `# auditlog completion bash
_auditlog() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words= known= files= i
  # Bash cuts --option=value into three words.
  [[ $current == "=" ]] && current= && before=$before=
  [[ $before == "=" ]] && before=\${COMP_WORDS[COMP_CWORD-2]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${values.map(({ option }) => option).join(" | ")}) [[ \${COMP_WORDS[i+1]} == "=" ]] && ((i++)); ((i++)) ;;
      -*) ;;
      *) words="\${words:+$words }\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case \${before%=} in
${values.map(({ option, known, isFile }) => `    ${option}) ${isFile ? "files=1" : `COMPREPLY=($(compgen -W "${known.join(" ")}" -- "$current")); return`} ;;`).join("\n")}
  esac
  if [[ $current == -* ]]; then
    case \${words%% *} in
${options.map(({ command, known }) => `      "${command}") known="${wordsOf(known)}" ;;`).join("\n")}
    esac
  else
    case $words in
${after.map(({ words, known }) => `      "${words}") known="${wordsOf(known)}" ;;`).join("\n")}
      ${files.map((command) => `${command} | "${command} "*`).join(" | ")}) files=1 ;;
    esac
  fi
  if [[ -z $files ]]; then
    COMPREPLY=($(compgen -W "$known" -- "$current"))
  else
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _auditlog ${programs.join(" ")}
`;
