import { type Completions, type OptionValues, programs, type Word } from "./words.ts";

/** A word of an array for _describe: a colon divides it from what it is. */
const described = ({ word, says }: Word): string => `'${`${word}:${says}`.replaceAll("'", "'\\''")}'`;

const listed = (known: readonly Word[]): string => known.map(described).join(" ");

const offered = ({ known, isFile }: OptionValues): string => (isFile ? "_files" : `compadd -- ${known.join(" ")}`);

/** For zsh, after compinit. */
export const zsh = ({ after, files, options, values }: Completions): string => `#compdef ${programs.join(" ")}
_auditlog() {
  local -a at known
  local i before=\${words[CURRENT-1]}
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      ${values.map(({ option }) => option).join(" | ")}) ((i++)) ;;
      -*) ;;
      *) at+=("\${words[i]}") ;;
    esac
  done
  case $before in
${values.map((one) => `    ${one.option}) ${offered(one)}; return ;;`).join("\n")}
  esac
  case \${words[CURRENT]} in
${values.map((one) => `    ${one.option}=*) compset -P '*='; ${offered(one)}; return ;;`).join("\n")}
    -*)
      case \${at[1]} in
${options.map(({ command, known }) => `        ${command === "" ? "''" : command}) known=(${listed(known)}) ;;`).join("\n")}
      esac
      _describe option known
      return ;;
  esac
  case "\${(j: :)at}" in
${after.map(({ words, known }) => `    '${words}') known=(${listed(known)}) ;;`).join("\n")}
    ${files.map((command) => `${command} | ${command}\\ *`).join(" | ")}) _files; return ;;
  esac
  _describe word known
}
# Read by compinit from a folder of functions, it is the function itself.
if [[ \${funcstack[1]} == _auditlog ]]; then _auditlog; else compdef _auditlog ${programs.join(" ")}; fi
`;
