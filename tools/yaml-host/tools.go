//go:build tools

// Package yamlhost pins the language host that runs Pulumi YAML programs.
package yamlhost

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
