import json
import os

import pulumi
import pulumi_auditlog as auditlog
from pulumi import automation

DAYS = int(os.environ["RETENTION_DAYS"])


def program() -> None:
    audit = auditlog.AuditLog(
        "audit",
        spec=auditlog.AuditSpecArgs(
            version=1,
            evidence=auditlog.Evidence.DISPOSABLE,
            capture=auditlog.CaptureArgs(
                data=[
                    auditlog.DataCaptureArgs(service=auditlog.DataService.STORAGE, access=auditlog.DataAccess.WRITE)
                ],
                best_effort=[auditlog.CaptureKind.DATA],
            ),
            retention=auditlog.RetentionArgs(
                days=DAYS, searchable_days=30, immutability=auditlog.Immutability.NONE
            ),
            alerts=auditlog.AlertsArgs(
                catalog=[auditlog.AlertSelection.ROOT_USE],
                custom=[
                    auditlog.CustomAlertArgs(
                        name="many-denials",
                        when='outcome == "denied"',
                        severity=auditlog.AlertSeverity.MEDIUM,
                        threshold=auditlog.AlertThresholdArgs(count=20, within_minutes=10),
                    )
                ],
            ),
        ),
        # The same kinds of arguments as dictionaries.
        channels={"mail": {"email": {"address": pulumi.Output.from_input("security@example.com")}}},
        tags={"team": "security"},
        aws={"region": "eu-central-1"},
        gcp={"project": "acme-test", "location": "europe-west3"},
        azure={"location": "westeurope", "redundancy": auditlog.AzureRedundancy.LRS},
    )
    pulumi.export("archive", audit.aws.apply(lambda aws: aws.archive if aws else None))
    pulumi.export("asked", audit.coverage.apply(lambda rows: len(rows) > 0))


def main() -> None:
    stack = automation.create_or_select_stack(project_name="test", stack_name="same", program=program)
    stack.set_config("aws:region", automation.ConfigValue("eu-central-1"))
    try:
        first = stack.up()
        second = stack.up()
        print(
            json.dumps({"first": first.summary.resource_changes, "second": second.summary.resource_changes})
        )
    except automation.CommandError as error:
        print(json.dumps({"kind": automation.CommandError.__name__, "message": str(error)}))


main()
