// The stack of the other languages, from the SDK for Go.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"

	"github.com/auditlog-dev/pulumi-auditlog/sdk-gen/go/auditlog"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func program(days int) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		evidence := auditlog.EvidenceDisposable
		access := auditlog.DataAccessWrite
		immutability := auditlog.ImmutabilityNone
		redundancy := auditlog.AzureRedundancyLRS
		audit, err := auditlog.NewAuditLog(ctx, "audit", &auditlog.AuditLogArgs{
			Spec: &auditlog.AuditSpecArgs{
				Version:  1,
				Evidence: &evidence,
				Capture: &auditlog.CaptureArgs{
					Data:       []auditlog.DataCaptureArgs{{Service: auditlog.DataServiceStorage, Access: &access}},
					BestEffort: []auditlog.CaptureKind{auditlog.CaptureKindData},
				},
				Retention: &auditlog.RetentionArgs{
					Days:           pulumi.IntRef(days),
					SearchableDays: pulumi.IntRef(30),
					Immutability:   &immutability,
				},
				Alerts: &auditlog.AlertsArgs{
					Catalog: []auditlog.AlertSelection{auditlog.AlertSelectionRootUse},
					Custom: []auditlog.CustomAlertArgs{{
						Name:      "many-denials",
						When:      `outcome == "denied"`,
						Severity:  auditlog.AlertSeverityMedium,
						Threshold: &auditlog.AlertThresholdArgs{Count: 20, WithinMinutes: 10},
					}},
				},
			},
			Channels: map[string]auditlog.ChannelArgs{
				"mail": {Email: &auditlog.EmailChannelArgs{Address: pulumi.String("security@example.com").ToStringOutput()}},
			},
			Tags:  map[string]pulumi.StringInput{"team": pulumi.String("security")},
			Aws:   &auditlog.AwsPlacementArgs{Region: "eu-central-1"},
			Gcp:   &auditlog.GcpPlacementArgs{Project: "acme-test", Location: "europe-west3"},
			Azure: &auditlog.AzurePlacementArgs{Location: "westeurope", Redundancy: &redundancy},
		})
		if err != nil {
			return err
		}
		ctx.Export("archive", audit.Aws.Archive())
		ctx.Export("asked", audit.Coverage.ApplyT(func(rows []auditlog.CoverageRow) bool { return len(rows) > 0 }))
		return nil
	}
}

func run(ctx context.Context, days int) (first, second auto.UpResult, err error) {
	stack, err := auto.UpsertStackInlineSource(ctx, "same", "test", program(days))
	if err != nil {
		return first, second, err
	}
	if err = stack.SetConfig(ctx, "aws:region", auto.ConfigValue{Value: "eu-central-1"}); err != nil {
		return first, second, err
	}
	if first, err = stack.Up(ctx); err != nil {
		return first, second, err
	}
	second, err = stack.Up(ctx)
	return first, second, err
}

func main() {
	days, err := strconv.Atoi(os.Getenv("RETENTION_DAYS"))
	if err != nil {
		log.Fatal(err)
	}
	first, second, err := run(context.Background(), days)
	said := map[string]any{}
	if err != nil {
		said["kind"], said["message"] = "error", err.Error()
	} else {
		said["first"], said["second"] = first.Summary.ResourceChanges, second.Summary.ResourceChanges
	}
	text, err := json.Marshal(said)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
