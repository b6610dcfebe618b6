//go:build tools

// Package engine pins the Pulumi CLI and engine that the demo and the tests run on.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
