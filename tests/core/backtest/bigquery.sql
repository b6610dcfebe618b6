WITH audit_log AS (
  SELECT UNIX_SECONDS(timestamp) AS second,
    log_name AS native_log_name,
    insert_id AS native_insert_id,
    severity AS native_severity,
    resource AS native_resource,
    labels AS native_labels,
    operation AS native_operation,
    proto_payload AS native_proto_payload,
    NULLIF(proto_payload.audit_log.method_name, '') AS method,
    NULLIF(proto_payload.audit_log.service_name, '') AS service_name,
    NULLIF(proto_payload.audit_log.authentication_info.principal_email, '') AS email,
    NULLIF(proto_payload.audit_log.authentication_info.principal_subject, '') AS subject,
    ARRAY(SELECT one.permission_type FROM UNNEST(proto_payload.audit_log.authorization_info) AS one WHERE one.permission_type NOT IN ('', 'PERMISSION_TYPE_UNSPECIFIED')) AS permissions,
    CAST(proto_payload.audit_log.status.code AS STRING) AS status_code,
    NULLIF(proto_payload.audit_log.resource_name, '') AS resource_name,
    NULLIF(proto_payload.audit_log.resource_location.current_locations[SAFE_OFFSET(0)], '') AS place,
    NULLIF(proto_payload.audit_log.request_metadata.caller_ip, '') AS caller_ip,
    NULLIF(proto_payload.audit_log.request_metadata.caller_supplied_user_agent, '') AS user_agent,
    COALESCE(LAX_BOOL(proto_payload.audit_log.metadata['dryRun']), FALSE) AS is_dry_run,
    operation.first AS is_first,
    operation.last AS is_last,
    NULLIF(JSON_VALUE(resource.labels, '$.project_id'), '') AS label_project,
    NULLIF(JSON_VALUE(resource.labels, '$.location'), '') AS label_location,
    NULLIF(JSON_VALUE(resource.labels, '$.region'), '') AS label_region,
    NULLIF(JSON_VALUE(resource.labels, '$.zone'), '') AS label_zone,
    REGEXP_EXTRACT(log_id, '[^/]*$') AS log,
    log_name AS log_name,
    NULLIF(severity, '') AS severity
  FROM `my-project.audit_logs._AllLogs`
  WHERE log_id IN ("cloudaudit.googleapis.com/activity", "cloudaudit.googleapis.com/data_access", "cloudaudit.googleapis.com/system_event", "cloudaudit.googleapis.com/policy")
    AND timestamp >= TIMESTAMP '2026-03-01 00:00:00+00'
    AND timestamp < TIMESTAMP '2026-04-01 00:00:00+00'
),
event AS (
  SELECT second,
    native_log_name,
    native_insert_id,
    native_severity,
    native_resource,
    native_labels,
    native_operation,
    native_proto_payload,
    coalesce(label_project, REGEXP_EXTRACT(log_name, "^(?:projects|folders|organizations|billingAccounts)/([^/]+)")) AS account,
    coalesce(REGEXP_EXTRACT(coalesce(place, label_location, label_region, label_zone), "^([a-z]+-[a-z]+[0-9]+)-[a-z]$"), coalesce(place, label_location, label_region, label_zone)) AS region,
    CASE WHEN log = 'system_event' THEN 'system' WHEN log = 'policy' THEN 'policy' WHEN lower(service_name) IN ('login.googleapis.com', 'admin.googleapis.com', 'cloudidentity.googleapis.com') THEN 'identity' WHEN log IS NULL AND ARRAY_LENGTH(permissions) > 0 AND EXISTS(SELECT 1 FROM UNNEST(permissions) AS one WHERE starts_with(one, 'DATA_')) THEN 'data' WHEN log IS NULL OR log <> 'data_access' THEN 'management' WHEN ARRAY_LENGTH(permissions) > 0 AND NOT (EXISTS(SELECT 1 FROM UNNEST(permissions) AS one WHERE NOT starts_with(one, 'ADMIN_'))) THEN 'management' WHEN TRUE THEN 'data' END AS category,
    service_name AS service,
    method AS operation,
    CASE WHEN ARRAY_LENGTH(permissions) > 0 AND EXISTS(SELECT 1 FROM UNNEST(permissions) AS one WHERE ends_with(one, '_WRITE')) THEN 'write' WHEN ARRAY_LENGTH(permissions) > 0 THEN 'read' WHEN coalesce(log, '') NOT IN ('activity', 'system_event') AND REGEXP_CONTAINS(method, "(?i)(?:^|\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$") THEN 'read' WHEN TRUE THEN 'write' END AS access,
    coalesce(email, subject) AS actor_id,
    CASE WHEN coalesce(email, subject) IS NULL THEN NULL WHEN coalesce(email, subject) = 'system:anonymous' THEN 'anonymous' WHEN REGEXP_CONTAINS(coalesce(email, subject), "(?i)\\.gserviceaccount\\.com$|^system:|^system@google\\.com$|^serviceAccount:") OR coalesce(REGEXP_CONTAINS(subject, "(?i)\\.gserviceaccount\\.com$|^system:|^system@google\\.com$|^serviceAccount:"), FALSE) THEN 'service' WHEN REGEXP_CONTAINS(coalesce(email, subject), "^principal(?:Set)?://") OR coalesce(REGEXP_CONTAINS(subject, "^principal(?:Set)?://"), FALSE) THEN 'federated' WHEN strpos(coalesce(email, subject), '@') > 0 OR coalesce(starts_with(subject, 'user:'), FALSE) THEN 'user' END AS actor_type,
    caller_ip AS source_ip,
    user_agent AS user_agent,
    ARRAY(SELECT one FROM UNNEST([resource_name, NULLIF(REGEXP_EXTRACT(resource_name, '[^/]*$'), '')]) AS one WHERE one IS NOT NULL) AS resource,
    CASE WHEN log = 'policy' THEN CASE WHEN is_dry_run THEN NULL ELSE 'denied' END WHEN status_code IS NOT NULL AND status_code <> '0' AND status_code IN ('7', '16', 'PERMISSION_DENIED', 'UNAUTHENTICATED') THEN 'denied' WHEN status_code IS NOT NULL AND status_code <> '0' THEN 'failure' WHEN coalesce(is_first, FALSE) AND NOT coalesce(is_last, FALSE) THEN NULL WHEN REGEXP_CONTAINS(method, "(?i)\\.loginFailure$") THEN 'failure' WHEN TRUE THEN 'success' END AS outcome,
    CASE WHEN status_code IS NOT NULL AND status_code <> '0' THEN CASE status_code WHEN '1' THEN 'CANCELLED' WHEN '2' THEN 'UNKNOWN' WHEN '3' THEN 'INVALID_ARGUMENT' WHEN '4' THEN 'DEADLINE_EXCEEDED' WHEN '5' THEN 'NOT_FOUND' WHEN '6' THEN 'ALREADY_EXISTS' WHEN '7' THEN 'PERMISSION_DENIED' WHEN '8' THEN 'RESOURCE_EXHAUSTED' WHEN '9' THEN 'FAILED_PRECONDITION' WHEN '10' THEN 'ABORTED' WHEN '11' THEN 'OUT_OF_RANGE' WHEN '12' THEN 'UNIMPLEMENTED' WHEN '13' THEN 'INTERNAL' WHEN '14' THEN 'UNAVAILABLE' WHEN '15' THEN 'DATA_LOSS' WHEN '16' THEN 'UNAUTHENTICATED' ELSE status_code END END AS error,
    CAST(NULL AS BOOLEAN) AS mfa,
    lower(severity) AS severity
  FROM audit_log
  WHERE method IS NOT NULL
),
matched AS (
  SELECT second,
    coalesce(((REGEXP_CONTAINS(NULLIF(native_log_name, ''), "(?i)^[^/]+/[^/]+/logs/cloudaudit\\.googleapis\\.com(?:/|%2f)(?:activity|system_event|policy|data_access)$")) OR (((NULLIF(native_log_name, '') IS NOT NULL) IS NOT TRUE) AND (category IN ("management", "identity", "data", "system", "policy")))), FALSE) AS is_stored,
    (lower(outcome) = "denied") AS a0,
    (ends_with(lower(operation), "deletesink")) AS a1
  FROM event
),
summed AS (
  SELECT
    count(CASE WHEN a0 AND is_stored THEN 1 END) AS n0,
    count(CASE WHEN a0 AND NOT is_stored THEN 1 END) AS u0,
    min(CASE WHEN a0 AND is_stored THEN second END) AS f0,
    max(CASE WHEN a0 AND is_stored THEN second END) AS l0,
    ARRAY_AGG(IF(a0 AND is_stored, second, NULL) IGNORE NULLS) AS s0,
    count(CASE WHEN a1 AND is_stored THEN 1 END) AS n1,
    count(CASE WHEN a1 AND NOT is_stored THEN 1 END) AS u1,
    min(CASE WHEN a1 AND is_stored THEN second END) AS f1,
    max(CASE WHEN a1 AND is_stored THEN second END) AS l1
  FROM matched
),
alerts AS (
  SELECT one.* FROM UNNEST([
    STRUCT(0 AS number, "denials" AS alert, 20 AS least_events, 600 AS span),
    (1, "sinks", 0, 0)
  ]) AS one
),
told AS (
  SELECT
    alert,
    least_events,
    span,
    CASE number WHEN 0 THEN n0 WHEN 1 THEN n1 END AS events,
    CASE number WHEN 0 THEN u0 WHEN 1 THEN u1 END AS unseen,
    CASE number WHEN 0 THEN f0 WHEN 1 THEN f1 END AS first_moment,
    CASE number WHEN 0 THEN l0 WHEN 1 THEN l1 END AS last_moment,
    CASE number WHEN 0 THEN s0 END AS seconds
  FROM summed CROSS JOIN alerts
),
counted AS (
  SELECT alert, least_events, span, events, unseen, first_moment, last_moment, second, IF(second IS NULL, NULL, count(*)) AS occurred
  FROM told LEFT JOIN UNNEST(seconds) AS second GROUP BY alert, least_events, span, events, unseen, first_moment, last_moment, second
),
windowed AS (
  SELECT alert, least_events, span, events, unseen, first_moment, last_moment, second,
    CASE span WHEN 600 THEN sum(occurred) OVER (PARTITION BY alert ORDER BY second RANGE BETWEEN 600 PRECEDING AND CURRENT ROW) END AS inside,
    CASE span WHEN 600 THEN min(second) OVER (PARTITION BY alert ORDER BY second RANGE BETWEEN 600 PRECEDING AND CURRENT ROW) END AS opened
  FROM counted
),
reached AS (
  SELECT alert, least_events, span, events, unseen, first_moment, last_moment, second, inside, opened, coalesce(inside >= least_events, FALSE) AS is_reached,
    lag(inside >= least_events) OVER (PARTITION BY alert ORDER BY second) AS was_reached, lag(second) OVER (PARTITION BY alert ORDER BY second) AS earlier
  FROM windowed
),
begun AS (
  SELECT alert, least_events, span, events, unseen, first_moment, last_moment, second, inside, opened, is_reached,
    is_reached AND NOT (coalesce(was_reached, FALSE) AND earlier >= second - span) AS begins
  FROM reached
),
numbered AS (
  SELECT alert, least_events, span, events, unseen, first_moment, last_moment, second, inside, opened, is_reached, begins,
    sum(CASE WHEN begins THEN 1 ELSE 0 END) OVER (PARTITION BY alert ORDER BY second) AS burst
  FROM begun
),
bursts AS (
  SELECT alert, max(least_events) AS least_events, max(span) AS span, max(events) AS events, max(unseen) AS unseen, max(first_moment) AS first_moment, max(last_moment) AS last_moment, count(CASE WHEN begins THEN 1 END) AS begun,
    min(CASE WHEN is_reached THEN opened END) AS opened, max(CASE WHEN is_reached THEN second END) AS closed,
    max(CASE WHEN is_reached THEN inside END) AS most
  FROM numbered
  GROUP BY alert, burst
)
SELECT alert, max(events) AS events, CASE WHEN max(least_events) = 0 THEN max(events) ELSE sum(begun) END AS told,
  FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', TIMESTAMP_SECONDS(max(first_moment))) AS first_event, FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', TIMESTAMP_SECONDS(max(last_moment))) AS last_event, max(unseen) AS unseen
FROM bursts
GROUP BY alert
ORDER BY alert