#!/bin/sh
# Checks and tests an audit-log spec, and says what a change does to it and to the stack:
#
#   sh ci/audit-ci.sh spec       check, test and diff: $REPORTS/tests.xml and $REPORTS/spec.md
#   sh ci/audit-ci.sh preview    what pulumi would change: $REPORTS/preview.md
#
# It is called from the root of the repository, ends with 0 or 1, and writes what it can in both cases.
set -eu

SPEC=${SPEC:-audit.yaml}            # from the root of the repository
BASE=${BASE:-origin/main}           # the branch or commit that the spec is compared with
EVENTS=${EVENTS:-}                  # a file or folder of recorded events, where there are any
STACK=${STACK:-}                    # of the preview
PROJECT=${PROJECT:-.}               # the folder with the stack's Pulumi.yaml
REPORTS=${REPORTS:-audit-reports}
AUDITLOG=${AUDITLOG:-npx --yes pulumi-auditlog@0.1.0}

failed=0
mkdir -p "$REPORTS"

spec() {
  $AUDITLOG check "$SPEC" || failed=1
  $AUDITLOG test "$SPEC" --coverage --junit "$REPORTS/tests.xml" || failed=1
  if ! git cat-file -e "$BASE:$SPEC" 2>/dev/null; then
    echo "The spec is new here: there is nothing to compare it with." > "$REPORTS/spec.md"
    return
  fi
  git show "$BASE:$SPEC" > "$REPORTS/base.yaml"
  differs=0
  $AUDITLOG diff "$REPORTS/base.yaml" "$SPEC" ${EVENTS:+"$EVENTS"} --markdown > "$REPORTS/spec.md" || differs=$?
  # 1 says that they differ.
  if [ "$differs" -gt 1 ]; then
    failed=1
    echo "What changes can't be said: the job's log has the reason." > "$REPORTS/spec.md"
  fi
}

preview() {
  result="would go through"
  pulumi preview --cwd "$PROJECT" --stack "$STACK" --non-interactive --color never --diff \
    > "$REPORTS/preview.txt" 2>&1 || { failed=1; result="fails"; }
  {
    printf '\n<details><summary>pulumi preview %s</summary>\n\n' "$result"
    # Indented, so that nothing in it is markup.
    tail -n 300 "$REPORTS/preview.txt" | tail -c 20000 | sed 's/^/    /'
    printf '\n</details>\n'
  } > "$REPORTS/preview.md"
}

case "${1:-}" in
  spec) spec ;;
  preview) preview ;;
  *) echo "give spec or preview: sh audit-ci.sh spec" >&2; exit 2 ;;
esac
exit "$failed"
