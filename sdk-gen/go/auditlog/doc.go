// One audit-log spec becomes the native audit logging of AWS, Google Cloud and Azure: a Pulumi component package.
package auditlog
