// What an operator is told of. docs/operate.md says for each alert what it means, how to look and what to do.

@description('The short name that all resources carry.')
@maxLength(9)
param name string

@description('The region.')
param location string

@description('The tags of all resources.')
param tags { *: string }

@description('The workspace whose logs are watched.')
param workspaceResourceId string

@description('Who is written to; nobody when it is empty.')
@maxLength(254)
param email string

var alerts = [
  {
    name: 'dead-letters'
    title: 'Messages could not be delivered'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    periods: 1
    query: '''
AppTraces
| where (Message startswith 'delivery ' and Message contains 'result="dead"')
    or (Message startswith 'delivery.poison ' and Message contains 'repaired="dead"')
    or Message startswith 'delivery.unreadable '
    or Message startswith 'delivery.odd-message '
'''
  }
  {
    name: 'queue-age'
    title: 'What is due stays overdue'
    severity: 1
    frequency: 'PT10M'
    window: 'PT10M'
    operator: 'GreaterThan'
    threshold: 0
    periods: 2
    query: '''
AppTraces
| where Message startswith 'delivery.tick '
| extend overdue = toint(extract(@'overdue=(\d+)', 1, Message))
| where overdue > 0
'''
  }
  {
    name: 'server-errors'
    title: 'Calls end in server errors'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 5
    periods: 1
    query: '''
AppRequests
| where toint(ResultCode) between (500 .. 599)
'''
  }
  {
    name: 'missing-ticks'
    title: 'The clock of reminders stands still'
    severity: 1
    frequency: 'PT5M'
    window: 'PT10M'
    operator: 'LessThan'
    threshold: 3
    periods: 1
    query: '''
AppTraces
| where Message startswith 'delivery.tick '
'''
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: name
    emailReceivers: empty(email)
      ? []
      : [
          {
            name: 'operators'
            emailAddress: email
            useCommonAlertSchema: true
          }
        ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: 'alert-${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${alert.title}'
      description: '${alert.title}. See docs/operate.md, ${alert.name}.'
      enabled: true
      severity: alert.severity
      scopes: [
        workspaceResourceId
      ]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      // The tables are there once the app has written its first line.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: alert.periods
              minFailingPeriodsToAlert: alert.periods
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          operators.id
        ]
      }
    }
  }
]
