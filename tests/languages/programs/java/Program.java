import com.auditlog.pulumi.AuditLog;
import com.auditlog.pulumi.AuditLogArgs;
import com.auditlog.pulumi.enums.AlertSelection;
import com.auditlog.pulumi.enums.AlertSeverity;
import com.auditlog.pulumi.enums.AzureRedundancy;
import com.auditlog.pulumi.enums.CaptureKind;
import com.auditlog.pulumi.enums.DataAccess;
import com.auditlog.pulumi.enums.DataService;
import com.auditlog.pulumi.enums.Evidence;
import com.auditlog.pulumi.enums.Immutability;
import com.auditlog.pulumi.inputs.AlertThresholdArgs;
import com.auditlog.pulumi.inputs.AlertsArgs;
import com.auditlog.pulumi.inputs.AuditSpecArgs;
import com.auditlog.pulumi.inputs.AwsPlacementArgs;
import com.auditlog.pulumi.inputs.AzurePlacementArgs;
import com.auditlog.pulumi.inputs.CaptureArgs;
import com.auditlog.pulumi.inputs.ChannelArgs;
import com.auditlog.pulumi.inputs.CustomAlertArgs;
import com.auditlog.pulumi.inputs.DataCaptureArgs;
import com.auditlog.pulumi.inputs.EmailChannelArgs;
import com.auditlog.pulumi.inputs.GcpPlacementArgs;
import com.auditlog.pulumi.inputs.RetentionArgs;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import java.util.Map;

/** The stack of the other languages, from the SDK for Java. */
public class Program {
    public static void main(String[] arguments) {
        var days = Integer.parseInt(System.getenv("RETENTION_DAYS"));
        Pulumi.run(context -> {
            var audit = new AuditLog("audit", AuditLogArgs.builder()
                .spec(spec(days))
                .channels(Map.of("mail", ChannelArgs.builder()
                    .email(EmailChannelArgs.builder().address(Output.of("security@example.com")).build())
                    .build()))
                .tags(Map.of("team", "security"))
                .aws(AwsPlacementArgs.builder().region("eu-central-1").build())
                .gcp(GcpPlacementArgs.builder().project("acme-test").location("europe-west3").build())
                .azure(AzurePlacementArgs.builder().location("westeurope").redundancy(AzureRedundancy.LRS).build())
                .build());
            context.export("archive", audit.aws().applyValue(aws -> aws.orElseThrow().archive()));
            context.export("asked", audit.coverage().applyValue(rows -> !rows.isEmpty()));
        });
    }

    private static AuditSpecArgs spec(int days) {
        return AuditSpecArgs.builder()
            .version(1)
            .evidence(Evidence.Disposable)
            .capture(CaptureArgs.builder()
                .data(DataCaptureArgs.builder().service(DataService.Storage).access(DataAccess.Write).build())
                .bestEffort(CaptureKind.Data)
                .build())
            .retention(RetentionArgs.builder()
                .days(days)
                .searchableDays(30)
                .immutability(Immutability.None)
                .build())
            .alerts(AlertsArgs.builder()
                .catalog(AlertSelection.RootUse)
                .custom(CustomAlertArgs.builder()
                    .name("many-denials")
                    .when("outcome == \"denied\"")
                    .severity(AlertSeverity.Medium)
                    .threshold(AlertThresholdArgs.builder().count(20).withinMinutes(10).build())
                    .build())
                .build())
            .build();
    }
}
