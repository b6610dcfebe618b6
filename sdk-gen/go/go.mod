module github.com/auditlog-dev/pulumi-auditlog/sdk-gen/go

go 1.25

require github.com/pulumi/pulumi/sdk/v3 v3.255.0
