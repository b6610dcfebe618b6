//go:build tools

// Package javahost pins the host of Java programs, which generates the Java SDK too.
package javahost

import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"
