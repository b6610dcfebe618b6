import { type Completions, programs, type Word } from "./words.ts";

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** Lines of a word and what it is, divided by a tab. */
const listed = (known: readonly Word[]): string => known.map(({ word, says }) => quoted(`${word}\t${says}`)).join(" ");

export const fish = ({ after, files, options, values }: Completions): string => `# auditlog completion fish
function __auditlog_words
  set -l words
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else
      switch $word
        case ${values.map(({ option }) => quoted(option)).join(" ")}
          set skip 1
        case '-*'
        case '*'
          set -a words $word
      end
    end
  end
  string join ' ' -- $words
end
function __auditlog_known
  set -l words (__auditlog_words)
  switch (commandline -opc)[-1]
${values.map(({ option, known, isFile }) => `    case ${quoted(option)}\n      ${isFile ? "__fish_complete_path (commandline -ct)" : `printf '%s\\n' ${known.join(" ")}`}\n      return`).join("\n")}
  end
  switch (commandline -ct)
${values.map(({ option, known }) => `    case ${quoted(`${option}=*`)}\n      printf '%s\\n' ${known.map((value) => `${option}=${value}`).join(" ")}\n      return`).join("\n")}
    case '-*'
      switch (string split ' ' -- "$words")[1]
${options.map(({ command, known }) => `        case ${quoted(command)}\n          printf '%s\\n' ${listed(known)}`).join("\n")}
      end
      return
  end
  switch "$words"
${after.map(({ words, known }) => `    case ${quoted(words)}\n      printf '%s\\n' ${listed(known)}`).join("\n")}
    case ${files.map((command) => `${command} ${quoted(`${command} *`)}`).join(" ")}
      __fish_complete_path (commandline -ct)
  end
end
for program in ${programs.join(" ")}
  complete -c $program -f -a '(__auditlog_known)'
end
`;
