/** Texts that mean something in the targets' languages. */
export const hostile: Readonly<Record<string, string>> = {
  "double quotes": 'say "hi"',
  "quotes around": '"hi"',
  "single quotes": "it's",
  "a backslash": "a\\b",
  "a backslash at the end": "a\\",
  "a backslash before a quote": 'a\\"b',
  "a newline": "a\nb",
  "a tab": "a\tb",
  "a star": "a*b",
  "a backslash before a star": "a\\*b",
  "stars at the ends": "*a*",
  "two stars": "a**b",
  "per cent signs": "%a%",
  "a dollar sign": "$.eventName",
  braces: '{ "a": [1] }',
  "signs of a filter pattern": '") || ($.eventName = "*',
  "a word of a filter pattern": "NOT",
  "a number": "5",
  "a truth value": "true",
  "an address": "10.1.2.3",
  "an address of six": "2001:db8::1",
  "a network": "10.0.0.0/8",
  blanks: " a  b ",
  umlauts: "Größe é ü",
  "other scripts": "жук 日本語",
  "an emoji": "a 😀 b",
};

/** Filters about a field, with the texts that each must match and those that it must not. */
export const questionsAbout = (
  field: string,
  value: string,
): readonly (readonly [string, readonly string[], readonly string[]])[] => {
  const quoted = JSON.stringify(value);
  const others = [`x${value}`, `${value}x`, value.slice(1), value.slice(0, -1)];
  return [
    [`${field} == ${quoted}`, [value], others],
    [`${field} != ${quoted}`, others, [value]],
    [`${field}.startsWith(${quoted})`, [value, `${value}x`], [`x${value}`, value.slice(0, -1)]],
    [`${field}.endsWith(${quoted})`, [value, `x${value}`], [`${value}x`, value.slice(1)]],
    [`!${field}.startsWith(${quoted})`, [`x${value}`, value.slice(0, -1)], [value, `${value}x`]],
    [`${field}.contains(${quoted})`, [value, `x${value}x`], [value.slice(1)]],
  ];
};
