import { type Completions, programs, type Word } from "./words.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const listed = (known: readonly Word[]): string =>
  `[ordered]@{ ${known.map(({ word, says }) => `${quoted(word)} = ${quoted(says)}`).join("; ")} }`;

const plain = (known: readonly string[]): string => listed(known.map((word) => ({ word, says: word })));

/** For PowerShell 5 and newer; files it completes itself where nothing is known. */
export const powershell = ({ after, options, values }: Completions): string => `# auditlog completion powershell
Register-ArgumentCompleter -Native -CommandName ${programs.map(quoted).join(", ")} -ScriptBlock {
  param($current, $line, $cursor)
  $words = @()
  $before = ''
  foreach ($element in @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor })) {
    $word = $element.Extent.Text
    if ($before -notin ${values.map(({ option }) => quoted(option)).join(", ")} -and -not $word.StartsWith('-')) { $words += $word }
    $before = $word
  }
  $known = [ordered]@{}
  ${values.map(({ option, known }) => `if ($before -eq ${quoted(option)}) { $known = ${plain(known)} } else`).join("")}if ($current.StartsWith('-')) {
    switch ("$($words | Select-Object -First 1)") {
${options.map(({ command, known }) => `      ${quoted(command)} { $known = ${listed(known)} }`).join("\n")}
    }
  } else {
    switch ($words -join ' ') {
${after.map(({ words, known }) => `      ${quoted(words)} { $known = ${listed(known)} }`).join("\n")}
    }
  }
  $known.GetEnumerator() | Where-Object { $_.Key -like "$current*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
  }
}
`;
